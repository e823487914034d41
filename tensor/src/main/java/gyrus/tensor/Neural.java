package gyrus.tensor;

import gyrus.tensor.internal.BlasThreads;
import gyrus.tensor.internal.Mixed;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What the layers of a net compute: products with weights, convolution, pooling, normalisation, lookup,
/// attention, recurrence, resampling, and the losses that the engine has as one operator.
///
/// Shapes: N or B examples, C channels, L or T length, D × H × W depth, height and width.
public sealed interface Neural permits Tensor {

    /// `x·Wᵀ + b`. (…, in) → (…, out), with a weight of (out, in) and a bias of (out) or null.
    default Tensor linear(Tensor weight, @Nullable Tensor bias) {
        return Op.product("linear", this, weight, bias);
    }

    /// Convolution over one, two or three dimensions; by itself in the type of its arguments, also in mixed precision,
    /// because the engine's gradient of it in bfloat16 has been seen to fail. (N, C, …) → (N, O, …) of size
    /// `⌊(size + 2·padding − dilation·(kernel − 1) − 1) / stride⌋ + 1` along each.
    ///
    /// @param weight (O, C / groups, kernel…)
    /// @param bias (O), or null
    /// @param stride, padding, dilation one number a dimension
    /// @param groups into how many parts the channels are divided, each convolved by itself
    default Tensor conv(Tensor weight, @Nullable Tensor bias, long[] stride, long[] padding, long[] dilation,
            long groups) {
        Misfit.steps("convolution", stride, padding, dilation);
        return Op.tensor("convolution", alike(weight), weight, bias, stride, padding, dilation, false,
                new long[stride.length], groups);
    }

    /// Transposed convolution, the gradient of [#conv] with respect to its input. (N, C, …) → (N, O, …) of
    /// size `(size − 1)·stride − 2·padding + dilation·(kernel − 1) + outputPadding + 1` along each.
    ///
    /// @param weight (C, O / groups, kernel…)
    default Tensor convTransposed(Tensor weight, @Nullable Tensor bias, long[] stride, long[] padding,
            long[] outputPadding, long[] dilation, long groups) {
        Misfit.steps("convolution", stride, padding, outputPadding, dilation);
        return Op.tensor("convolution", alike(weight), weight, bias, stride, padding, dilation, true, outputPadding,
                groups);
    }

    /// This in the type of `weight`, where products made it shorter.
    private Tensor alike(Tensor weight) {
        Tensor self = (Tensor) this;
        return Mixed.on() && self.dtype() != weight.dtype() ? self.to(weight.dtype()) : self;
    }

    /// The largest of each window, over one, two or three dimensions. (N, C, …) → (N, C, …)
    ///
    /// @param ceil whether windows that only begin inside count too
    default Tensor maxPool(long[] kernel, long[] stride, long[] padding, long[] dilation, boolean ceil) {
        return Op.tensor("max_pool" + kernel.length + "d", this, kernel, stride, padding, dilation, ceil);
    }

    /// The mean of each window, over one, two or three dimensions. (N, C, …) → (N, C, …)
    ///
    /// @param ceil whether windows that only begin inside count too
    /// @param countPadding whether the zeros of the padding are averaged in
    default Tensor avgPool(long[] kernel, long[] stride, long[] padding, boolean ceil, boolean countPadding) {
        return Op.tensor("avg_pool" + kernel.length + "d", this, kernel, stride, padding, ceil, countPadding);
    }

    /// Means over as many windows as `size` asks for, one, two or three dimensions. (N, C, …) → (N, C, size…)
    default Tensor adaptiveAvgPool(long... size) {
        return Op.tensor("adaptive_avg_pool" + size.length + "d", this, size);
    }

    /// Largest of as many windows as `size` asks for, one, two or three dimensions. (N, C, …) → (N, C, size…)
    default Tensor adaptiveMaxPool(long... size) {
        return Op.tensors("adaptive_max_pool" + size.length + "d", this, size)[0];
    }

    /// Batch normalisation, `(x − μ) / √(σ² + ε) · γ + β` for each channel. Ioffe & Szegedy 2015.
    ///
    /// @param mean, variance running statistics: changed in training, used in evaluation
    /// @param training whether μ and σ² are those of this batch
    /// @param momentum share of the batch's statistics that the running ones take over
    default Tensor batchNorm(@Nullable Tensor weight, @Nullable Tensor bias, @Nullable Tensor mean,
            @Nullable Tensor variance, boolean training, double momentum, double epsilon) {
        return Op.tensor("batch_norm", this, weight, bias, mean, variance, training, momentum, epsilon, true);
    }

    /// Instance normalisation: as [#batchNorm], with the statistics of each example by itself. Ulyanov et al.
    /// 2016.
    default Tensor instanceNorm(@Nullable Tensor weight, @Nullable Tensor bias, double epsilon) {
        return Op.tensor("instance_norm", this, weight, bias, null, null, true, 0.0, epsilon, true);
    }

    /// Layer normalisation over the last dimensions, those of `shape`. Ba et al. 2016.
    default Tensor layerNorm(long[] shape, @Nullable Tensor weight, @Nullable Tensor bias, double epsilon) {
        return Op.tensor("layer_norm", this, shape, weight, bias, epsilon, true);
    }

    /// Group normalisation: the channels in `groups` parts, each normalised with its pixels. Wu & He 2018.
    default Tensor groupNorm(long groups, @Nullable Tensor weight, @Nullable Tensor bias, double epsilon) {
        return Op.tensor("group_norm", this, groups, weight, bias, epsilon, true);
    }

    /// Root mean square normalisation, `x / √(mean(x²) + ε) · γ`, over the dimensions of `shape`. Zhang &
    /// Sennrich 2019.
    default Tensor rmsNorm(long[] shape, @Nullable Tensor weight, double epsilon) {
        return Op.tensor("rms_norm", this, shape, weight, epsilon);
    }

    /// Rows of this table at `ids`. (rows, width), (…) → (…, width)
    ///
    /// @param padding id whose row gets no gradient; −1 for none
    default Tensor embedding(Tensor ids, long padding) {
        return Op.tensor("embedding", this, ids, padding);
    }

    /// Zero with probability `p`, the rest divided by 1 − p. Srivastava et al. 2014.
    ///
    /// @throws IllegalArgumentException unless 0 ≤ p ≤ 1
    default Tensor dropout(double p, Generator generator) {
        Tensor self = (Tensor) this;
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("dropout probability %s is not within 0 and 1".formatted(p));
        }
        if (p == 0) return self;
        if (p == 1) return self.mul(0);
        return self.mul(
                Gradients.off(() -> self.emptyLike().fillBernoulli(generator, 1 - p).divAssign(1 - p)));
    }

    /// Scaled dot-product attention, `softmax(Q·Kᵀ·scale + mask)·V`, this being Q. Vaswani et al. 2017,
    /// §3.2.1. (B, heads, T, d), (B, heads, S, d), (B, heads, S, e) → (B, heads, T, e)
    ///
    /// @param mask bool (false hides) or numbers to add, of a shape that broadcasts to (B, heads, T, S); null
    /// for none
    /// @param causal whether position t sees only positions up to t
    /// @param scale null for 1/√d
    /// @param grouped whether K and V have fewer heads than Q, each used by several
    /// @throws IllegalArgumentException if the shapes do not go together
    default Tensor attention(Tensor key, Tensor value, @Nullable Tensor mask, boolean causal,
            @Nullable Double scale, boolean grouped) {
        Misfit.attention((Tensor) this, key, value, grouped);
        Supplier<Tensor> fused = () ->
                Op.tensor("scaled_dot_product_attention", this, key, value, mask, 0.0, causal, scale, grouped);
        Supplier<Tensor> attention = Mixed.wide() ? () -> Autocast.call(DType.FLOAT32, fused) : fused;
        Tensor query = (Tensor) this;
        if (!BlasThreads.shares(query.size(-2), key.size(-2), query.size(-1))) return attention.get();
        BlasThreads.one();
        Tensor gathered;
        try {
            gathered = attention.get();
        } finally {
            BlasThreads.reset();
        }
        if (gathered.differentiable()) { // the same on the way back
            gathered.whenGradient(BlasThreads::one);
            for (Tensor given : List.of(query, key, value)) {
                if (given.differentiable()) given.whenGradient(BlasThreads::reset);
            }
        }
        return gathered;
    }

    /// A stack of recurrent layers, by the engine's fused kernels. This is (B, T, in).
    ///
    /// @param kind `rnn_tanh`, `rnn_relu`, `gru` or `lstm`
    /// @param state (layers · directions, B, hidden); two of them, hidden and cell, for an LSTM
    /// @param weights for each layer and direction: (gates·hidden, in), (gates·hidden, hidden), and two
    /// biases if `biases`
    /// @return the outputs (B, T, directions·hidden), then the state after the last step
    default Tensor[] recurrent(String kind, List<Tensor> state, List<Tensor> weights, boolean biases,
            long layers, double dropout, boolean training, boolean bidirectional) {
        boolean two = kind.equals("lstm");
        Misfit.recurrence((Tensor) this, kind, state, weights, biases, layers, bidirectional);
        Object initial = two ? state : state.getFirst();
        Tensor[] results = Op.tensors(kind + ".input", this, initial, weights, biases, layers, dropout, training,
                bidirectional, true);
        Arrays.setAll(results, i -> Op.wide(results[i]));
        return results;
    }

    /// Values at points between pixels, bilinear, zero outside. (N, C, H, W), (N, h, w, 2) → (N, C, h, w)
    ///
    /// @param grid x and y in −1 … 1, the picture's edges
    default Tensor gridSample(Tensor grid) {
        return Op.tensor("grid_sampler", this, grid, 0, 0, false);
    }

    /// The grid of points that affine maps (this: (N, 2, 3)) send the pixels of a picture to, for
    /// [#gridSample]. (N, 2, 3) → (N, H, W, 2)
    default Tensor affineGrid(long height, long width) {
        Tensor self = (Tensor) this;
        return Op.tensor("affine_grid_generator", this, new long[] {self.size(0), 1, height, width}, false);
    }

    /// Sliding windows as columns. (N, C, H, W) → (N, C·kh·kw, windows)
    default Tensor unfold(long[] kernel, long[] dilation, long[] padding, long[] stride) {
        Misfit.steps("unfold", kernel, dilation, padding, stride);
        return Op.tensor("im2col", this, kernel, dilation, padding, stride);
    }

    /// Blocks of channels laid out as pixels. (N, C·r², H, W) → (N, C, H·r, W·r). Shi et al. 2016.
    default Tensor pixelShuffle(long factor) {
        return Op.tensor("pixel_shuffle", this, factor);
    }

    /// Cross entropy of logits (N, classes, …) with classes (N, …) int64, or with probabilities of the
    /// logits' shape.
    ///
    /// @param weight one number a class, or null
    /// @param reduction 0 none, 1 mean, 2 sum
    /// @param ignore class that does not count, such as −100
    /// @param smoothing share of the probability that is spread over all classes
    default Tensor crossEntropy(Tensor target, @Nullable Tensor weight, long reduction, long ignore,
            double smoothing) {
        return Op.tensor("cross_entropy_loss", this, target, weight, reduction, ignore, smoothing);
    }

    /// Mean cross entropy of logits (N, classes, …) with classes (N, …).
    default Tensor crossEntropy(Tensor target) {
        return crossEntropy(target, null, 1, -100, 0);
    }
}
