package gyrus.nn;

import gyrus.tensor.Tensor;

/// An affine map `y = x·Wᵀ + b`, in whatever form its weights are held: dense, quantized, with a low-rank addition.
/// (…, in) → (…, out)
public interface Linear extends Layer {

    /// A dense one with a bias, initialised as PyTorch does: both uniform within ±1/√in.
    static DenseLinear of(long in, long out) {
        return DenseLinear.of(in, out, true);
    }

    /// A dense one without a bias.
    static DenseLinear unbiased(long in, long out) {
        return DenseLinear.of(in, out, false);
    }

    /// Size of the last dimension that it takes.
    long in();

    /// Size of the last dimension that it gives.
    long out();

    /// The same map with all its weights, as numbers of its own where it is not dense already.
    DenseLinear dense();

    /// A map in the form in which checkpoints have the weights of this one: `map` itself, unless they lie another way.
    default Linear like(DenseLinear map) {
        return map;
    }

    @Override
    Tensor forward(Tensor input);
}
