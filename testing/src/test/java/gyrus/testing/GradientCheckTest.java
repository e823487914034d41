package gyrus.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gyrus.nn.Conv;
import gyrus.nn.DenseConv;
import gyrus.nn.Interpolate;
import gyrus.nn.Nets;
import gyrus.nn.Trace;
import gyrus.nn.Window;
import gyrus.nn.attention.Mask;
import gyrus.nn.attention.MultiHeadAttention;
import gyrus.nn.attention.Positions;
import gyrus.nn.attention.ScaledDotProduct;
import gyrus.nn.recurrent.Gru;
import gyrus.nn.recurrent.Lstm;
import gyrus.tensor.DType;
import gyrus.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is written by hand, against differences; and that the check itself can fail.
class GradientCheckTest {

    private static Tensor random(long... shape) {
        return Tensor.randn(shape).to(DType.FLOAT64);
    }

    @Test
    void findsAWrongGradient() {
        GradientCheck.check(in -> in.getFirst().pow(3), random(2, 3));
        // As if the factor were a constant, its share of the gradient is lost.
        assertThatThrownBy(() ->
                GradientCheck.check(in -> in.getFirst().detach().mul(in.getFirst()), random(2, 3)))
                .isInstanceOf(AssertionError.class).hasMessageContaining("gradient of input 0");
        assertThatThrownBy(() -> GradientCheck.check(in -> in.getFirst(), Tensor.randn(2)))
                .hasMessageContaining("float32");
    }

    @Test
    void checksGradientsOfGradients() {
        GradientCheck.checkTwice(in -> in.getFirst().pow(3).mul(in.get(1)), random(2, 3), random(2, 3));
    }

    @Test
    void recurrentCells() {
        Lstm.Cell lstm = Nets.to(Lstm.Cell.of(3, 2), DType.FLOAT64);
        GradientCheck.check(in -> {
            Lstm.State end = lstm.step(in.get(0), new Lstm.State(in.get(1), in.get(2)));
            return Tensor.cat(List.of(end.hidden(), end.cell()), 1);
        }, random(2, 3), random(2, 2), random(2, 2));
        Gru.Cell gru = Nets.to(Gru.Cell.of(3, 2), DType.FLOAT64);
        GradientCheck.check(in -> gru.step(in.get(0), in.get(1)), random(2, 3), random(2, 2));
        GradientCheck.checkTwice(in -> gru.step(in.get(0), in.get(1)), random(2, 3), random(2, 2));
    }

    @Test
    void attentionWithWeights() {
        Mask mask = Mask.keys(Tensor.of(new boolean[] {true, true, true, false}, 1, 4)).and(Mask.CAUSAL);
        GradientCheck.check(in -> ScaledDotProduct.weights(in.get(0), in.get(1), mask, null),
                random(1, 2, 4, 3), random(1, 1, 4, 3));
        MultiHeadAttention attention = Nets.to(MultiHeadAttention.of(4, 2), DType.FLOAT64);
        GradientCheck.check(in -> attention.apply(in.getFirst(), mask), random(1, 4, 4));
        GradientCheck.check(in -> Trace.of(attention).call(() -> attention.apply(in.getFirst(), mask)),
                random(1, 4, 4));
    }

    @Test
    void turnsAndEdges() {
        for (var pairs : Positions.Rotary.Pairs.values()) {
            var turn = new Positions.Rotary(4, 100, pairs).turn(3, 2, DType.FLOAT64);
            GradientCheck.check(in -> turn.apply(in.getFirst()), random(2, 2, 4));
        }
        for (var edges : Conv.Edges.values()) {
            DenseConv conv = Nets.to(Conv.of(1, 2, Window.of(4, 3).same()), DType.FLOAT64).edges(edges);
            GradientCheck.check(in -> conv.apply(in.getFirst()), random(1, 1, 5, 5));
        }
        GradientCheck.check(in -> Interpolate.by(1.5, 2).how(Interpolate.How.CUBIC).apply(in.getFirst()),
                random(1, 1, 4, 3));
    }
}
