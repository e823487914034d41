package gyrus.nn;

import gyrus.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// An affine map with all its weights: `y = x·Wᵀ + b`. (…, in) → (…, out)
///
/// @param weight W, (out, in)
/// @param bias b, (out), or null
public record DenseLinear(Tensor weight, @Nullable Tensor bias) implements Linear, Packable {

    /// Checks that the shapes belong together.
    public DenseLinear {
        if (weight.rank() != 2) {
            throw new IllegalArgumentException("a linear weight is a matrix (out, in), not %s"
                    .formatted(weight.shape()));
        }
        if (bias != null && (bias.rank() != 1 || bias.size(0) != weight.size(0))) {
            throw new IllegalArgumentException("bias %s does not fit weight %s"
                    .formatted(bias.shape(), weight.shape()));
        }
    }

    static DenseLinear of(long in, long out, boolean biased) {
        if (in < 1 || out < 1) {
            throw new IllegalArgumentException("linear from %d to %d: both must be 1 or more".formatted(in, out));
        }
        double bound = 1 / Math.sqrt(in);
        return new DenseLinear(Init.uniform(-bound, bound, out, in), biased ? Init.uniform(-bound, bound, out) : null);
    }

    @Override
    public long in() {
        return weight.size(1);
    }

    @Override
    public long out() {
        return weight.size(0);
    }

    @Override
    public DenseLinear dense() {
        return this;
    }

    @Override
    public Linear packed() {
        return PackedLinear.possible(weight) ? new PackedLinear(this) : this;
    }

    @Override
    public Tensor forward(Tensor input) {
        return input.linear(weight, bias);
    }
}
