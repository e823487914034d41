package gyrus.tensor.internal;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.bytedeco.javacpp.Loader;

/// The library of linear algebra that is loaded.
@SuppressWarnings("restricted")
final class Blas {

    private static final int LONGEST = 1024;

    private Blas() {}

    /// Its name, version and kernels, such as `OpenBLAS 0.3.31, SkylakeX kernels`; empty if it does not tell.
    static String name() {
        try (var mkl = Loader.addressof("MKL_Get_Version_String");
                var config = Loader.addressof("openblas_get_config");
                var core = Loader.addressof("openblas_get_corename")) {
            if (mkl != null) return ofMkl(mkl.address());
            if (config == null) return "";
            var words = text(config.address()).split(" ");
            var name = words.length > 1 ? words[0] + " " + words[1] : words[0];
            return core == null ? name : name + ", " + text(core.address()) + " kernels";
        }
    }

    private static String text(long function) {
        var call = Linker.nativeLinker().downcallHandle(MemorySegment.ofAddress(function),
            FunctionDescriptor.of(ValueLayout.ADDRESS));
        try {
            var text = (MemorySegment) call.invokeExact();
            return text.address() == 0 ? "" : text.reinterpret(LONGEST).getString(0);
        } catch (Throwable e) {
            throw new IllegalStateException("the BLAS does not tell its name", e);
        }
    }

    private static String ofMkl(long function) {
        var call = Linker.nativeLinker().downcallHandle(MemorySegment.ofAddress(function),
            FunctionDescriptor.ofVoid(ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
        try (var arena = Arena.ofConfined()) {
            var text = arena.allocate(LONGEST);
            call.invokeExact(text, LONGEST - 1);
            return text.getString(0).strip();
        } catch (Throwable e) {
            throw new IllegalStateException("MKL does not tell its name", e);
        }
    }
}
