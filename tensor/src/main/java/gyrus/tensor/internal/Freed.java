package gyrus.tensor.internal;

import gyrus.tensor.Engine.By;
import gyrus.tensor.Engine.Choice;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What becomes of memory that tensors leave. Left alone, glibc gives large pieces back to the system at once, and the
/// next step of the same training has them mapped and cleared anew, page by page. Here they are kept for that step.
@SuppressWarnings("restricted")
final class Freed {

    /// The parameters of glibc's `mallopt`, by their numbers there.
    private static final int M_TRIM_THRESHOLD = -1;
    private static final int M_TOP_PAD = -2;
    private static final int M_MMAP_THRESHOLD = -3;

    /// Pieces up to this size are kept, and so much that is free at the end of the heap.
    private static final int KEPT = 1 << 30;

    private static final int GROWTH = 64 << 20;

    /// By these the user tells glibc himself.
    private static final List<String> OWN = List.of("MALLOC_TRIM_THRESHOLD_", "MALLOC_TOP_PAD_", "MALLOC_MMAP_THRESHOLD_",
            "GLIBC_TUNABLES");

    private Freed() {}

    /// Keeps it, where the C library is glibc and the user has not told it otherwise.
    static Optional<Choice> keep(Function<String, @Nullable String> environment) {
        var mallopt = Linker.nativeLinker().defaultLookup().find("mallopt");
        if (mallopt.isEmpty()) return Optional.empty();
        for (var name : OWN) {
            var user = environment.apply(name);
            if (user != null) return Optional.of(new Choice(name, user, "how freed memory is kept", By.USER));
        }
        boolean kept = set(mallopt.get(), M_MMAP_THRESHOLD, KEPT);
        kept &= set(mallopt.get(), M_TRIM_THRESHOLD, KEPT);
        kept &= set(mallopt.get(), M_TOP_PAD, GROWTH);
        return kept ? Optional.of(new Choice("freed memory", "kept",
                "the next step needs it again, and mapping and clearing it takes time", By.GYRUS)) : Optional.empty();
    }

    private static boolean set(MemorySegment mallopt, int parameter, int value) {
        var call = Linker.nativeLinker().downcallHandle(mallopt,
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        try {
            return (int) call.invokeExact(parameter, value) == 1;
        } catch (Throwable e) {
            throw new IllegalStateException("mallopt failed", e);
        }
    }
}
