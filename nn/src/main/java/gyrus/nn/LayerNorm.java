package gyrus.nn;

import gyrus.tensor.Shape;
import gyrus.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// Layer normalisation: `(x − μ) / √(σ² + ε) · γ + β`, with μ and σ² over the last dimensions.
/// (…, shape) → (…, shape)
///
/// Ba et al. 2016, Layer Normalization.
///
/// @param weight γ, (shape), or null for 1
/// @param bias β, (shape), or null for 0
/// @param shape the last dimensions, over which is normalised
/// @param epsilon ε, keeps the root from zero
public record LayerNorm(@Nullable Tensor weight, @Nullable Tensor bias, Shape shape, double epsilon)
        implements Layer {

    /// Checks that the shapes belong together.
    public LayerNorm {
        Sizes.checkFits("weight", weight, shape);
        Sizes.checkFits("bias", bias, shape);
        Sizes.checkEpsilon(epsilon);
    }

    /// A fresh one: γ = 1, β = 0, ε = 10⁻⁵.
    public static LayerNorm of(long... shape) {
        return new LayerNorm(Init.constant(1, shape), Init.constant(0, shape), Shape.of(shape), 1e-5);
    }

    /// A fresh one without β.
    public static LayerNorm unbiased(long... shape) {
        return new LayerNorm(Init.constant(1, shape), null, Shape.of(shape), 1e-5);
    }

    /// This norm with another ε.
    public LayerNorm epsilon(double epsilon) {
        return new LayerNorm(weight, bias, shape, epsilon);
    }

    @Override
    public Tensor forward(Tensor input) {
        return input.layerNorm(shape.dims(), weight, bias, epsilon);
    }
}
