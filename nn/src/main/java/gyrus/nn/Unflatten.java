package gyrus.nn;

import gyrus.tensor.Shape;
import gyrus.tensor.Tensor;

/// Divides one dimension into several, the reverse of [Flatten]. (N, C·H·W) → (N, C, H, W)
///
/// @param dim the dimension divided; negative ones count from the end
/// @param sizes what it becomes
public record Unflatten(long dim, Shape sizes) implements Layer {

    /// Divides the second dimension.
    public static Unflatten of(long... sizes) {
        return new Unflatten(1, Shape.of(sizes));
    }

    @Override
    public Tensor forward(Tensor input) {
        return input.unflatten(dim, sizes.dims());
    }
}
