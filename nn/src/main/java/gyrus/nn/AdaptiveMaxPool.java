package gyrus.nn;

import gyrus.tensor.Shape;
import gyrus.tensor.Tensor;

/// The largest of each of as many windows as are asked for, whatever the input's size.
/// (N, C, …) → (N, C, size…)
///
/// @param size of the output, over one, two or three dimensions
public record AdaptiveMaxPool(Shape size) implements Layer {

    /// Checks that the output has 1 to 3 dimensions.
    public AdaptiveMaxPool {
        Sizes.checkOutput(size);
    }

    /// A pool to this size; of ones, it takes the largest of everything.
    public static AdaptiveMaxPool of(long... size) {
        return new AdaptiveMaxPool(Shape.of(size));
    }

    @Override
    public Tensor forward(Tensor input) {
        return input.adaptiveMaxPool(size.dims());
    }
}
