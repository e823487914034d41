package gyrus.methods.lora;

import gyrus.nn.Conv;
import gyrus.nn.DenseConv;
import gyrus.nn.Init;
import gyrus.nn.Key;
import gyrus.nn.Window;
import gyrus.tensor.Gradients;
import gyrus.tensor.Tensor;
import java.util.Arrays;

/// A convolution with a low-rank addition that learns in its place: one of the same window into r channels, then one of
/// 1×1 into those of the base. (N, C, …) → (N, O, …)
///
/// Hu et al. 2021, LoRA: Low-Rank Adaptation of Large Language Models, §4.1, as the paper's code has it for
/// convolutions.
///
/// @param base what it adds to; frozen, of one group
/// @param down A, (r, C, kernel…)
/// @param up B, (O, r, 1…)
/// @param alpha α; the addition is multiplied by α/r
/// @param shape the base, for its window
public record LoraConv(@Key("") Conv base, @Key("lora_a") Tensor down, @Key("lora_b") Tensor up, double alpha,
        Form shape) implements Conv {

    /// How the base moves.
    ///
    /// @param window the kernel and how it moves
    /// @param edges what is added where the window reaches beyond the edge
    public record Form(Window window, Edges edges) {}

    /// An addition of that rank to `base`, A drawn from a normal distribution of deviation 1/√(C·kernel).
    static LoraConv of(Conv base, int rank, double alpha) {
        DenseConv dense = base.dense();
        long[] down = dense.weight().shape().dims();
        down[0] = rank;
        long[] up = new long[down.length];
        Arrays.fill(up, 1);
        up[0] = base.out();
        up[1] = rank;
        double fan = (double) dense.weight().count() / base.out();
        return new LoraConv(base, Init.normal(0, 1 / Math.sqrt(fan), down), Init.zeros(up), alpha,
                new Form(dense.window(), dense.edges()));
    }

    /// The rank r.
    public long rank() {
        return down.size(0);
    }

    @Override
    public long in() {
        return base.in();
    }

    @Override
    public long out() {
        return base.out();
    }

    /// The addition merged into the weights of the base: `W + α/r · B·A`.
    @Override
    public DenseConv dense() {
        return Gradients.off(() -> {
            DenseConv dense = base.dense();
            Tensor addition = up.detach().flatten(1, -1).matmul(down.detach().flatten(1, -1)).mul(alpha / rank());
            return new DenseConv(dense.weight().detach().add(addition.reshapeAs(dense.weight())), dense.bias(),
                    dense.window(), dense.groups(), dense.edges());
        });
    }

    @Override
    public Tensor forward(Tensor input) {
        Tensor few = Conv.convolve(input, down, null, shape.window(), 1, shape.edges());
        long[] ones = new long[shape.window().rank()];
        Arrays.fill(ones, 1);
        Tensor many = Conv.convolve(few, up, null, Window.of(ones), 1, Edges.ZEROS);
        return base.apply(input).add(many, alpha / rank());
    }
}
