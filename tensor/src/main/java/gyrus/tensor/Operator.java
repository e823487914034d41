package gyrus.tensor;

import gyrus.tensor.internal.Handle;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Any operator of the engine by its name, also those that no method of [Tensor] has: fused optimizers,
/// quantized products, kernels of one processor.
///
/// ```java
/// Operator.named("aten::_weight_int8pack_mm").tensor(x, weight, scales);
/// ```
///
/// Arguments are Java values in the order of PyTorch's schema: a [Tensor] or null, a number, a boolean, a
/// string, arrays or collections of those, a [DType], [Device], [Shape] or [Generator]. Trailing ones that
/// have a default can be left out.
///
/// @param name as PyTorch's schemas have it, such as `aten::add.Tensor`
public record Operator(String name) {

    /// Checks that there is a name.
    public Operator {
        Objects.requireNonNull(name, "an operator has a name, such as aten::relu");
    }

    /// The operator of that name. It is looked up when it is called.
    public static Operator named(String name) {
        return new Operator(name);
    }

    /// Calls an operator of one tensor.
    ///
    /// @throws IllegalArgumentException if there is no such operator or the arguments do not fit it
    public Tensor tensor(@Nullable Object... arguments) {
        return Op.tensor(name, arguments);
    }

    /// Calls an operator of any results: each a [Tensor], Long, Double, Boolean, String, a list of these, or
    /// null.
    ///
    /// @throws IllegalArgumentException if there is no such operator or the arguments do not fit it
    public List<@Nullable Object> call(@Nullable Object... arguments) {
        return list(Op.call(name, arguments));
    }

    private static List<@Nullable Object> list(@Nullable Object[] results) {
        @Nullable Object[] out = new Object[results.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = switch (results[i]) {
                case Handle handle -> Op.wrap(handle);
                case Object[] parts -> list(parts);
                case null, default -> results[i];
            };
        }
        return Arrays.asList(out);
    }
}
