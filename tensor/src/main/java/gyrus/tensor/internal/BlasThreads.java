package gyrus.tensor.internal;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;

/// The threads of OpenBLAS, which has its own and does not know of LibTorch's.
///
/// Fused attention multiplies on all of LibTorch's threads at once. Were each product shared out among OpenBLAS's
/// threads again, they would wait for each other and for cores: twice the time on an idle machine, hundreds of times
/// on a busy one. So attention is computed with one of them, forward and back.
@SuppressWarnings("restricted")
public final class BlasThreads {

    /// Multiplications up to which OpenBLAS leaves a product to one thread.
    private static final long ALONE = 262_144;

    private static final @Nullable MethodHandle SET =
            find("openblas_set_num_threads", FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT));

    private static final @Nullable MethodHandle GET =
            find("openblas_get_num_threads", FunctionDescriptor.of(ValueLayout.JAVA_INT));

    private static final int ALL = now();

    private static volatile boolean alone;

    private BlasThreads() {}

    private static @Nullable MethodHandle find(String name, FunctionDescriptor type) {
        boolean mkl = Loader.addressof("MKL_Get_Version_String") != null; // which shares LibTorch's threads
        return mkl ? null : OpenMp.find(name, type);
    }

    /// Their number; 1 where there is another library.
    static int now() {
        MethodHandle get = GET;
        if (get == null) return 1;
        try {
            return (int) get.invokeExact();
        } catch (Throwable e) {
            throw new IllegalStateException("openblas_get_num_threads failed", e);
        }
    }

    /// Whether attention over so many positions, of so many numbers each, has products that OpenBLAS would share out.
    public static boolean shares(long queries, long keys, long size) {
        long rows = queries >= 768 ? 256 : queries >= 192 ? 64 : 32; // the blocks of LibTorch's kernel
        return ALL > 1 && Math.min(rows, queries) * Math.min(512, keys) * size > ALONE;
    }

    /// One from now on.
    public static void one() {
        set(1);
    }

    /// All again.
    public static void reset() {
        set(ALL);
    }

    /// All again after a backward pass, wherever that ended.
    static void settle() {
        if (alone) reset();
    }

    private static void set(int threads) {
        MethodHandle set = SET;
        if (set == null) return;
        try {
            set.invokeExact(threads);
            alone = threads < ALL;
        } catch (Throwable e) {
            throw new IllegalStateException("openblas_set_num_threads failed", e);
        }
    }
}
