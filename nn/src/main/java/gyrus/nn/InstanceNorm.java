package gyrus.nn;

import gyrus.tensor.Shape;
import gyrus.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// Instance normalisation: `(x − μ) / √(σ² + ε) · γ + β`, with μ and σ² of each channel of each example over
/// its pixels. (N, C, …) → (N, C, …)
///
/// Ulyanov et al. 2016, Instance Normalization: The Missing Ingredient for Fast Stylization.
///
/// @param weight γ, (C), or null for 1
/// @param bias β, (C), or null for 0
/// @param epsilon ε, keeps the root from zero
public record InstanceNorm(@Nullable Tensor weight, @Nullable Tensor bias, double epsilon) implements Layer {

    /// Checks that the shapes belong together.
    public InstanceNorm {
        if (weight != null) Sizes.checkFits("bias", bias, Shape.of(weight.size(0)));
        Sizes.checkEpsilon(epsilon);
    }

    /// A fresh one: γ = 1, β = 0, ε = 10⁻⁵.
    public static InstanceNorm of(long channels) {
        return new InstanceNorm(Init.constant(1, channels), Init.constant(0, channels), 1e-5);
    }

    /// One without weights, for any number of channels.
    public static InstanceNorm plain() {
        return new InstanceNorm(null, null, 1e-5);
    }

    /// This norm with another ε.
    public InstanceNorm epsilon(double epsilon) {
        return new InstanceNorm(weight, bias, epsilon);
    }

    @Override
    public Tensor forward(Tensor input) {
        return input.instanceNorm(weight, bias, epsilon);
    }
}
