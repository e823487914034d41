package gyrus.nn;

import gyrus.tensor.Shape;
import gyrus.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// Root mean square normalisation: `x / √(mean(x²) + ε) · γ` over the last dimensions.
/// (…, shape) → (…, shape)
///
/// Zhang & Sennrich 2019, Root Mean Square Layer Normalization.
///
/// @param weight γ, (shape), or null for 1
/// @param shape the last dimensions, over which is normalised
/// @param epsilon ε, keeps the root from zero
public record RmsNorm(@Nullable Tensor weight, Shape shape, double epsilon) implements Layer {

    /// Checks that the shapes belong together.
    public RmsNorm {
        Sizes.checkFits("weight", weight, shape);
        Sizes.checkEpsilon(epsilon);
    }

    /// A fresh one: γ = 1, ε = 10⁻⁶.
    public static RmsNorm of(long... shape) {
        return new RmsNorm(Init.constant(1, shape), Shape.of(shape), 1e-6);
    }

    /// This norm with another ε.
    public RmsNorm epsilon(double epsilon) {
        return new RmsNorm(weight, shape, epsilon);
    }

    @Override
    public Tensor forward(Tensor input) {
        return input.rmsNorm(shape.dims(), weight, epsilon);
    }
}
