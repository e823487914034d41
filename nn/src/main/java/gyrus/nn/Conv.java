package gyrus.nn;

import gyrus.tensor.Tensor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Convolution over one, two or three dimensions: the same weighted sum at every place.
/// (N, C, …) → (N, O, …), or without N. Along each dimension the size becomes
/// `⌊(size + padding − dilation·(kernel − 1) − 1) / stride⌋ + 1`.
///
/// ```java
/// Conv.of(3, 64, Window.square(3).padding(1))
/// ```
///
/// @param weight (O, C / groups, kernel…)
/// @param bias (O), or null
/// @param window the kernel and how it moves
/// @param groups into how many parts the channels are divided, each convolved by itself
/// @param edges what is added where the window reaches beyond the edge
public record Conv(Tensor weight, @Nullable Tensor bias, Window window, long groups, Edges edges)
        implements Layer {

    /// What padding consists of.
    public enum Edges {
        /// Zeros.
        ZEROS,
        /// The picture mirrored, without repeating the edge itself.
        REFLECT,
        /// The edge, repeated.
        REPLICATE,
        /// The opposite side.
        CIRCULAR
    }

    /// Checks that the shapes belong together.
    public Conv {
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

    /// A convolution with a bias, from `in` to `out` channels.
    public static Conv of(long in, long out, Window window) {
        return of(in, out, window, 1, true);
    }

    /// A convolution without a bias, as before a norm that has one.
    public static Conv unbiased(long in, long out, Window window) {
        return of(in, out, window, 1, false);
    }

    /// A convolution of channels in groups. Weights and bias are uniform within ±1/√(C / groups · kernel).
    ///
    /// @throws IllegalArgumentException if a number of channels is not a multiple of `groups`
    public static Conv of(long in, long out, Window window, long groups, boolean biased) {
        if (in < 1 || out < 1 || groups < 1 || in % groups != 0 || out % groups != 0) {
            throw new IllegalArgumentException(
                    "from %d to %d channels in %d groups: both must be multiples of the groups"
                    .formatted(in, out, groups));
        }
        long[] shape = Sizes.join(new long[] {out, in / groups}, window.kernel().dims());
        double bound = 1 / Math.sqrt(in / groups * window.kernel().count());
        Tensor weight = Init.uniform(-bound, bound, shape);
        Tensor bias = biased ? Init.uniform(-bound, bound, out) : null;
        return new Conv(weight, bias, window, groups, Edges.ZEROS);
    }

    /// This convolution with other edges.
    public Conv edges(Edges edges) {
        return new Conv(weight, bias, window, groups, edges);
    }

    /// Number of channels that it takes.
    public long in() {
        return weight.size(1) * groups;
    }

    /// Number of channels that it gives.
    public long out() {
        return weight.size(0);
    }

    @Override
    public Tensor forward(Tensor input) {
        boolean single = Sizes.single(input, window.rank(), in());
        Tensor x = single ? input.unsqueeze(0) : input;
        boolean zeros = edges == Edges.ZEROS && window.symmetric();
        if (!zeros) {
            String mode = edges == Edges.ZEROS ? "constant" : edges.name().toLowerCase(Locale.ROOT);
            x = x.pad(mode, 0, window.edges());
        }
        long[] padding = zeros ? window.before().dims() : new long[window.rank()];
        Tensor y = x.conv(weight, bias, window.stride().dims(), padding, window.dilation().dims(), groups);
        return single ? y.squeeze(0) : y;
    }
}
