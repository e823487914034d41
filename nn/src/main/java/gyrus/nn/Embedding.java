package gyrus.nn;

import gyrus.tensor.Gradients;
import gyrus.tensor.Tensor;

/// A table of vectors, one for each id. (…) int64 or int32 → (…, width)
///
/// @param weight (rows, width)
/// @param padding id whose row gets no gradient; −1 for none
public record Embedding(Tensor weight, long padding) implements Layer {

    /// Checks that the table is one and that it has the padding's row.
    public Embedding {
        if (weight.rank() != 2) {
            throw new IllegalArgumentException("an embedding is a table (rows, width), not %s"
                    .formatted(weight.shape()));
        }
        if (padding < -1 || padding >= weight.size(0)) {
            throw new IllegalArgumentException("padding %d is no row of %d; use −1 for none"
                    .formatted(padding, weight.size(0)));
        }
    }

    /// A fresh one, drawn from the standard normal distribution.
    public static Embedding of(long rows, long width) {
        return new Embedding(Init.normal(0, 1, rows, width), -1);
    }

    /// A fresh one in which the row of `padding` is zero and stays so.
    public static Embedding of(long rows, long width, long padding) {
        Embedding made = new Embedding(Init.normal(0, 1, rows, width), padding);
        if (padding >= 0) Gradients.off(() -> made.weight.select(0, padding).zero());
        return made;
    }

    /// Number of vectors.
    public long rows() {
        return weight.size(0);
    }

    /// Size of a vector.
    public long width() {
        return weight.size(1);
    }

    @Override
    public Tensor forward(Tensor ids) {
        return weight.embedding(ids, padding);
    }
}
