package gyrus.nn;

import gyrus.tensor.Gradients;
import gyrus.tensor.Operator;
import gyrus.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// A convolution with all its weights. (N, C, …) → (N, O, …), or without N.
///
/// @param weight (O, C / groups, kernel…)
/// @param bias (O), or null
/// @param window the kernel and how it moves
/// @param groups into how many parts the channels are divided, each convolved by itself
/// @param edges what is added where the window reaches beyond the edge
public record DenseConv(Tensor weight, @Nullable Tensor bias, Window window, long groups, Edges edges)
        implements Conv, Packable {

    private static final Operator CLONE = Operator.named("aten::clone");

    /// LibTorch's number of that layout.
    private static final int CHANNELS_LAST = 2;

    /// Checks that the shapes belong together.
    public DenseConv {
        if (weight.rank() != window.rank() + 2) {
            throw new IllegalArgumentException("a window over %s needs weights (out, in, kernel…), not %s"
                    .formatted(window.kernel(), weight.shape()));
        }
        if (groups < 1 || weight.size(0) % groups != 0) {
            throw new IllegalArgumentException("%d output channels cannot be divided into %d groups"
                    .formatted(weight.size(0), groups));
        }
        if (bias != null && (bias.rank() != 1 || bias.size(0) != weight.size(0))) {
            throw new IllegalArgumentException("bias %s does not fit weight %s"
                    .formatted(bias.shape(), weight.shape()));
        }
    }

    static DenseConv of(long in, long out, Window window, long groups, boolean biased) {
        if (in < 1 || out < 1 || groups < 1 || in % groups != 0 || out % groups != 0) {
            throw new IllegalArgumentException(
                    "from %d to %d channels in %d groups: both must be multiples of the groups"
                    .formatted(in, out, groups));
        }
        long[] shape = Sizes.join(new long[] {out, in / groups}, window.kernel().dims());
        double bound = 1 / Math.sqrt(in / groups * window.kernel().count());
        Tensor weight = Init.uniform(-bound, bound, shape);
        Tensor bias = biased ? Init.uniform(-bound, bound, out) : null;
        return new DenseConv(weight, bias, window, groups, Edges.ZEROS);
    }

    /// This convolution of pictures with its weights, and so its outputs, laid out with the channels of one pixel
    /// side by side in memory. Only the time tells: on a CPU nets of convolutions and pooling take up to a third less.
    public DenseConv channelsLast() {
        Tensor moved = Gradients.off(() -> CLONE.tensor(weight, CHANNELS_LAST));
        return new DenseConv(moved.trainable(weight.trainable()), bias, window, groups, edges);
    }

    /// This convolution with other edges.
    public DenseConv edges(Edges edges) {
        return new DenseConv(weight, bias, window, groups, edges);
    }

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
        return this;
    }

    @Override
    public Conv packed() {
        return PackedConv.possible(this) ? PackedConv.of(this) : this;
    }

    @Override
    public Tensor forward(Tensor input) {
        return Conv.convolve(input, weight, bias, window, groups, edges);
    }
}
