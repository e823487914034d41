package gyrus.nn.attention;

import gyrus.nn.Init;
import gyrus.nn.Layer;
import gyrus.tensor.DType;
import gyrus.tensor.Tensor;
import java.util.List;

/// How a net that sees all positions alike is told where each is.
public interface Positions {

    /// Waves of many lengths, added: column 2i is `sin(t / base^(2i/width))`, column 2i + 1 the cosine.
    /// (B, T, width) → (B, T, width)
    ///
    /// Vaswani et al. 2017, Attention Is All You Need, §3.5.
    ///
    /// @param width an even number
    /// @param base the longest wave's length over 2π
    record Sinusoidal(long width, double base) implements Layer {

        /// Checks that the width is even.
        public Sinusoidal {
            checkEven(width, base);
        }

        /// With base 10,000.
        public static Sinusoidal of(long width) {
            return new Sinusoidal(width, 10_000);
        }

        /// What is added at positions `start`, `start + 1`, …: (length, width).
        public Tensor table(long start, long length, DType type) {
            Tensor angles = angles(width, base, start, length);
            return Tensor.stack(List.of(angles.sin(), angles.cos()), -1).flatten(1, 2).to(type);
        }

        @Override
        public Tensor forward(Tensor input) {
            return input.add(input.device().call(() -> table(0, input.size(-2), input.dtype())));
        }
    }

    /// A learned vector for each position, added. (B, T, width) → (B, T, width)
    ///
    /// @param weight (longest, width)
    record Learned(Tensor weight) implements Layer {

        /// Checks that it is a table.
        public Learned {
            if (weight.rank() != 2) {
                throw new IllegalArgumentException("positions are a table (longest, width), not %s"
                        .formatted(weight.shape()));
            }
        }

        /// Fresh ones, normal with standard deviation 0.02.
        public static Learned of(long longest, long width) {
            return new Learned(Init.normal(0, 0.02, longest, width));
        }

        /// The vectors at positions `start`, `start + 1`, …: (length, width).
        ///
        /// @throws IllegalArgumentException if there are not so many
        public Tensor table(long start, long length) {
            if (start < 0 || length < 0 || start + length > weight.size(0)) {
                throw new IllegalArgumentException("positions %d to %d of %d; the sequence is too long"
                        .formatted(start, start + length, weight.size(0)));
            }
            return weight.slice(0, start, start + length);
        }

        @Override
        public Tensor forward(Tensor input) {
            return input.add(table(0, input.size(-2)));
        }
    }

    /// Queries and keys turned by angles that grow with the position, so that their product tells the
    /// distance.
    ///
    /// ```java
    /// var turn = rotary.turn(start, length, DType.FLOAT32);    // once for all layers
    /// q = turn.apply(q);
    /// k = turn.apply(k);
    /// ```
    ///
    /// Su et al. 2021, RoFormer: Enhanced Transformer with Rotary Position Embedding, §3.2.2.
    ///
    /// @param width of a head, an even number
    /// @param base the longest wave's length over 2π
    /// @param pairs which elements are turned together
    record Rotary(long width, double base, Pairs pairs) {

        /// Which elements of a vector are turned together.
        public enum Pairs {
            /// (x₀, x₁), (x₂, x₃), …, as in the paper.
            NEIGHBOURS,
            /// (xᵢ, xᵢ₊d/2), as in most published language models.
            HALVES
        }

        /// Checks that the width is even.
        public Rotary {
            checkEven(width, base);
        }

        /// The halves' pairs with base 10,000.
        public static Rotary of(long width) {
            return new Rotary(width, 10_000, Pairs.HALVES);
        }

        /// The turn at positions `start`, `start + 1`, …, for vectors of `type`.
        public Turn turn(long start, long length, DType type) {
            Tensor angles = angles(width, base, start, length);
            return new Turn(angles.cos().to(type), angles.sin().to(type), pairs);
        }
    }

    /// The turn of each of a row of positions.
    ///
    /// @param cos, sin of the angles, (T, width / 2)
    /// @param pairs which elements are turned together
    record Turn(Tensor cos, Tensor sin, Rotary.Pairs pairs) {

        /// Turns vectors: `(a·cos − b·sin, a·sin + b·cos)` for each pair. (…, T, width) → (…, T, width)
        public Tensor apply(Tensor x) {
            if (x.rank() < 2 || x.size(-1) != 2 * cos.size(1) || x.size(-2) != cos.size(0)) {
                throw new IllegalArgumentException("vectors of %s, where (…, %d, %d) is needed"
                        .formatted(x.shape(), cos.size(0), 2 * cos.size(1)));
            }
            boolean neighbours = pairs == Rotary.Pairs.NEIGHBOURS;
            Tensor[] pair = neighbours ? x.unflatten(-1, cos.size(1), 2).unbind(-1) : x.chunk(2, -1);
            Tensor a = pair[0].mul(cos).sub(pair[1].mul(sin));
            Tensor b = pair[0].mul(sin).add(pair[1].mul(cos));
            return neighbours ? Tensor.stack(List.of(a, b), -1).flatten(-2, -1)
                    : Tensor.cat(List.of(a, b), -1);
        }
    }

    private static void checkEven(long width, double base) {
        if (width < 2 || width % 2 != 0) {
            throw new IllegalArgumentException("width %d; positions come in pairs, so it must be even"
                    .formatted(width));
        }
        if (!(base > 1)) throw new IllegalArgumentException("base %s must be above 1".formatted(base));
    }

    /// t · base^(−2i/width) for each position t and pair i, in float64: (length, width / 2).
    private static Tensor angles(long width, double base, long start, long length) {
        Tensor positions = Tensor.arange(DType.FLOAT64, start, start + length, 1).unsqueeze(1);
        Tensor frequencies = Tensor.arange(DType.FLOAT64, 0, width, 2).mul(-Math.log(base) / width).exp();
        return positions.mul(frequencies);
    }
}
