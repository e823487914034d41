package gyrus.tensor.internal;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/// The threads with which one thread's operators compute. OpenMP keeps that number for each thread; LibTorch's own call
/// would change it for the threads to come as well.
@SuppressWarnings("restricted")
public final class OpenMp {

    private static final @Nullable MethodHandle SET =
            find("omp_set_num_threads", FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT));

    private OpenMp() {}

    /// A function of the libraries that are loaded; null where none has it.
    static @Nullable MethodHandle find(String name, FunctionDescriptor type) {
        var address = Loader.addressof(name);
        if (address == null || address.isNull()) return null;
        return Linker.nativeLinker().downcallHandle(MemorySegment.ofAddress(address.address()), type);
    }

    /// Sets the number for the calling thread, where the engine's runtime can.
    ///
    /// @return the number before
    public static int threads(int count) {
        int before = torch.get_num_threads(); // LibTorch sets it itself when a thread first asks it for anything
        MethodHandle set = SET;
        if (set == null) return before;
        try {
            set.invokeExact(count);
        } catch (Throwable e) {
            throw new IllegalStateException("omp_set_num_threads failed", e);
        }
        return before;
    }
}
