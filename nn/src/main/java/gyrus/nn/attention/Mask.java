package gyrus.nn.attention;

import gyrus.tensor.DType;
import gyrus.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// Which positions attention sees. Masks are joined by [#and].
///
/// @param values bool, true where a key is seen, or numbers that are added to the scores; of a shape that
///     broadcasts to (B, heads, T, S); null where all are seen
/// @param causal whether query t sees keys up to t only
public record Mask(@Nullable Tensor values, boolean causal) {

    /// Everything is seen.
    public static final Mask NONE = new Mask(null, false);

    /// Each position sees itself and those before it.
    public static final Mask CAUSAL = new Mask(null, true);

    /// Checks the type.
    public Mask {
        if (values != null && values.dtype() != DType.BOOL && !values.dtype().floating()) {
            throw new IllegalArgumentException(
                    "a mask of %s; use bool (true is seen) or floating-point numbers to add"
                    .formatted(values.dtype()));
        }
    }

    /// Sees where `values` is true, or adds them to the scores. (T, S), or what broadcasts to
    /// (B, heads, T, S)
    public static Mask of(Tensor values) {
        return new Mask(values, false);
    }

    /// Hides keys that only fill a sequence up: `real` (B, S) is true at those that are seen.
    public static Mask keys(Tensor real) {
        if (real.rank() != 2 || real.dtype() != DType.BOOL) {
            throw new IllegalArgumentException("keys of %s %s, where bool (B, S) is needed"
                    .formatted(real.dtype(), real.shape()));
        }
        return new Mask(real.unsqueeze(1).unsqueeze(1), false);
    }

    /// Sees only what both let through; numbers are added up.
    public Mask and(Mask other) {
        if (values == null || other.values == null) {
            return new Mask(values == null ? other.values : values, causal || other.causal);
        }
        boolean truths = values.dtype() == DType.BOOL && other.values.dtype() == DType.BOOL;
        Tensor both = truths ? values.and(other.values) : added(values).add(added(other.values));
        return new Mask(both, causal || other.causal);
    }

    /// The values with causality written into them, for `queries` by `keys` positions; null where all are
    /// seen.
    @Nullable Tensor full(long queries, long keys, Tensor like) {
        if (!causal) return values;
        Tensor triangle = like.device().call(() -> Tensor.ones(DType.BOOL, queries, keys)).tril(0);
        return values == null ? triangle : new Mask(triangle, false).and(of(values)).values;
    }

    private static Tensor added(Tensor mask) {
        if (mask.dtype() != DType.BOOL) return mask;
        return mask.device().call(() -> Tensor.zeros(mask.shape().dims()))
                .maskedFill(mask.not(), Double.NEGATIVE_INFINITY);
    }
}
