package gyrus.nn;

import gyrus.tensor.Tensor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Convolution over one, two or three dimensions: the same weighted sum at every place, in whatever form its weights
/// are held: dense, quantized, with a low-rank addition.
/// (N, C, …) → (N, O, …), or without N. Along each dimension the size becomes
/// `⌊(size + padding − dilation·(kernel − 1) − 1) / stride⌋ + 1`.
///
/// ```java
/// Conv.of(3, 64, Window.square(3).padding(1))
/// ```
public interface Conv extends Layer {

    /// What padding consists of.
    enum Edges {
        /// Zeros.
        ZEROS,
        /// The picture mirrored, without repeating the edge itself.
        REFLECT,
        /// The edge, repeated.
        REPLICATE,
        /// The opposite side.
        CIRCULAR
    }

    /// A dense one with a bias, from `in` to `out` channels.
    static DenseConv of(long in, long out, Window window) {
        return of(in, out, window, 1, true);
    }

    /// A dense one without a bias, as before a norm that has one.
    static DenseConv unbiased(long in, long out, Window window) {
        return of(in, out, window, 1, false);
    }

    /// A dense one of channels in groups. Weights and bias are uniform within ±1/√(C / groups · kernel).
    ///
    /// @throws IllegalArgumentException if a number of channels is not a multiple of `groups`
    static DenseConv of(long in, long out, Window window, long groups, boolean biased) {
        return DenseConv.of(in, out, window, groups, biased);
    }

    /// `input` convolved with these weights, which are described at [DenseConv].
    static Tensor convolve(Tensor input, Tensor weight, @Nullable Tensor bias, Window window, long groups,
            Edges edges) {
        boolean single = Sizes.single(input, window.rank(), weight.size(1) * groups);
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

    /// Number of channels that it takes.
    long in();

    /// Number of channels that it gives.
    long out();

    /// The same convolution with all its weights, as numbers of its own where it is not dense already.
    DenseConv dense();

    @Override
    Tensor forward(Tensor input);
}
