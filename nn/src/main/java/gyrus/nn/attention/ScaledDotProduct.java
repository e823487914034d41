package gyrus.nn.attention;

import gyrus.nn.Mode;
import gyrus.nn.Net;
import gyrus.nn.Trace;
import gyrus.tensor.DType;
import gyrus.tensor.Device;
import gyrus.tensor.Generator;
import gyrus.tensor.Gradients;
import gyrus.tensor.Operator;
import gyrus.tensor.Tensor;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Attention itself, `softmax(Q·Kᵀ / √d + mask)·V`, for any layer that has queries, keys and values.
///
/// Vaswani et al. 2017, Attention Is All You Need, §3.2.1. Keys and values may have fewer heads than queries,
/// each used by several: Ainslie et al. 2023, GQA.
public final class ScaledDotProduct {

    /// As softmax, but zeros for a row of −∞ alone, and zero gradients.
    private static final Operator SAFE_SOFTMAX = Operator.named("aten::_safe_softmax");

    /// Scores of a head that are held in memory without concern.
    private static final long LARGE = 1 << 20;

    private ScaledDotProduct() {}

    /// What the queries gather from the values.
    /// (B, heads, T, d), (B, h, S, d), (B, h, S, e) → (B, heads, T, e), where heads is a multiple of h.
    ///
    /// By the engine's fused kernel, but for three cases: a [Trace] listens, which is told the `weights` of
    /// `layer`; weights are dropped; or numbers are of 16 bits, which that kernel is slow at.
    ///
    /// @param layer whose attention it is
    /// @param dropout probability of dropping a weight, in training
    public static Tensor attend(Net layer, Tensor query, Tensor key, Tensor value, Mask mask,
            double dropout) {
        check(query, key, value);
        boolean dropping = dropout > 0 && Mode.training();
        if (!Trace.listening() && !dropping && !slow(query, key)) return fused(query, key, value, mask);
        Tensor weights = weights(query, key, mask, null);
        Trace.note(layer, "weights", weights);
        Tensor used = dropping ? weights.dropout(dropout, Generator.current()) : weights;
        return used.matmul(spread(value, query));
    }

    private static Tensor fused(Tensor query, Tensor key, Tensor value, Mask mask) {
        boolean grouped = key.size(1) != query.size(1);
        boolean both = mask.causal() && mask.values() != null;
        Tensor values = both ? mask.full(query.size(2), key.size(2), query) : mask.values();
        if (values != null && values.dtype() != DType.BOOL) values = values.to(query.dtype());
        return query.attention(key, value, values, mask.causal() && !both, null, grouped);
    }

    /// How much of each value each query takes: softmax of the scores, in at least float32, in the queries'
    /// type. A query that sees nothing takes nothing. (B, heads, T, d), (B, h, S, d) → (B, heads, T, S)
    ///
    /// @param scale of the scores; null for 1/√d
    public static Tensor weights(Tensor query, Tensor key, Mask mask, @Nullable Double scale) {
        double factor = scale != null ? scale : 1 / Math.sqrt(query.size(-1));
        Tensor scores = query.mul(factor).matmul(spread(key, query).t());
        // The engine's softmax of 16 bits computes in float32 too, without passes over memory for the casts.
        if (mask.values() == null) return (mask.causal() ? scores.add(future(scores)) : scores).softmax(-1);
        DType type = query.dtype();
        if (type.bytes() < 4) scores = scores.to(DType.FLOAT32);
        Tensor values = Objects.requireNonNull(mask.full(query.size(-2), key.size(-2), query));
        boolean truths = values.dtype() == DType.BOOL;
        Tensor masked = truths ? scores.maskedFill(values.not(), Double.NEGATIVE_INFINITY)
                : scores.add(values.to(scores.dtype()));
        return SAFE_SOFTMAX.tensor(masked, -1).to(type);
    }

    /// −∞ where a key comes after the query, 0 elsewhere: adding it is faster than filling, there and on the way back,
    /// and since every query sees the first key, no row is −∞ alone. (T, S)
    private static Tensor future(Tensor scores) {
        return scores.device().call(() -> Tensor.full(scores.dtype(), Double.NEGATIVE_INFINITY,
                scores.size(-2), scores.size(-1))).triu(1);
    }

    private static Tensor spread(Tensor shared, Tensor query) {
        long times = query.size(1) / shared.size(1);
        return times == 1 ? shared : shared.repeatInterleave(times, 1);
    }

    /// The fused kernel's products of 16 bits are slow on a processor, and its gradient slower still. What remains for
    /// it are single queries and scores that would take too much memory.
    private static boolean slow(Tensor query, Tensor key) {
        if (query.dtype().bytes() >= 4) return false;
        if (query.differentiable() && Gradients.recording()) return true;
        long scores = query.size(2) * key.size(2);
        return query.device().equals(Device.CPU) && query.size(2) > 1 && scores <= LARGE;
    }

    private static void check(Tensor query, Tensor key, Tensor value) {
        boolean ranks = query.rank() == 4 && key.rank() == 4 && value.rank() == 4;
        if (!ranks || query.size(3) != key.size(3) || key.size(2) != value.size(2)
                || key.size(1) != value.size(1) || query.size(1) % key.size(1) != 0) {
            throw new IllegalArgumentException(("queries %s, keys %s, values %s, where (B, heads, T, d),"
                    + " (B, h, S, d), (B, h, S, e) with heads a multiple of h are needed")
                    .formatted(query.shape(), key.shape(), value.shape()));
        }
    }
}
