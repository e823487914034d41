package gyrus.tensor.internal;

import gyrus.tensor.OutOfNativeMemory;
import gyrus.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Turns what LibTorch throws into an exception that a Java programmer can act on: the operator, what it says
/// is wrong, and what was given; without the native stack.
final class Failure {

    private static final List<String> MEMORY = List.of("DefaultCPUAllocator: not enough memory",
            "DefaultCPUAllocator: can't allocate memory", "CUDA out of memory");

    private static final List<String> STACKS = List.of("\nException raised from ", "\nframe #");

    private Failure() {}

    static RuntimeException of(String operator, @Nullable Object[] arguments, RuntimeException thrown) {
        String said = String.valueOf(thrown.getMessage());
        for (String stack : STACKS) {
            int at = said.indexOf(stack);
            if (at >= 0) said = said.substring(0, at);
        }
        String message = "%s: %s [given %s]".formatted(operator, said.strip(),
                Arrays.stream(arguments).map(Failure::show).collect(Collectors.joining(", ")));
        if (MEMORY.stream().anyMatch(said::contains)) return new OutOfNativeMemory(message);
        return thrown instanceof IllegalStateException ? new IllegalStateException(message, thrown.getCause())
                : new IllegalArgumentException(message);
    }

    /// A short form of an argument: a tensor's type and shape, a list's values.
    static String show(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Handle h -> h.type() + " " + Shape.of(h.shape());
            case long[] n -> Arrays.toString(n);
            case double[] n -> Arrays.toString(n);
            case boolean[] b -> Arrays.toString(b);
            case Object[] parts -> Arrays.stream(parts).limit(8).map(Failure::show)
                    .collect(Collectors.joining(", ", "[", parts.length > 8 ? ", …]" : "]"));
            case String s -> "\"" + s + "\"";
            default -> value.toString();
        };
    }
}
