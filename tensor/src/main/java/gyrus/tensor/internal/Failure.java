package gyrus.tensor.internal;

import gyrus.tensor.DType;
import gyrus.tensor.OutOfNativeMemory;
import gyrus.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Turns what LibTorch throws into an exception that a Java programmer can act on: the operator, what it says
/// is wrong, and what was given; without the native stack.
final class Failure {

    private static final List<String> MEMORY = List.of("DefaultCPUAllocator: not enough memory",
            "DefaultCPUAllocator: can't allocate memory", "CUDA out of memory", "std::bad_alloc");

    private static final Pattern ASKED = Pattern.compile("tried to allocate (\\d{1,18}) bytes");

    private static final List<String> STACKS = List.of("\nException raised from ", "\nframe #");

    /// What LibTorch says of functions that are called otherwise here, and what to do instead.
    private static final Map<String, String> WORDS = Map.of(
            "Set allow_unused=True", "the outputs do not depend on an input;"
                    + " Gradients.orZeros gives zeros for such an input",
            "backward through the graph a second time", "an earlier backward pass has freed the graph;"
                    + " ask that one to keep it: backward(null, true)",
            "grad can be implicitly created only for scalar outputs", "only a scalar has a gradient by"
                    + " itself; reduce it first, or give a vector of its shape",
            "does not require grad and does not have a grad_fn", "nothing trainable was recorded in"
                    + " computing it; call trainable(true) on parameters before, outside Gradients.off",
            "a leaf Variable that requires grad is being used in an in-place operation",
            "a trainable leaf is changed where computations are recorded; change it inside Gradients.off");

    private Failure() {}

    static RuntimeException of(String operator, @Nullable Object[] arguments, RuntimeException thrown) {
        return of(operator, new Parameter[0], arguments, thrown);
    }

    static RuntimeException of(String operator, Parameter[] parameters, @Nullable Object[] arguments,
            RuntimeException thrown) {
        String said = String.valueOf(thrown.getMessage());
        for (String stack : STACKS) {
            int at = said.indexOf(stack);
            if (at >= 0) said = said.substring(0, at);
        }
        for (var word : WORDS.entrySet()) {
            if (said.contains(word.getKey())) said = word.getValue();
        }
        StringJoiner given = new StringJoiner(", ");
        for (int i = 0; i < arguments.length; i++) {
            String type = i < parameters.length ? parameters[i].type() : "";
            Object argument = arguments[i];
            if (argument == null) continue;
            given.add(switch (type) {
                case "ScalarType" -> argument instanceof Integer code ? DType.of(code).toString() : show(argument);
                case "Device" -> argument.toString();
                default -> show(argument);
            });
        }
        if (MEMORY.stream().anyMatch(said::contains)) return outOfMemory(operator, said.strip(), given.toString());
        String message = "%s: %s [given %s]".formatted(operator, said.strip(), given);
        if (said.startsWith("Dimension out of range")) return new IndexOutOfBoundsException(message);
        return thrown instanceof IllegalStateException ? new IllegalStateException(message, thrown.getCause())
                : new IllegalArgumentException(message);
    }

    private static OutOfNativeMemory outOfMemory(String operator, String said, String given) {
        Matcher asked = ASKED.matcher(said);
        long bytes = asked.find() ? Long.parseLong(asked.group(1)) : -1;
        String what = bytes < 0 ? said : "%,d bytes asked for".formatted(bytes);
        return new OutOfNativeMemory(
                "%s: no native memory: %s; compute on smaller batches, or close scopes sooner [given %s]"
                .formatted(operator, what, given), bytes);
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
            case Randomness _ -> "a generator";
            default -> value.toString();
        };
    }
}
