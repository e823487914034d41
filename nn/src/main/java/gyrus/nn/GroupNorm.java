package gyrus.nn;

import gyrus.tensor.Shape;
import gyrus.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// Group normalisation: `(x − μ) / √(σ² + ε) · γ + β`, with μ and σ² of each example over a group of channels
/// and their pixels. (N, C, …) → (N, C, …)
///
/// Wu & He 2018, Group Normalization.
///
/// @param weight γ, (C), or null for 1
/// @param bias β, (C), or null for 0
/// @param groups into how many parts the channels are divided
/// @param epsilon ε, keeps the root from zero
public record GroupNorm(@Nullable Tensor weight, @Nullable Tensor bias, long groups, double epsilon)
        implements Layer {

    /// Checks that the channels can be divided.
    public GroupNorm {
        if (groups < 1 || weight != null && weight.size(0) % groups != 0) {
            throw new IllegalArgumentException("%s channels cannot be divided into %d groups"
                    .formatted(weight == null ? "any" : weight.size(0), groups));
        }
        if (weight != null) Sizes.checkFits("bias", bias, Shape.of(weight.size(0)));
        Sizes.checkEpsilon(epsilon);
    }

    /// A fresh one: γ = 1, β = 0, ε = 10⁻⁵.
    public static GroupNorm of(long groups, long channels) {
        return new GroupNorm(Init.constant(1, channels), Init.constant(0, channels), groups, 1e-5);
    }

    /// This norm with another ε.
    public GroupNorm epsilon(double epsilon) {
        return new GroupNorm(weight, bias, groups, epsilon);
    }

    @Override
    public Tensor forward(Tensor input) {
        if (input.rank() < 2 || input.size(1) % groups != 0) {
            throw new IllegalArgumentException("the channels of %s cannot be divided into %d groups"
                    .formatted(input.shape(), groups));
        }
        return input.groupNorm(groups, weight, bias, epsilon);
    }
}
