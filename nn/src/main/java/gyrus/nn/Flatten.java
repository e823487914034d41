package gyrus.nn;

import gyrus.tensor.Tensor;

/// Joins several dimensions into one. (N, C, H, W) → (N, C·H·W)
///
/// @param from first dimension joined
/// @param to last dimension joined; negative ones count from the end
public record Flatten(long from, long to) implements Layer {

    /// Joins all dimensions but the first.
    public static Flatten of() {
        return new Flatten(1, -1);
    }

    @Override
    public Tensor forward(Tensor input) {
        return input.flatten(from, to);
    }
}
