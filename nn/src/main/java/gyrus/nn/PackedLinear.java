package gyrus.nn;

import gyrus.tensor.Autocast;
import gyrus.tensor.DType;
import gyrus.tensor.Gradients;
import gyrus.tensor.Operator;
import gyrus.tensor.Tensor;

/// A dense map for use alone, with its weights also as oneDNN's kernels read them. (…, in) → (…, out)
final class PackedLinear implements Linear {

    private static final Operator MAP = Operator.named("mkldnn::_linear_pointwise");

    /// Multiplications from which on a call is worth its extra cost, in float32; in bfloat16 it always is.
    private static final long WORTH = 262_144;

    /// Weights from which on there are inputs worth it.
    private static final long LARGE = 16_384;

    private final DenseLinear dense;
    private final Tensor weight;

    /// `dense` with its weights packed, which must be [#possible].
    PackedLinear(DenseLinear dense) {
        this.dense = dense;
        this.weight = Gradients.off(() -> Packing.LINEAR.tensor(dense.weight()));
    }

    /// Whether a map with `weight`, whichever way it lies, can be packed and is large enough to gain from it.
    static boolean possible(Tensor weight) {
        return weight.count() >= LARGE && Packing.possible(weight);
    }

    @Override
    public long in() {
        return dense.in();
    }

    @Override
    public long out() {
        return dense.out();
    }

    @Override
    public DenseLinear dense() {
        return dense;
    }

    @Override
    public Tensor forward(Tensor input) {
        boolean worth = input.dtype() != DType.FLOAT32 || input.count() * dense.out() >= WORTH;
        boolean rows = input.rank() > 1 && input.size(-1) == in() && input.count() > 0;
        return worth && rows && Packing.fits(input, dense.weight()) && !Autocast.on()
                ? MAP.tensor(input, weight, dense.bias(), "none", Packing.NONE, "") : dense.apply(input);
    }
}
