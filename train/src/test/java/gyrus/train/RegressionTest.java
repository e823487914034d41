package gyrus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gyrus.data.Batch;
import gyrus.nn.Layer;
import gyrus.tensor.Tensor;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RegressionTest {

    /// Gives the first column.
    private static final Layer FIRST = input -> input.select(1, 0);

    private static final Regression<Layer, Batch> TASK = new Regression<>(
            (net, batch) -> net.apply(batch.inputs()),
            (said, batch) -> said.sub(batch.targets()).square().mean(), said -> said.mul(10),
            batch -> batch.targets().mul(10),
            file -> Regression.unknown(Tensor.of(new float[] {1.5f, -2}, file.toString().equals("one") ? 1 : 2,
                    file.toString().equals("one") ? 2 : 1)));

    private static Batch batch(float[] predicted, float... right) {
        return new Batch(Tensor.of(predicted, right.length, 1), Tensor.of(right));
    }

    @Test
    void figuresAreInTheTargetsUnit() {
        Judge<Batch> judge = TASK.judge(FIRST);
        judge.see(batch(new float[] {1, 2}, 1, 3));
        judge.see(batch(new float[] {5}, 5));
        Evaluation evaluation = judge.evaluation();
        assertThat(evaluation.samples()).isEqualTo(3);
        assertThat(evaluation.metrics().keySet()).containsExactly("loss", "r2", "mae");
        assertThat(evaluation.metrics().get("loss")).as("in the net's unit").isCloseTo(1 / 3.0, within(1e-6));
        assertThat(evaluation.metrics().get("mae")).isCloseTo(10 / 3.0, within(1e-5));
        assertThat(evaluation.metrics().get("r2")).isCloseTo(1 - 100 / 800.0, within(1e-6));
    }

    @Test
    void judgingAsksTheNetOnce() {
        AtomicInteger asked = new AtomicInteger();
        Judge<Batch> judge = TASK.judge(input -> {
            asked.incrementAndGet();
            return FIRST.apply(input);
        });
        judge.see(batch(new float[] {1, 2}, 1, 3));
        assertThat(asked).hasValue(1);
        assertThat(TASK.objective().loss(FIRST, batch(new float[] {1, 2}, 1, 4)).item()).isEqualTo(2);
    }

    @Test
    void predictsEveryRow() {
        assertThat(TASK.predict(FIRST, Path.of("two"))).containsExactly(
                new Prediction("two#1", "15.0000", new LinkedHashMap<>()),
                        new Prediction("two#2", "-20.0000", new LinkedHashMap<>()));
        assertThat(TASK.predict(FIRST, Path.of("one"))).singleElement().extracting(Prediction::input).isEqualTo("one");
    }
}
