package gyrus.nn;

import gyrus.tensor.DType;
import gyrus.tensor.Gradients;
import gyrus.tensor.Operator;
import gyrus.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// A dense convolution of pictures for use alone: its weights as oneDNN's kernels read them, a batch norm that follows
/// put into them, and what comes then computed as outputs are written. (N, C, H, W) → (N, O, H, W), or without N.
///
/// ```java
/// var packed = PackedConv.of(conv.dense(), norm);
/// packed.apply(x);                                // norm(conv(x))
/// packed.rectified().apply(x);                    // max(0, norm(conv(x)))
/// packed.rectified(x, other);                     // max(0, norm(conv(x)) + other)
/// ```
public final class PackedConv implements Conv {

    private static final Operator PACK = Operator.named("mkldnn::_reorder_convolution_weight");
    private static final Operator CONVOLVE = Operator.named("mkldnn::_convolution_pointwise");
    private static final Operator ADD = Operator.named("mkldnn::_convolution_pointwise.binary");

    private final DenseConv dense;
    private final Tensor weight;
    private final boolean rectified;

    private PackedConv(DenseConv dense, Tensor weight, boolean rectified) {
        this.dense = dense;
        this.weight = weight;
        this.rectified = rectified;
    }

    /// Whether `conv` can be packed: a dense one of pictures with zeros around them, on a processor, in float32, or in
    /// bfloat16 where that is multiplied by itself.
    public static boolean possible(Conv conv) {
        return conv instanceof DenseConv dense && dense.window().rank() == 2 && dense.window().symmetric()
                && dense.edges() == Edges.ZEROS && Packing.possible(dense.weight());
    }

    /// `conv` packed.
    ///
    /// @throws IllegalArgumentException if it cannot be: see [#possible]
    public static PackedConv of(DenseConv conv) {
        if (!possible(conv)) {
            throw new IllegalArgumentException("a convolution %s %s over %s cannot be packed"
                    .formatted(conv.weight().dtype(), conv.weight().shape(), conv.window().kernel()));
        }
        Window window = conv.window();
        Tensor weight = Gradients.off(() -> PACK.tensor(conv.weight(), window.before().dims(), window.stride().dims(),
                window.dilation().dims(), conv.groups(), null));
        return new PackedConv(conv, weight, false);
    }

    /// `conv` packed, followed by `norm` as it is in use, by its running statistics.
    ///
    /// @throws IllegalArgumentException if it cannot be packed, or if `norm` has no running statistics
    public static PackedConv of(DenseConv conv, BatchNorm norm) {
        return of(folded(conv, norm));
    }

    /// With s = γ/√(σ² + ε), norm(W∗x + b) = (sW)∗x + s(b − μ) + β.
    private static DenseConv folded(DenseConv conv, BatchNorm norm) {
        Tensor mean = norm.runningMean();
        Tensor variance = norm.runningVariance();
        if (mean == null || variance == null) {
            throw new IllegalArgumentException("a norm without running statistics cannot be put into a convolution");
        }
        return Gradients.off(() -> {
            DType type = conv.weight().dtype();
            Tensor scale = variance.to(DType.FLOAT32).add(norm.epsilon()).rsqrt();
            if (norm.weight() != null) scale = scale.mul(norm.weight());
            Tensor bias = conv.bias() == null ? mean.neg() : conv.bias().sub(mean);
            bias = bias.mul(scale);
            if (norm.bias() != null) bias = bias.add(norm.bias());
            Tensor weight = conv.weight().to(DType.FLOAT32).mul(scale.reshape(-1, 1, 1, 1));
            return new DenseConv(weight.to(type), bias.to(type), conv.window(), conv.groups(), conv.edges());
        });
    }

    /// This, followed by a rectifier.
    public PackedConv rectified() {
        return new PackedConv(dense, weight, true);
    }

    /// max(0, what this gives for `input`, plus `other`).
    ///
    /// @param other (N, O, H, W)
    public Tensor rectified(Tensor input, Tensor other) {
        boolean fits = input.rank() == 4 && !rectified && Packing.fits(input, dense.weight())
                && other.dtype() == input.dtype();
        if (!fits || other.size(2) * other.size(3) == 1) { // the kernel cannot tell the layout of a single pixel
            return apply(input).add(other).relu();
        }
        Window window = dense.window();
        Sizes.single(input, 2, in());
        return ADD.tensor(input, other, weight, dense.bias(), window.before().dims(), window.stride().dims(),
                window.dilation().dims(), dense.groups(), "add", 1, "relu", Packing.NONE, "");
    }

    @Override
    public long in() {
        return dense.in();
    }

    @Override
    public long out() {
        return dense.out();
    }

    /// The convolution with a norm that was put into it.
    @Override
    public DenseConv dense() {
        return dense;
    }

    @Override
    public Tensor forward(Tensor input) {
        if (!Packing.fits(input, dense.weight()) || input.count() == 0) {
            Tensor output = dense.forward(input);
            return rectified ? output.relu() : output;
        }
        boolean single = Sizes.single(input, 2, in());
        Window window = dense.window();
        Tensor output = CONVOLVE.tensor(single ? input.unsqueeze(0) : input, weight, dense.bias(),
                window.before().dims(), window.stride().dims(), window.dilation().dims(), dense.groups(),
                rectified ? "relu" : "none", Packing.NONE, "");
        return single ? output.squeeze(0) : output;
    }
}
