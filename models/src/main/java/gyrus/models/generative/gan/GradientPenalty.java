package gyrus.models.generative.gan;

import gyrus.tensor.Gradients;
import gyrus.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/// Keeps a critic's slope near 1: `E (‖∇f(x̂)‖₂ − 1)²` at pictures x̂ between real and made ones,
/// `x̂ = ε·x + (1 − ε)·x̃`. Its gradient is a gradient of a gradient.
///
/// Gulrajani et al. 2017, Improved Training of Wasserstein GANs, §4.
public final class GradientPenalty {

    private GradientPenalty() {}

    /// The penalty of `critic`, with ε drawn evenly from 0 to 1 for each pair by the current generator.
    ///
    /// @param critic (B, …) → (B), one score a picture that depends on this picture alone
    /// @param real (B, …)
    /// @param made (B, …), through which no gradient flows
    public static Tensor of(UnaryOperator<Tensor> critic, Tensor real, Tensor made) {
        return at(critic, between(real, made, Tensor.rand(real.size(0)).to(real.device()).to(real.dtype())));
    }

    /// Pictures between real and made ones. (B, …), (B, …), (B) → (B, …)
    static Tensor between(Tensor real, Tensor made, Tensor share) {
        long[] each = new long[real.rank()];
        Arrays.fill(each, 1);
        each[0] = real.size(0);
        Tensor e = share.reshape(each);
        return real.mul(e).add(made.mul(e.rsub(1)));
    }

    /// The penalty of the critic's slope at these pictures. (B, …) → ()
    static Tensor at(UnaryOperator<Tensor> critic, Tensor pictures) {
        Tensor at = pictures.detach().trainable(true);
        // Each score depends on its own picture alone, so the gradient of their sum has every picture's slope.
        Tensor slopes = Gradients.of(critic.apply(at).sum(), List.of(at), true).getFirst(); // (B, …)
        return slopes.flatten(1, -1).norm(2, false, 1).sub(1).square().mean();
    }
}
