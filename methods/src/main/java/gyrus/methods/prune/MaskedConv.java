package gyrus.methods.prune;

import gyrus.nn.Buffer;
import gyrus.nn.Conv;
import gyrus.nn.DenseConv;
import gyrus.nn.Window;
import gyrus.tensor.Gradients;
import gyrus.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// A convolution of which some weights are cut, which have no gradient and stay cut. (N, C, …) → (N, O, …)
///
/// @param weight (O, C / groups, kernel…)
/// @param bias (O), or null
/// @param mask as the weights, false where one is cut
/// @param window the kernel and how it moves
/// @param groups into how many parts the channels are divided
/// @param edges what is added where the window reaches beyond the edge
public record MaskedConv(Tensor weight, @Nullable Tensor bias, @Buffer Tensor mask, Window window, long groups,
        Edges edges) implements Conv {

    @Override
    public long in() {
        return weight.size(1) * groups;
    }

    @Override
    public long out() {
        return weight.size(0);
    }

    @Override
    public DenseConv dense() {
        return new DenseConv(Gradients.off(() -> weight.detach().mul(mask)), bias, window, groups, edges);
    }

    @Override
    public Tensor forward(Tensor input) {
        return Conv.convolve(input, weight.mul(mask), bias, window, groups, edges);
    }
}
