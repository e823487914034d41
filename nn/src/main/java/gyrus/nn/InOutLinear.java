package gyrus.nn;

import gyrus.tensor.Gradients;
import gyrus.tensor.Tensor;

/// An affine map whose weight lies inputs first, as GPT-2's checkpoints have it: `y = x·W + b`. (…, in) → (…, out)
///
/// Radford et al. 2019, Language Models are Unsupervised Multitask Learners, where it is a convolution of width one;
/// [DenseLinear] has the weight the other way round.
///
/// @param weight W, (in, out)
/// @param bias b, (out)
public record InOutLinear(Tensor weight, Tensor bias) implements Linear, Packable {

    /// Checks that the shapes belong together.
    public InOutLinear {
        if (weight.rank() != 2) {
            throw new IllegalArgumentException("a linear weight is a matrix (in, out), not %s"
                    .formatted(weight.shape()));
        }
        if (bias.rank() != 1 || bias.size(0) != weight.size(1)) {
            throw new IllegalArgumentException("bias %s does not fit weight %s"
                    .formatted(bias.shape(), weight.shape()));
        }
    }

    /// A fresh one: weights normal of this deviation, biases zero.
    public static InOutLinear normal(double deviation, long in, long out) {
        if (in < 1 || out < 1) {
            throw new IllegalArgumentException("linear from %d to %d: both must be 1 or more".formatted(in, out));
        }
        return new InOutLinear(Init.normal(0, deviation, in, out), Init.zeros(out));
    }

    @Override
    public long in() {
        return weight.size(0);
    }

    @Override
    public long out() {
        return weight.size(1);
    }

    @Override
    public DenseLinear dense() {
        return Gradients.off(() -> new DenseLinear(weight.t().copy(), bias.copy()));
    }

    @Override
    public InOutLinear like(DenseLinear map) {
        Tensor offset = map.bias();
        return Gradients.off(() -> new InOutLinear(map.weight().t().copy(),
                offset != null ? offset.copy() : Tensor.zeros(map.out())));
    }

    @Override
    public Linear packed() {
        return PackedLinear.possible(weight) ? new PackedLinear(dense()) : this;
    }

    @Override
    public Tensor forward(Tensor input) {
        return input.linear(weight.t(), bias);
    }
}
