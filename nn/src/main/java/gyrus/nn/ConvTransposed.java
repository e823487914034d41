package gyrus.nn;

import gyrus.tensor.Shape;
import gyrus.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// Transposed convolution, the gradient of [Conv] with respect to its input: it makes pictures larger.
/// (N, C, …) → (N, O, …), or without N. Along each dimension the size becomes
/// `(size − 1)·stride − 2·padding + dilation·(kernel − 1) + extra + 1`.
///
/// @param weight (C, O / groups, kernel…)
/// @param bias (O), or null
/// @param window the kernel and how it moves over the output
/// @param extra added to the output's size behind: which of the sizes that a stride makes equal is meant
/// @param groups into how many parts the channels are divided, each convolved by itself
public record ConvTransposed(Tensor weight, @Nullable Tensor bias, Window window, Shape extra, long groups)
        implements Layer {

    /// Checks that the shapes belong together.
    public ConvTransposed {
        if (weight.rank() != window.rank() + 2) {
            throw new IllegalArgumentException("a window over %s needs weights (in, out, kernel…), not %s"
                    .formatted(window.kernel(), weight.shape()));
        }
        if (extra.rank() != window.rank() || !window.symmetric()) {
            throw new IllegalArgumentException(("extra %s, padding %s before and %s after: the padding must"
                    + " be the same on both sides, and extra have %d sizes")
                    .formatted(extra, window.before(), window.after(), window.rank()));
        }
        if (groups < 1 || weight.size(0) % groups != 0) {
            throw new IllegalArgumentException("%d input channels cannot be divided into %d groups"
                    .formatted(weight.size(0), groups));
        }
        if (bias != null && (bias.rank() != 1 || bias.size(0) != weight.size(1) * groups)) {
            throw new IllegalArgumentException("bias %s does not fit weight %s in %d groups"
                    .formatted(bias.shape(), weight.shape(), groups));
        }
    }

    /// A transposed convolution with a bias, from `in` to `out` channels.
    public static ConvTransposed of(long in, long out, Window window) {
        return of(in, out, window, 1, true);
    }

    /// A transposed convolution without a bias.
    public static ConvTransposed unbiased(long in, long out, Window window) {
        return of(in, out, window, 1, false);
    }

    /// A transposed convolution of channels in groups. Weights and bias are uniform within ±1/√(O / groups ·
    /// kernel).
    ///
    /// @throws IllegalArgumentException if a number of channels is not a multiple of `groups`
    public static ConvTransposed of(long in, long out, Window window, long groups, boolean biased) {
        if (in < 1 || out < 1 || groups < 1 || in % groups != 0 || out % groups != 0) {
            throw new IllegalArgumentException(
                    "from %d to %d channels in %d groups: both must be multiples of the groups"
                    .formatted(in, out, groups));
        }
        long[] shape = Sizes.join(new long[] {in, out / groups}, window.kernel().dims());
        double bound = 1 / Math.sqrt(out / groups * window.kernel().count());
        Tensor weight = Init.uniform(-bound, bound, shape);
        return new ConvTransposed(weight, biased ? Init.uniform(-bound, bound, out) : null, window,
                Shape.of(new long[window.rank()]), groups);
    }

    /// This convolution with outputs so much larger, one number for each dimension.
    public ConvTransposed extra(long... extra) {
        return new ConvTransposed(weight, bias, window, Shape.of(extra), groups);
    }

    /// Number of channels that it takes.
    public long in() {
        return weight.size(0);
    }

    /// Number of channels that it gives.
    public long out() {
        return weight.size(1) * groups;
    }

    @Override
    public Tensor forward(Tensor input) {
        boolean single = Sizes.single(input, window.rank(), in());
        Tensor y = (single ? input.unsqueeze(0) : input).convTransposed(weight, bias, window.stride().dims(),
                window.before().dims(), extra.dims(), window.dilation().dims(), groups);
        return single ? y.squeeze(0) : y;
    }
}
