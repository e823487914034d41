package gyrus.nn.attention;

import gyrus.nn.DenseLinear;
import gyrus.nn.Init;
import gyrus.nn.Key;
import gyrus.nn.Layer;
import gyrus.nn.Linear;
import gyrus.nn.Trace;
import gyrus.tensor.Tensor;

/// Attention in several heads: each position gathers from others what its query finds in their keys.
/// (B, T, width) → (B, T, width)
///
/// Vaswani et al. 2017, Attention Is All You Need, §3.2.2. A [Trace] sees the weights, (B, heads, T, S), as
/// `weights`.
///
/// @param projections how queries, keys and values are made
/// @param output from the heads side by side to the width
/// @param heads number of heads of the queries
/// @param sharedHeads number of heads of keys and values, of which `heads` is a multiple
/// @param dropout probability of dropping a weight, in training
public record MultiHeadAttention(@Key("") Projections projections, @Key("out_proj") Linear output, long heads,
                                 long sharedHeads, double dropout) implements Layer {

    /// Checks that the widths can be divided into the heads.
    public MultiHeadAttention {
        if (heads < 1 || sharedHeads < 1 || heads % sharedHeads != 0) {
            throw new IllegalArgumentException("%d heads of queries are not a multiple of %d heads of keys"
                    .formatted(heads, sharedHeads));
        }
        long[] widths = projections.widths();
        checkHeads(widths[0], heads);
        checkHeads(widths[1], sharedHeads);
        checkHeads(widths[2], sharedHeads);
        if (widths[0] / heads != widths[1] / sharedHeads) {
            throw new IllegalArgumentException(
                    "%d for %d heads of queries and %d for %d of keys: their sizes must be equal"
                    .formatted(widths[0], heads, widths[1], sharedHeads));
        }
        if (!(dropout >= 0 && dropout <= 1)) {
            throw new IllegalArgumentException("dropout probability %s is not within 0 and 1"
                    .formatted(dropout));
        }
    }

    /// Of one width throughout, as in the paper: projections uniform within ±√(6 / 4·width), biases zero.
    ///
    /// @throws IllegalArgumentException if `width` is not a multiple of `heads`
    public static MultiHeadAttention of(long width, long heads) {
        checkHeads(width, heads);
        double bound = Math.sqrt(6.0 / (4 * width));
        var in = new DenseLinear(Init.uniform(-bound, bound, 3 * width, width), Init.constant(0, 3 * width));
        double outer = 1 / Math.sqrt(width);
        var out = new DenseLinear(Init.uniform(-outer, outer, width, width), Init.constant(0, width));
        return new MultiHeadAttention(new Projections.Packed(in), out, heads, heads, 0);
    }

    /// With fewer heads of keys and values, each shared by several of queries; no biases.
    ///
    /// @throws IllegalArgumentException if `width` is not a multiple of `heads`, or `heads` not one of
    ///     `sharedHeads`
    public static MultiHeadAttention grouped(long width, long heads, long sharedHeads) {
        checkHeads(width, heads);
        long shared = width / heads * sharedHeads;
        var in = new Projections.Separate(Linear.unbiased(width, width), Linear.unbiased(width, shared),
                Linear.unbiased(width, shared));
        return new MultiHeadAttention(in, Linear.unbiased(width, width), heads, sharedHeads, 0);
    }

    /// With dropout of weights.
    public MultiHeadAttention dropout(double dropout) {
        return new MultiHeadAttention(projections, output, heads, sharedHeads, dropout);
    }

    /// Self-attention: each position gathers from all.
    @Override
    public Tensor forward(Tensor input) {
        return attend(input, input, input, Mask.NONE);
    }

    /// Self-attention: each position gathers from those that it sees.
    public Tensor apply(Tensor input, Mask mask) {
        return attend(input, input, input, mask);
    }

    /// Each position of `query` gathers from those of `value`, found by `key`.
    /// (B, T, width), (B, S, width), (B, S, width) → (B, T, width)
    public Tensor attend(Tensor query, Tensor key, Tensor value, Mask mask) {
        var made = projections.of(query, key, value);
        Tensor q = split(made.query(), heads);
        Tensor k = split(made.key(), sharedHeads);
        Tensor v = split(made.value(), sharedHeads);
        Tensor gathered = ScaledDotProduct.attend(this, q, k, v, mask, dropout);
        return output.apply(gathered.transpose(1, 2).flatten(2, 3));    // (B, heads, T, e) → (B, T, heads·e)
    }

    private static void checkHeads(long width, long heads) {
        if (heads < 1 || width % heads != 0) {
            throw new IllegalArgumentException("width %d is not a multiple of heads %d"
                    .formatted(width, heads));
        }
    }

    private static Tensor split(Tensor x, long heads) {
        // (B, T, heads·d) → (B, heads, T, d)
        return x.unflatten(-1, heads, x.size(-1) / heads).transpose(1, 2);
    }
}
