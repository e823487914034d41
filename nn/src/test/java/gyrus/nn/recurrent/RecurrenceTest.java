package gyrus.nn.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gyrus.nn.Mode;
import gyrus.nn.Net;
import gyrus.nn.Nets;
import gyrus.tensor.DType;
import gyrus.tensor.Generator;
import gyrus.tensor.Gradients;
import gyrus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecurrenceTest {

    private static void same(Net net, Tensor one, Tensor other) {
        assertThat(one.shape()).isEqualTo(other.shape());
        assertThat(one.sub(other).abs().max().item()).isLessThan(1e-12);
        List<Tensor> weights = new ArrayList<>(Nets.parameters(net).values());
        List<Tensor> first = Gradients.of(one.pow(2).sum(), weights, false);
        List<Tensor> second = Gradients.of(other.pow(2).sum(), weights, false);
        for (int i = 0; i < weights.size(); i++) {
            assertThat(first.get(i).sub(second.get(i)).abs().max().item()).isLessThan(1e-10);
        }
    }

    @Test
    void gatesAndFusedKernelsAgree() {
        Tensor x = Tensor.randn(3, 7, 5).to(DType.FLOAT64);
        for (boolean both : new boolean[] {false, true}) {
            Lstm lstm = Nets.to(Lstm.of(5, 4, 3, both), DType.FLOAT64);
            Gru gru = Nets.to(Gru.of(5, 4, 3, both), DType.FLOAT64);
            same(lstm, lstm.run(x, null).outputs(), lstm.stepwise(x, null).outputs());
            same(lstm, lstm.run(x, null).state().cell(), lstm.stepwise(x, null).state().cell());
            same(gru, gru.run(x, null).outputs(), gru.stepwise(x, null).outputs());
            for (var function : Rnn.Function.values()) {
                Rnn rnn = Nets.to(Rnn.of(5, 4, 3, both, function), DType.FLOAT64);
                same(rnn, rnn.run(x, null).outputs(), rnn.stepwise(x, null).outputs());
            }
        }
    }

    @Test
    void agreesWithDropoutBetweenLayers() {
        Tensor x = Tensor.randn(3, 7, 5).to(DType.FLOAT64);
        Lstm lstm = Nets.to(Lstm.of(5, 4, 3, true), DType.FLOAT64).dropout(0.4);
        Mode.TRAIN.run(() -> {
            Tensor fused = Generator.seeded(1).call(() -> lstm.run(x, null).outputs());
            Tensor steps = Generator.seeded(1).call(() -> lstm.stepwise(x, null).outputs());
            Tensor other = Generator.seeded(2).call(() -> lstm.run(x, null).outputs());
            same(lstm, fused, steps);
            assertThat(fused.sub(other).abs().max().item()).isGreaterThan(1e-3);
        });
        assertThat(lstm.apply(x).toDoubles()).isEqualTo(lstm.dropout(0).apply(x).toDoubles());
    }

    @Test
    void aStateCarriesOverToTheNextPiece() {
        Gru gru = Gru.of(5, 4, 2, false);
        Tensor x = Tensor.randn(3, 8, 5);
        var whole = gru.run(x, null);
        var first = gru.run(x.slice(1, 0, 3), null);
        var second = gru.run(x.slice(1, 3, 8), first.state());
        assertThat(second.state().sub(whole.state()).abs().max().item()).isLessThan(1e-6);
        assertThat(second.outputs().sub(whole.outputs().slice(1, 3, 8)).abs().max().item()).isLessThan(1e-6);
    }

    /// A cell whose forget gate is open and whose input gate is shut keeps what it holds.
    @Test
    void anOpenForgetGateKeepsTheCell() {
        Tensor bias = Tensor.of(-100f, -100, 100, 100, 0, 0, 0, 0);    // gates i, f, g, o of two units
        var cell = new Lstm.Cell(Tensor.zeros(8, 3), Tensor.zeros(8, 2), bias, Tensor.zeros(8));
        var state = new Lstm.State(Tensor.zeros(1, 2), Tensor.of(new float[] {0.3f, -0.7f}, 1, 2));
        for (int step = 0; step < 50; step++) state = cell.step(Tensor.randn(1, 3), state);
        assertThat(state.cell().toFloats()).containsExactly(0.3f, -0.7f);
        assertThat(state.hidden().get(0, 0).item()).isCloseTo(0.5 * Math.tanh(0.3), within(1e-6));
    }

    @Test
    void refusesWhatDoesNotFit() {
        Lstm lstm = Lstm.of(5, 4);
        assertThatThrownBy(() -> lstm.apply(Tensor.zeros(2, 3, 6))).hasMessageContaining("(2, 3, 6)")
                .hasMessageContaining("(B, T, 5)");
        Tensor wrong = Tensor.zeros(2, 2, 4);
        assertThatThrownBy(() -> lstm.run(Tensor.zeros(2, 3, 5), new Lstm.State(wrong, wrong)))
                .hasMessageContaining("(1, 2, 4)");
        assertThatThrownBy(() -> new Lstm(List.of(Lstm.Cell.of(5, 4), Lstm.Cell.of(5, 4)), List.of(), 0))
                .hasMessageContaining("layer 1 goes from 5 to 4, where 4 to 4");
        assertThatThrownBy(() -> lstm.dropout(1.5)).hasMessageContaining("1.5");
    }
}
