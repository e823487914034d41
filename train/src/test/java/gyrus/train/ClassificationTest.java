package gyrus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gyrus.data.Batch;
import gyrus.nn.Layer;
import gyrus.tensor.Tensor;
import gyrus.train.picture.Picture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassificationTest {

    /// Gives its input as logits.
    private static final Layer SAME = input -> input;

    private static Classification<Layer, Batch> task(String... labels) {
        return Classification.logits(List.of(labels), file -> Tensor.zeros(1, labels.length));
    }

    private static Batch batch(float[] logits, long... classes) {
        return new Batch(Tensor.of(logits, classes.length, logits.length / classes.length),
                Tensor.of(classes, classes.length));
    }

    @Test
    void figuresOverSeveralBatches() {
        Judge<Batch> judge = task("a", "b", "c").judge(SAME);
        judge.see(batch(new float[] {5, 0, 0, 0, 5, 0}, 0, 0));
        judge.see(batch(new float[] {0, 0, 5}, 2));
        Evaluation evaluation = judge.evaluation();
        assertThat(evaluation.samples()).isEqualTo(3);
        assertThat(evaluation.metrics().keySet()).containsExactly("loss", "accuracy", "f1");
        assertThat(evaluation.metrics().get("accuracy")).isCloseTo(2 / 3.0, within(1e-12));
        double right = Math.log(1 + 2 * Math.exp(-5));
        assertThat(evaluation.metrics().get("loss")).as("of examples, whatever their batch")
                .isCloseTo((3 * right + 5) / 3, within(1e-5));
        assertThat(evaluation.metrics().get("f1")).isCloseTo((2 / 3.0 + 0 + 1) / 3, within(1e-12));
    }

    /// Of two classes the second is what is looked for.
    @Test
    void twoClassesHaveAnAreaToo() {
        Judge<Batch> judge = task("ham", "spam").judge(SAME);
        judge.see(batch(new float[] {0, 3, 0, 1, 2, 0, 0, 2}, 1, 1, 0, 0));
        Evaluation evaluation = judge.evaluation();
        assertThat(evaluation.metrics().get("f1")).isCloseTo(2 * 2 / (2.0 + 3), within(1e-12));
        assertThat(evaluation.metrics().get("auc")).as("one of four pairs is the wrong way round")
                .isCloseTo(0.75, within(1e-12));
    }

    @Test
    void drawsConfusionAndPictures(@TempDir Path folder) {
        Classification<Layer, Batch> task = task("a", "b").show(batch -> List.of(picture(), picture(), picture()));
        Judge<Batch> judge = task.judge(SAME);
        judge.see(batch(new float[] {1, 0, 0, 1, 0, 1}, 0, 1, 0));
        Evaluation evaluation = judge.evaluation();
        assertThat(evaluation.drawings()).extracting(Evaluation.Drawing::name)
                .containsExactly("confusion", "predictions");
        for (Evaluation.Drawing drawing : evaluation.drawings()) {
            Path file = folder.resolve(drawing.name() + ".png");
            drawing.save().accept(file);
            assertThat(Files.exists(file)).as(drawing.name()).isTrue();
        }
    }

    private static Picture picture() {
        return new Picture(2, 2, new int[4]);
    }

    @Test
    void predictsEveryRowOfAFile() {
        Path file = Path.of("some.csv");
        var several = Classification.logits(List.of("a", "b"), f -> Tensor.of(new float[] {0, 1, 1, 0}, 2, 2));
        assertThat(several.predict(SAME, file)).extracting(Prediction::input)
                .containsExactly("some.csv#1", "some.csv#2");
        assertThat(several.predict(SAME, file)).extracting(Prediction::label).containsExactly("b", "a");
        assertThat(task("a", "b").predict(SAME, file)).extracting(Prediction::input).containsExactly("some.csv");
    }

    @Test
    void refusesANetOfOtherClasses() {
        assertThatThrownBy(() -> task("a", "b", "c").judge(SAME).see(batch(new float[] {1, 2}, 0)))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("(1, 2)")
                        .hasMessageContaining("3 classes");
    }

    @Test
    void judgingAsksTheNetOnce() {
        AtomicInteger asked = new AtomicInteger();
        Judge<Batch> judge = task("a", "b").judge(input -> {
            asked.incrementAndGet();
            return input;
        });
        Batch batch = batch(new float[] {0, 1, 0, 2}, 1, 0);
        judge.see(batch);
        assertThat(asked).hasValue(1);
        assertThat(judge.evaluation().metrics().get("loss"))
                .isCloseTo(task("a", "b").objective().loss(SAME, batch).item(), within(1e-6));
    }

    /// Two classes of one name are still two.
    @Test
    void classesMayShareAName() {
        Judge<Batch> judge = task("x", "x").judge(SAME);
        judge.see(batch(new float[] {0, 1}, 1));
        assertThat(judge.evaluation().metrics().get("accuracy")).isOne();
    }
}
