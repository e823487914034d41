package gyrus.tensor.internal;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How the C library keeps the memory of tensors.
///
/// glibc returns what is free at the end of its heaps to the system, and a step of training frees nearly all that it
/// made: the next step then has every page made anew, 9,000 of them and a tenth to a fifth of the time where a small
/// residual net learns. Here the process keeps its memory for the next step. Other C libraries are left alone.
@SuppressWarnings("restricted")
final class Malloc {

    private static final int TRIM_THRESHOLD = -1;
    private static final int TOP_PAD = -2;
    private static final int MMAP_THRESHOLD = -3;

    /// A heap's size, and half of it, which is the most that glibc takes from a heap.
    private static final int HEAP = 64 << 20;

    private static final List<String> OWN = List.of("MALLOC_TRIM_THRESHOLD_", "MALLOC_TOP_PAD_",
            "MALLOC_MMAP_THRESHOLD_", "GLIBC_TUNABLES");

    private Malloc() {}

    /// Keeps memory from now on, unless the user has set how by a variable of glibc's.
    static void keep(Function<String, @Nullable String> environment) {
        if (OWN.stream().anyMatch(name -> environment.apply(name) != null)) return;
        var library = Linker.nativeLinker().defaultLookup();
        var mallopt = library.find("mallopt");
        if (mallopt.isEmpty() || library.find("gnu_get_libc_version").isEmpty()) return;
        var call = Linker.nativeLinker().downcallHandle(mallopt.get(), FunctionDescriptor.of(ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        try {
            int _ = (int) call.invokeExact(MMAP_THRESHOLD, HEAP / 2);
            int _ = (int) call.invokeExact(TRIM_THRESHOLD, Integer.MAX_VALUE);
            int _ = (int) call.invokeExact(TOP_PAD, HEAP);
        } catch (Throwable e) {
            throw new IllegalStateException("mallopt failed", e);
        }
    }
}
