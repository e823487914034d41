package gyrus.nn;

import gyrus.tensor.DType;
import gyrus.tensor.Gradients;
import gyrus.tensor.Operator;
import gyrus.tensor.Scope;
import gyrus.tensor.Shape;
import gyrus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
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

    /// Places of the window from which on the layout of weights matters less than that of outputs, which comes with it
    /// and which layers in between may like less.
    private static final long MANY = 1024;

    /// Shapes of input that weights are laid out for, at most.
    private static final int SHAPES = 4;

    private final DenseConv dense;
    private final boolean rectified;
    private final boolean alone;
    private volatile List<Layout> layouts = List.of();

    /// Weights for inputs of a shape, on which depends what kernel takes them.
    private record Layout(Shape input, Tensor weight) {}

    private PackedConv(DenseConv dense, boolean rectified, boolean alone) {
        this.dense = dense;
        this.rectified = rectified;
        this.alone = alone;
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
        return new PackedConv(checked(conv), false, true);
    }

    private static DenseConv checked(DenseConv conv) {
        if (possible(conv)) return conv;
        throw new IllegalArgumentException("a convolution %s %s over %s cannot be packed"
                .formatted(conv.weight().dtype(), conv.weight().shape(), conv.window().kernel()));
    }

    /// `conv` packed, followed by `norm` as it is in use, by its running statistics.
    ///
    /// @throws IllegalArgumentException if it cannot be packed, or if `norm` has no running statistics
    public static PackedConv of(DenseConv conv, BatchNorm norm) {
        return new PackedConv(checked(folded(conv, norm)), false, false);
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
        return new PackedConv(dense, true, false);
    }

    /// max(0, what this gives for `input`, plus `other`).
    ///
    /// @param other (N, O, H, W)
    public Tensor rectified(Tensor input, Tensor other) {
        boolean fits = input.rank() == 4 && !rectified && Packing.fits(input, dense.weight())
                && other.dtype() == input.dtype() && other.size(2) * other.size(3) > 1; // or its layout is unclear
        if (fits) Sizes.single(input, 2, in()); // before weights are laid out for its shape
        Tensor weight = fits ? weight(input.shape()) : null;
        if (weight == null) return apply(input).add(other).relu();
        Window window = dense.window();
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
        if (!Packing.fits(input, dense.weight()) || input.count() == 0) return plain(input);
        boolean single = Sizes.single(input, 2, in());
        Tensor x = single ? input.unsqueeze(0) : input;
        Tensor output = convolved(x);
        return single ? output.squeeze(0) : output;
    }

    private Tensor convolved(Tensor input) {
        Tensor weight = alone && outputs(input) > MANY ? null : weight(input.shape());
        if (weight == null) return plain(input);
        Window window = dense.window();
        return CONVOLVE.tensor(input, weight, dense.bias(), window.before().dims(), window.stride().dims(),
                window.dilation().dims(), dense.groups(), rectified ? "relu" : "none", Packing.NONE, "");
    }

    /// Number of places that the window comes to.
    private long outputs(Tensor input) {
        long stride = dense.window().stride().size(0) * dense.window().stride().size(1);
        return input.size(0) * input.size(2) * input.size(3) / stride;
    }

    private Tensor plain(Tensor input) {
        Tensor output = dense.apply(input);
        return rectified ? output.relu() : output;
    }

    /// The weights as they are best for inputs of that shape; null where there have been too many shapes to hold so
    /// many copies.
    private @Nullable Tensor weight(Shape input) {
        List<Layout> known = layouts;
        for (Layout layout : known) {
            if (layout.input.equals(input)) return layout.weight;
        }
        if (known.size() == SHAPES) return null;
        Window window = dense.window();
        Tensor weight = Scope.outside(() -> PACK.tensor(dense.weight(), window.before().dims(), window.stride().dims(),
                window.dilation().dims(), dense.groups(), input.dims()));
        List<Layout> more = new ArrayList<>(known);
        more.add(new Layout(input, weight));
        layouts = List.copyOf(more);
        return weight;
    }
}
