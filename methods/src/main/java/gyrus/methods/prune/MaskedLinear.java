package gyrus.methods.prune;

import gyrus.nn.Buffer;
import gyrus.nn.DenseLinear;
import gyrus.nn.Linear;
import gyrus.tensor.Gradients;
import gyrus.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// A linear map of which some weights are cut: `y = x·(W ⊙ M)ᵀ + b`. What is cut has no gradient and stays cut.
/// (…, in) → (…, out)
///
/// @param weight W, (out, in)
/// @param bias b, (out), or null
/// @param mask M, (out, in), false where a weight is cut
public record MaskedLinear(Tensor weight, @Nullable Tensor bias, @Buffer Tensor mask) implements Linear {

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
        return new DenseLinear(Gradients.off(() -> weight.detach().mul(mask)), bias);
    }

    @Override
    public Tensor forward(Tensor input) {
        return input.linear(weight.mul(mask), bias);
    }
}
