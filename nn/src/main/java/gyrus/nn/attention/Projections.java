package gyrus.nn.attention;

import gyrus.nn.Key;
import gyrus.nn.Linear;
import gyrus.nn.Net;
import gyrus.tensor.Tensor;

/// How attention makes queries, keys and values: by one matrix, or by one for each.
public sealed interface Projections extends Net {

    /// Queries of `query`, keys of `key`, values of `value`, each (B, T, heads·d).
    Triple of(Tensor query, Tensor key, Tensor value);

    /// Sizes of what comes out: of queries, of keys, of values.
    long[] widths();

    /// Queries, keys and values.
    record Triple(Tensor query, Tensor key, Tensor value) {}

    /// All three by one matrix, its rows those of the queries, then the keys, then the values.
    ///
    /// @param in from width to 3·width
    record Packed(@Key("in_proj_*") Linear in) implements Projections {

        /// Checks that the output can be cut in three.
        public Packed {
            if (in.out() % 3 != 0) {
                throw new IllegalArgumentException("%d outputs are not queries, keys and values of one size"
                        .formatted(in.out()));
            }
        }

        @Override
        public Triple of(Tensor query, Tensor key, Tensor value) {
            if (query == key && key == value) {
                Tensor[] all = in.apply(query).chunk(3, -1);
                return new Triple(all[0], all[1], all[2]);
            }
            if (key == value) {
                Tensor[] memory = in.apply(key).chunk(3, -1);
                return new Triple(in.apply(query).chunk(3, -1)[0], memory[1], memory[2]);
            }
            return new Triple(in.apply(query).chunk(3, -1)[0], in.apply(key).chunk(3, -1)[1],
                    in.apply(value).chunk(3, -1)[2]);
        }

        @Override
        public long[] widths() {
            return new long[] {in.out() / 3, in.out() / 3, in.out() / 3};
        }
    }

    /// Each by a matrix of its own, so that widths and numbers of heads may differ.
    record Separate(@Key("q_proj") Linear query, @Key("k_proj") Linear key, @Key("v_proj") Linear value)
            implements Projections {

        @Override
        public Triple of(Tensor query, Tensor key, Tensor value) {
            return new Triple(this.query.apply(query), this.key.apply(key), this.value.apply(value));
        }

        @Override
        public long[] widths() {
            return new long[] {query.out(), key.out(), value.out()};
        }
    }
}
