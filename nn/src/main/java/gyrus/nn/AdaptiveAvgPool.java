package gyrus.nn;

import gyrus.tensor.Shape;
import gyrus.tensor.Tensor;

/// Means over as many windows as are asked for, whatever the input's size. (N, C, …) → (N, C, size…)
///
/// @param size of the output, over one, two or three dimensions
public record AdaptiveAvgPool(Shape size) implements Layer {

    /// Checks that the output has 1 to 3 dimensions.
    public AdaptiveAvgPool {
        Sizes.checkOutput(size);
    }

    /// A pool to this size; of ones, it takes the mean over everything.
    public static AdaptiveAvgPool of(long... size) {
        return new AdaptiveAvgPool(Shape.of(size));
    }

    @Override
    public Tensor forward(Tensor input) {
        return input.adaptiveAvgPool(size.dims());
    }
}
