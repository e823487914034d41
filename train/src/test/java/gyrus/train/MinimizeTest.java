package gyrus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gyrus.nn.Activations.Relu;
import gyrus.nn.DenseLinear;
import gyrus.nn.Layer;
import gyrus.nn.Linear;
import gyrus.nn.Mode;
import gyrus.nn.Nets;
import gyrus.nn.Sequential;
import gyrus.tensor.DType;
import gyrus.tensor.Tensor;
import gyrus.train.optim.Ema;
import gyrus.train.optim.Optimizer;
import gyrus.train.optim.Schedule;
import gyrus.train.optim.Sgd;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// One weight w, and losses whose gradient is what the batch says: the batch is `w ↦ batch · w`.
class MinimizeTest {

    private final DenseLinear net = new DenseLinear(Tensor.of(new double[] {1}, 1, 1).trainable(true), null);
    private final Objective<DenseLinear, Double> slope = (linear, batch) -> linear.weight().sum().mul(batch);

    private Minimize<DenseLinear, Double> update(double rate) {
        return Update.minimize(slope, new Optimizer(Sgd.of(rate), Nets.parameters(net)));
    }

    private double weight() {
        return net.weight().item();
    }

    @Test
    void stepsAgainstTheGradient() {
        var update = update(0.5);
        update.begin(2);
        Map<String, Tensor> told = update.step(net, 3.0, 0);
        assertThat(told.get("loss").item()).isEqualTo(3);
        assertThat(weight()).isCloseTo(1 - 0.5 * 3, within(1e-12));
        assertThat(net.weight().gradient()).as("gradients do not pile up").isNull();
        update.step(net, 1.0, 1);
        assertThat(weight()).isCloseTo(-0.5 - 0.5, within(1e-12));
    }

    @Test
    void accumulatesTheMeanOfTheGradients() {
        var update = update(1).accumulate(3);
        update.begin(6);
        update.step(net, 1.0, 0);
        update.step(net, 2.0, 1);
        assertThat(weight()).isEqualTo(1);
        update.step(net, 6.0, 2);
        assertThat(weight()).isCloseTo(1 - 3, within(1e-12));
    }

    /// A batch with a bad loss counts neither in the sum nor in the divisor; those gathered before it are not lost.
    @Test
    void accumulatesPastABadLoss() {
        var update = update(1).accumulate(3);
        update.begin(6);
        update.step(net, 3.0, 0);
        update.step(net, 5.0, 1);
        update.step(net, Double.NaN, 2);
        assertThat(weight()).isCloseTo(1 - 4, within(1e-12));
        assertThat(net.weight().gradient()).isNull();
        for (int step = 3; step < 6; step++) update.step(net, Double.NaN, step);
        assertThat(weight()).as("with no gradient there is no step").isCloseTo(-3, within(1e-12));
    }

    @Test
    void accumulatesWhatIsLeftAtTheEnd() {
        var update = update(1).accumulate(3).schedule(steps -> Schedule.linear(steps));
        update.begin(5);
        for (int step = 0; step < 3; step++) update.step(net, 1.0, step);
        assertThat(weight()).isEqualTo(0);
        update.step(net, 2.0, 3);
        assertThat(weight()).isEqualTo(0);
        update.step(net, 4.0, 4);
        assertThat(weight()).as("half the rate, in the second step of two").isCloseTo(-1.5, within(1e-12));
    }

    /// What was gathered, and of how many, is in the state.
    @Test
    void accumulationGoesOnFromItsState() {
        var update = update(1).accumulate(3);
        update.begin(3);
        update.step(net, 3.0, 0);
        update.step(net, Double.NaN, 1);
        var resumed = update(1).accumulate(3);
        resumed.begin(3);
        resumed.restore(update.state());
        resumed.step(net, 5.0, 2);
        assertThat(weight()).isCloseTo(1 - 4, within(1e-12));
    }

    @Test
    void clipsLongGradientsOnly() {
        var update = update(1).clip(2);
        update.begin(2);
        update.step(net, 1.5, 0);
        assertThat(weight()).isCloseTo(-0.5, within(1e-12));
        update.step(net, 8.0, 1);
        assertThat(weight()).isCloseTo(-2.5, within(1e-5));
    }

    @Test
    void followsItsSchedule() {
        var update = update(1).schedule(steps -> Schedule.linear(steps));
        update.begin(4);
        List<Double> moves = new ArrayList<>();
        for (int step = 0; step < 4; step++) {
            double before = weight();
            assertThat(update.rate(step)).isCloseTo(1 - step / 4.0, within(1e-12));
            update.step(net, 1.0, step);
            moves.add(before - weight());
        }
        assertThat(moves).usingComparatorForType((a, b) -> Math.abs(a - b) < 1e-9 ? 0 : a.compareTo(b), Double.class)
                .containsExactly(1.0, 0.75, 0.5, 0.25);
    }

    /// With accumulation the schedule counts the optimizer's steps.
    @Test
    void scheduleCountsStepsOfTheOptimizer() {
        var update = update(1).accumulate(2).schedule(steps -> Schedule.linear(steps));
        update.begin(8);
        assertThat(update.rate(0)).isEqualTo(1);
        assertThat(update.rate(1)).isEqualTo(1);
        assertThat(update.rate(2)).isEqualTo(0.75);
        assertThat(update.rate(7)).isEqualTo(0.25);
    }

    @Test
    void keepsAnAverage() {
        var update = update(1).average(new Ema<>(0.5, net));
        update.begin(1);
        update.step(net, 2.0, 0);
        assertThat(weight()).isEqualTo(-1);
        assertThat(update.kept(net).weight().item()).isEqualTo(0);
        assertThat(update(1).kept(net)).isSameAs(net);
    }

    @Test
    void aBadLossChangesNothing() {
        var update = update(1);
        update.begin(10);
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            Map<String, Tensor> told = update.step(net, bad, 0);
            assertThat(told).containsKey(Update.SKIPPED);
            assertThat(weight()).isEqualTo(1);
        }
        assertThat(update.step(net, 1.0, 3)).doesNotContainKey(Update.SKIPPED);
        assertThat(weight()).isEqualTo(0);
    }

    @Test
    void tooManyBadLossesEndTrainingWithAReason() {
        var update = update(1);
        update.begin(100);
        for (int i = 1; i < Descent.PATIENCE; i++) update.step(net, Double.NaN, i);
        update.step(net, 0.0, 5);
        for (int i = 1; i < Descent.PATIENCE; i++) update.step(net, Double.NaN, i);
        assertThatThrownBy(() -> update.step(net, Double.NaN, 9)).isInstanceOf(IllegalStateException.class)
                .hasMessage("the loss was NaN in 5 steps in a row"
                        + "; all weights are finite, so the input or the loss itself "
                        + "is to blame; look at the data, or try a smaller learning rate");
    }

    @Test
    void theFirstWeightThatIsNotFiniteIsNamed() {
        var update = update(1);
        update.begin(100);
        net.weight().detach().fill(Double.NaN);
        for (int i = 1; i < Descent.PATIENCE; i++) update.step(net, 1.0, i);
        assertThatThrownBy(() -> update.step(net, 1.0, 9))
                .hasMessageContaining("the first tensor with such values is weight");
    }

    /// The loss √0·batch is 0; its gradient is not finite.
    private final Objective<DenseLinear, Double> edge = (linear, batch) -> batch == 0
            ? linear.weight().sub(linear.weight().detach()).sqrt().sum() : slope.loss(linear, batch);

    @Test
    void aClippedGradientThatIsNotFiniteChangesNothing() {
        var update = Update.minimize(edge, new Optimizer(Sgd.of(1), Nets.parameters(net))).clip(1);
        update.begin(100);
        for (int i = 1; i < Descent.PATIENCE; i++) {
            assertThat(update.step(net, 0.0, i)).containsKey(Update.SKIPPED);
            assertThat(weight()).isEqualTo(1);
            assertThat(net.weight().gradient()).isNull();
        }
        assertThat(update.step(net, 0.5, 5)).doesNotContainKey(Update.SKIPPED);
        assertThat(weight()).isEqualTo(0.5);
        for (int i = 1; i < Descent.PATIENCE; i++) update.step(net, 0.0, i);
        assertThatThrownBy(() -> update.step(net, 0.0, 9)).isInstanceOf(IllegalStateException.class)
                .hasMessage("the gradient was not finite in 5 steps in a row; the first tensor with such "
                        + "values is the gradient of weight; look at the data, or try a smaller learning rate");
    }

    @Test
    void nothingNeedsToBeClippedForThat() {
        var update = Update.minimize(edge, new Optimizer(Sgd.of(1), Nets.parameters(net)));
        update.begin(100);
        for (int i = 1; i < Descent.PATIENCE; i++) {
            assertThat(update.step(net, 0.0, i)).containsKey(Update.SKIPPED);
            assertThat(weight()).isEqualTo(1);
        }
        assertThatThrownBy(() -> update.step(net, 0.0, 9)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the gradient of weight");
    }

    /// Which layer is to blame, and whether it is that layer or what it was given.
    @Test
    void theFirstLayerThatGivesSuchValuesIsNamed() {
        Sequential deep = Sequential.of(Linear.of(2, 3), new Relu(), Linear.of(3, 1));
        Layer root = new Root();
        Sequential broken = Sequential.of(Linear.of(2, 3), root, Linear.of(3, 1));
        Objective<Sequential, Tensor> sum = (layers, x) -> layers.apply(x).sum();
        assertThatThrownBy(() -> learn(deep, sum, Tensor.of(new float[] {1, Float.NaN}, 1, 2)))
                .hasMessageContaining("all weights are finite, and the first tensor with such values is what layer 0 "
                        + "(DenseLinear) takes");
        assertThatThrownBy(() -> learn(broken, sum, Tensor.of(new float[] {1, 1}, 1, 2)))
                .hasMessageContaining("the first tensor with such values is what layer 1 (Root) gives");
        assertThatThrownBy(() -> learn(deep, (layers, x) -> sum.loss(layers, x).mul(Double.NaN), Tensor.ones(1, 2)))
                .hasMessageContaining("so the input or the loss itself is to blame");
    }

    private static void learn(Sequential net, Objective<Sequential, Tensor> objective, Tensor batch) {
        var update = Update.minimize(objective, new Optimizer(Sgd.of(1), Nets.parameters(net)));
        update.begin(100);
        for (int i = 0; i < Descent.PATIENCE; i++) update.step(net, batch, i);
    }

    /// √(−1 − x²), which no real number is.
    public record Root() implements Layer {
        @Override
        public Tensor forward(Tensor input) {
            return input.square().add(1).neg().sqrt();
        }
    }

    @Test
    void learnsInTrainingMode() {
        List<Boolean> modes = new ArrayList<>();
        Minimize<DenseLinear, Double> update = Update.minimize((linear, batch) -> {
            modes.add(Mode.training());
            return slope.loss(linear, batch);
        }, new Optimizer(Sgd.of(1), Nets.parameters(net)));
        update.begin(1);
        update.step(net, 1.0, 0);
        assertThat(modes).containsExactly(true);
        assertThat(Mode.training()).isFalse();
    }

    /// Products are bfloat16; weights, their gradients and the loss's sum stay single.
    @Test
    void mixesPrecision() {
        DenseLinear wide = Linear.of(8, 4);
        List<DType> types = new ArrayList<>();
        Objective<DenseLinear, Tensor> objective = (linear, x) -> {
            Tensor y = linear.apply(x);
            types.add(y.dtype());
            return y.to(DType.FLOAT32).square().mean();
        };
        var update = Update.minimize(objective, new Optimizer(Sgd.of(0.1), Nets.parameters(wide)))
                .precision(Precision.BF16);
        update.begin(1);
        double before = wide.weight().abs().sum().item();
        update.step(wide, Tensor.randn(5, 8), 0);
        assertThat(types).containsExactly(DType.BFLOAT16);
        assertThat(wide.weight().dtype()).isEqualTo(DType.FLOAT32);
        assertThat(wide.weight().abs().sum().item()).isNotEqualTo(before);
        update.precision(Precision.F32).step(wide, Tensor.randn(5, 8), 1);
        update.precision(Precision.BF16_PRODUCTS).step(wide, Tensor.randn(5, 8), 2);
        update.precision(Precision.AUTO).step(wide, Tensor.randn(5, 8), 3);
        assertThat(types).containsExactly(DType.BFLOAT16, DType.FLOAT32, DType.FLOAT32, DType.FLOAT32);
    }

    @Test
    void refusesBadSettings() {
        assertThatThrownBy(() -> update(1).clip(0)).hasMessageContaining("0.0");
        assertThatThrownBy(() -> update(1).clip(Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> update(1).accumulate(0)).hasMessageContaining("0 batches");
    }
}
