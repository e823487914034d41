package gyrus.nn.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gyrus.nn.DenseLinear;
import gyrus.nn.Linear;
import gyrus.nn.Nets;
import gyrus.nn.Trace;
import gyrus.tensor.DType;
import gyrus.tensor.Gradients;
import gyrus.tensor.Tensor;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class AttentionTest {

    private static final float THIRD = 1f / 3;
    private static final Tensor X = Tensor.of(new float[] {1, 0, 0, 1, 0, 1, 0, 0, 0, 0, 1, 0}, 1, 3, 4);

    /// Three tokens, two heads of size 2 that swap each other's roles; projections (out, in).
    private static MultiHeadAttention oracle() {
        Tensor straight = Tensor.of(new float[] {1, 0, 0, 0, 0, 1, 0, 0}, 2, 4);
        Tensor swapped = Tensor.of(new float[] {0, 1, 0, 0, 1, 0, 0, 0}, 2, 4);
        Linear queries = new DenseLinear(Tensor.cat(List.of(straight, swapped), 0), null);
        Linear keys = new DenseLinear(Tensor.cat(List.of(swapped, straight), 0), null);
        return new MultiHeadAttention(new Projections.Separate(queries, keys, queries),
                new DenseLinear(Tensor.eye(4), null), 2, 2, 0);
    }

    private static void close(Tensor found, double... expected) {
        double[] values = found.toDoubles();
        assertThat(values).hasSameSizeAs(expected);
        assertThat(values).containsExactly(expected, Offset.offset(6e-7));
    }

    @Test
    void threeTokensByHand() {
        MultiHeadAttention attention = oracle();
        Trace trace = Trace.of(attention);
        Tensor y = trace.call(() -> attention.apply(X));
        Tensor weights = trace.notes().get("weights").select(0, 0);
        double[] rows = {.248255, .503490, .248255, .503490, .248255, .248255, 1 / 3.0, 1 / 3.0, 1 / 3.0};
        close(weights.select(0, 0), rows);
        close(y.select(0, 0), .248255, .503490, .503490, .248255, .503490, .248255, .248255, .503490, THIRD,
                THIRD, THIRD, THIRD);
        close(attention.apply(X), y.toDoubles());
    }

    @Test
    void threeTokensUnscaledAndCausal() {
        Tensor q = X.slice(2, 0, 2).unsqueeze(1);
        Tensor k = Tensor.of(new float[] {0, 1, 1, 0, 0, 0}, 1, 1, 3, 2);
        close(ScaledDotProduct.weights(q, k, Mask.NONE, 1.0).select(2, 0).flatten(), .211942, .576117,
                .211942);
        close(ScaledDotProduct.weights(q, k, Mask.CAUSAL, null).flatten(), 1, 0, 0, .669762, .330238, 0,
                1 / 3.0, 1 / 3.0, 1 / 3.0);
    }

    @Test
    void commutesWithPermutationsUnlessItKnowsPositions() {
        MultiHeadAttention attention = MultiHeadAttention.of(8, 2);
        Tensor x = Tensor.randn(2, 6, 8);
        Tensor order = Tensor.of(new long[] {3, 0, 5, 1, 4, 2}, 6);
        Tensor before = attention.apply(x.indexSelect(1, order));
        assertThat(before.sub(attention.apply(x).indexSelect(1, order)).abs().max().item()).isLessThan(1e-6);

        var positions = Positions.Sinusoidal.of(8);
        Tensor there = attention.apply(positions.apply(x.indexSelect(1, order)));
        Tensor here = attention.apply(positions.apply(x)).indexSelect(1, order);
        assertThat(there.sub(here).abs().max().item()).isGreaterThan(1e-3);
    }

    @Test
    void everyPathGivesTheSame() {
        var random = new Random(1);
        for (int i = 0; i < 40; i++) {
            long heads = 1L << random.nextInt(3);
            MultiHeadAttention attention = Nets.to(MultiHeadAttention.grouped(8 * heads, heads,
                    random.nextBoolean() ? 1 : heads), DType.FLOAT64);
            long keys = 1L + random.nextInt(9);
            long queries = random.nextBoolean() ? keys : 1L + random.nextInt(9);
            Tensor x = Tensor.randn(2, queries, 8 * heads).to(DType.FLOAT64);
            Tensor memory = Tensor.randn(2, keys, 8 * heads).to(DType.FLOAT64);
            Mask mask = random.nextBoolean() ? Mask.NONE
                    : Mask.of(Tensor.randn(queries, keys).to(DType.FLOAT64));
            if (random.nextBoolean()) mask = mask.and(Mask.keys(Tensor.rand(2, keys).gt(0.4)));
            if (queries == keys && random.nextBoolean()) mask = mask.and(Mask.CAUSAL);
            Mask joined = mask;
            Tensor fused = attention.attend(x, memory, memory, joined);
            Tensor written = Trace.of(attention).call(() -> attention.attend(x, memory, memory, joined));
            assertThat(written.isNan().any().item()).as(joined.toString())
                    .isEqualTo(fused.isNan().any().item());
            assertThat(fused.sub(written).abs().max().item()).as("%s of %s", joined, attention.heads())
                    .isLessThan(1e-9);
        }
    }

    @Test
    void aQueryThatSeesNothingTakesNothing() {
        MultiHeadAttention attention = MultiHeadAttention.of(4, 2);
        Mask truths = Mask.keys(Tensor.of(new boolean[] {true, false, false, false}, 2, 2));
        Mask numbers = truths.and(Mask.of(Tensor.zeros(2, 2)));
        for (Mask nothing : List.of(truths, numbers)) {
            Tensor x = Tensor.randn(2, 2, 4).trainable(true);
            Tensor fused = attention.apply(x, nothing);
            Tensor written = Trace.of(attention).call(() -> attention.apply(x, nothing));
            for (Tensor y : List.of(fused, written)) {
                assertThat(y.select(0, 1).toFloats()).containsOnly(0);
                Tensor gradient = Gradients.of(y.pow(2).sum(), x);
                assertThat(gradient.isFinite().all().item()).isEqualTo(1);
                assertThat(gradient.select(0, 1).toFloats()).containsOnly(0);
            }
        }
    }

    @Test
    void learnsInSixteenBits() {
        MultiHeadAttention attention = MultiHeadAttention.of(16, 4);
        MultiHeadAttention half = Nets.to(attention, DType.BFLOAT16);
        Tensor x = Tensor.randn(2, 5, 16);
        half.apply(x.to(DType.BFLOAT16), Mask.CAUSAL).to(DType.FLOAT32).pow(2).sum().backward();
        attention.apply(x, Mask.CAUSAL).pow(2).sum().backward();
        Tensor expected = Nets.state(attention).get("in_proj_weight").gradient();
        Tensor found = Nets.state(half).get("in_proj_weight").gradient().to(DType.FLOAT32);
        assertThat(found.sub(expected).norm().item() / expected.norm().item()).isLessThan(0.03);
    }

    @Test
    void turnsTellTheDistanceOnly() {
        for (var pairs : Positions.Rotary.Pairs.values()) {
            var rotary = new Positions.Rotary(8, 10_000, pairs);
            Tensor q = Tensor.randn(1, 8).to(DType.FLOAT64);
            Tensor k = Tensor.randn(1, 8).to(DType.FLOAT64);
            double near = product(rotary, q, 7, k, 4);
            assertThat(product(rotary, q, 103, k, 100)).isCloseTo(near, Offset.offset(1e-9));
            assertThat(product(rotary, q, 7, k, 5)).isNotCloseTo(near, Offset.offset(1e-4));
        }
    }

    private static double product(Positions.Rotary rotary, Tensor q, long at, Tensor k, long other) {
        Tensor turned = rotary.turn(at, 1, DType.FLOAT64).apply(q);
        return turned.mul(rotary.turn(other, 1, DType.FLOAT64).apply(k)).sum().item();
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThatThrownBy(() -> MultiHeadAttention.of(100, 3))
                .hasMessage("width 100 is not a multiple of heads 3");
        assertThatThrownBy(() -> MultiHeadAttention.grouped(8, 4, 3)).hasMessageContaining("4")
                .hasMessageContaining("3");
        assertThatThrownBy(() -> Mask.of(Tensor.zeros(DType.INT64, 2, 2))).hasMessageContaining("int64");
        assertThatThrownBy(() -> Positions.Sinusoidal.of(7)).hasMessageContaining("7");
        assertThatThrownBy(() -> Positions.Learned.of(4, 2).apply(Tensor.zeros(1, 5, 2)))
                .hasMessageContaining("5 of 4");
    }
}
