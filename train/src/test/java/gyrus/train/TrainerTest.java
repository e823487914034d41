package gyrus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gyrus.data.Batch;
import gyrus.data.Dataset;
import gyrus.data.Splits;
import gyrus.nn.Layer;
import gyrus.nn.Nets;
import gyrus.nn.Safetensors;
import gyrus.tensor.DType;
import gyrus.tensor.Scope;
import gyrus.tensor.Tensor;
import gyrus.train.metric.Measure;
import gyrus.train.optim.Ema;
import gyrus.train.optim.Optimizer;
import gyrus.train.optim.Sgd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {

    @TempDir
    Path runs;

    private RunFolder folder;

    @BeforeEach
    void makeFolder() {
        folder = Toy.folder(runs);
    }

    @Test
    void learnsAndTellsInOrder() {
        Toy toy = new Toy(1).plan(Plan.epochs(30, Toy.BATCH, Measure.ACCURACY));
        Result result = toy.training().run(toy.run(folder));
        assertThat(result.outcome()).isEqualTo(new Outcome.Done());
        assertThat(result.step()).isEqualTo(30L * Toy.EPOCH);
        assertThat(result.metrics().get("accuracy")).isGreaterThan(0.8);
        assertThat(toy.events.getFirst()).isEqualTo(new Event.Started(folder.name(), "toy", Map.of("seed", 3L), 210));
        assertThat(toy.told(Event.Evaluated.class)).hasSize(31).last().extracting(Event.Evaluated::split)
                .isEqualTo("test");
        assertThat(toy.told(Event.Stepped.class)).anySatisfy(stepped -> {
            assertThat(stepped.step()).isEqualTo(Toy.EPOCH);
            assertThat(stepped.epoch()).isEqualTo(1);
            assertThat(stepped.scalars()).containsKeys("loss", "learning_rate", "samples_per_second");
        });
        assertThat(toy.told(Event.Sampled.class)).extracting(Event.Sampled::name).containsExactly("confusion");
        assertThat(folder.file("confusion.png")).exists();
    }

    /// The net ends with the best weights, which are those of the file.
    @Test
    void theBestWeightsAreKept() {
        Toy toy = new Toy(1);
        Training<?, ?> training = toy.training();
        training.run(toy.run(folder));
        Map<String, Tensor> kept = Safetensors.load(folder.best().resolve("model.safetensors"));
        Nets.state(toy.net).forEach((name, tensor) -> assertThat(tensor.toDoubles()).as(name)
                .isEqualTo(kept.get(name).toDoubles()));
        double best = toy.told(Event.Evaluated.class).stream().filter(e -> e.split().equals("validation"))
                .mapToDouble(e -> e.metrics().get("loss")).min().orElseThrow();
        assertThat(training.evaluate(Split.VALIDATION).metrics().get("loss")).isEqualTo(best);
    }

    /// Where an average is kept it is what is judged and saved; training goes on with the net itself.
    @Test
    void anAverageIsJudgedAndKept() {
        Toy toy = new Toy(1);
        Ema<Layer> average = new Ema<>(0.999, toy.net);
        Map<String, double[]> fresh = numbers(Nets.parameters(toy.net));
        toy.update(u -> u.average(average)).training().run(toy.run(folder));
        Map<String, Tensor> kept = Safetensors.load(folder.best().resolve("model.safetensors"));
        Map<String, Tensor> last = Safetensors.load(folder.last().resolve("model.safetensors"));
        fresh.forEach((name, before) -> {
            double near = distance(before, kept.get(name).toDoubles());
            double far = distance(before, last.get(name).toDoubles());
            assertThat(near).as("the average of %s lags behind", name).isPositive().isLessThan(far / 5);
        });
    }

    private static Map<String, double[]> numbers(Map<String, Tensor> tensors) {
        Map<String, double[]> numbers = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> numbers.put(name, tensor.toDoubles()));
        return numbers;
    }

    private static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += (a[i] - b[i]) * (a[i] - b[i]);
        return Math.sqrt(sum);
    }

    @Test
    void stopsWhenNothingGetsBetter() {
        Toy toy = new Toy(1).plan(Plan.steps(1000, Toy.BATCH, 5, Measure.ACCURACY).patience(3));
        toy.update = Update.minimize(toy.objective, new Optimizer(Sgd.of(0), Nets.parameters(toy.net)));
        Splits<Batch> data = Toy.data();
        Result result = toy.training(() -> new Splits<>(data.train(), nothingBetter(), data.test()))
                .run(toy.run(folder));
        assertThat(result.step()).as("one evaluation, and three that are no better").isEqualTo(20);
        assertThat(result.outcome()).isEqualTo(new Outcome.Done());
        Toy again = new Toy(2).plan(toy.plan);
        again.update = Update.minimize(again.objective, new Optimizer(Sgd.of(0), Nets.parameters(again.net)));
        assertThat(again.training().run(again.run(folder)).step()).as("resumed, it is still over").isEqualTo(20);
        assertThat(again.steps).isZero();
    }

    /// Points so clear that every net that knows nothing judges them alike.
    private static Dataset<Batch> nothingBetter() {
        return Dataset.of(Tensor.zeros(4, 2), Tensor.of(new long[] {0, 1, 0, 1}, 4));
    }

    @Test
    void everySplitCanBeJudged() {
        Training<?, ?> training = new Toy(1).training();
        assertThat(training.evaluate(Split.TRAIN).samples()).isEqualTo(50);
        assertThat(training.evaluate(Split.VALIDATION).samples()).isEqualTo(20);
        assertThat(training.evaluate(Split.TEST).samples()).isEqualTo(30);
        assertThat(training.evaluate(Split.ALL).samples()).isEqualTo(100);
        assertThat(training.evaluate(Split.VALIDATION).metrics())
                .isEqualTo(training.evaluate(Split.VALIDATION).metrics());
    }

    /// However much data judges, no more of it is held than one batch.
    @Test
    void judgingKeepsNoBatches() {
        Training<?, ?> training = new Toy(1).training();
        assertThat(training.data().get().parts()).isNotEmpty(); // made before the scope opens
        try (Scope outer = Scope.open()) {
            training.evaluate(Split.ALL);
            assertThat(outer.size()).isZero();
        }
    }

    @Test
    void withoutValidationTheLastWeightsAreKept() {
        Toy toy = new Toy(1);
        Splits<Batch> data = Toy.data();
        toy.training(() -> new Splits<>(data.train(), Dataset.of(Tensor.zeros(0, 2), Tensor.of(new long[0], 0)),
                data.test()))
                .run(toy.run(folder));
        assertThat(Toy.weights(folder).get(0)).isEqualTo(Toy.weights(folder).get(1));
        assertThat(toy.told(Event.Evaluated.class)).singleElement().extracting(Event.Evaluated::split)
                .isEqualTo("test");
    }

    /// So few examples that all of them train.
    @Test
    void withNothingElseItIsJudgedOnWhatItLearned() {
        Toy toy = new Toy(1);
        Result result = toy.training(() -> Splits.of(Toy.points(3), 1, 0.1, 0.1)).run(toy.run(folder));
        assertThat(result.outcome()).isEqualTo(new Outcome.Done());
        assertThat(toy.told(Event.Warned.class)).singleElement().extracting(Event.Warned::message).asString()
                .contains("validate or test");
        assertThat(toy.told(Event.Evaluated.class)).singleElement()
                .isEqualTo(new Event.Evaluated(4, "train", result.metrics()));
    }

    @Test
    void stoppedBeforeTheFirstStepItSavesAndSaysSo() {
        Toy toy = new Toy(1);
        Result result = toy.training().run(toy.run(folder, () -> true));
        assertThat(result).isEqualTo(Result.stopped(0, "asked to stop"));
        assertThat(folder.last()).exists();
    }

    @Test
    void refusesAMeasureThatTheTaskDoesNotHave() {
        Toy toy = new Toy(1).plan(Plan.epochs(1, Toy.BATCH, Measure.R2));
        assertThatThrownBy(() -> toy.training().run(toy.run(folder))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("r2").hasMessageContaining("accuracy");
    }

    @Test
    void refusesToTrainOnNothing() {
        Toy toy = new Toy(1);
        Dataset<Batch> none = Dataset.of(Tensor.zeros(0, 2), Tensor.of(new long[0], 0));
        assertThatThrownBy(() -> toy.training(() -> new Splits<>(none, none, none)).run(toy.run(folder)))
                .hasMessageContaining("no data to train on");
        assertThatThrownBy(() -> toy.training(() -> new Splits<>(none, none, none)).evaluate(Split.ALL))
                .hasMessageContaining("no data");
    }

    /// A batch norm cannot learn from one example; neither must be left over.
    @Test
    void noExampleIsLeftAloneToLearnFrom() {
        Toy toy = new Toy(1).plan(Plan.epochs(2, 7, Measure.LOSS)); // 50 = 7 · 7 + 1
        assertThat(toy.training().run(toy.run(folder)).step()).isEqualTo(2 * 7);
        Toy one = new Toy(1).plan(Plan.epochs(2, 1, Measure.LOSS));
        assertThatThrownBy(() -> one.training().run(one.run(Toy.folder(runs))))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("batch must be 2 or more");
    }

    @Test
    void dataIsAskedForOnceAndLate() {
        List<String> asked = new ArrayList<>();
        Toy toy = new Toy(1);
        Training<?, ?> training = toy.training(() -> {
            asked.add("data");
            return Toy.data();
        });
        assertThat(asked).isEmpty();
        training.run(toy.run(folder));
        training.evaluate(Split.ALL);
        assertThat(asked).hasSize(1);
    }

    @Test
    void aStepThatIsSkippedIsTold() {
        Toy toy = new Toy(1);
        toy.update = Update.minimize((net, batch) -> {
            Tensor loss = toy.objective.loss(net, batch);
            return toy.steps == 3 ? loss.mul(Double.NaN) : loss;
        }, toy.optimizer());
        toy.training().run(toy.run(folder));
        assertThat(toy.told(Event.Warned.class)).singleElement().extracting(Event.Warned::message).asString()
                .isEqualTo("step 3 skipped: its loss was NaN");
        assertThat(toy.told(Event.Stepped.class)).filteredOn(e -> e.step() == 3).singleElement()
                .satisfies(e -> assertThat(e.scalars().get("loss")).isNaN())
                        .satisfies(e -> assertThat(e.scalars()).doesNotContainKey("skipped"));
    }

    @Test
    void aGradientThatIsNotFiniteIsTold() {
        Toy toy = new Toy(1);
        toy.update = Update.<Layer, Batch>minimize((net, batch) -> {
            Tensor loss = toy.objective.loss(net, batch);
            return toy.steps == 3 ? loss.add(loss.sub(loss.detach()).sqrt()) : loss;
        }, toy.optimizer()).clip(1);
        toy.training().run(toy.run(folder));
        assertThat(toy.told(Event.Warned.class)).singleElement().extracting(Event.Warned::message).asString()
                .isEqualTo("step 3 skipped: its gradient was not finite");
    }

    /// One bad batch spoils no running mean, and the run goes on to what it would have been without.
    @Test
    void aStepThatIsSkippedLeavesNothingBehind() {
        Toy toy = new Toy(1);
        Splits<Batch> data = Toy.data();
        float[] points = new float[2 * Toy.TRAIN];
        points[2 * 20] = Float.NaN;
        Dataset<Batch> spoilt = Dataset.of(Tensor.of(points, Toy.TRAIN, 2), Tensor.zeros(Toy.TRAIN).to(DType.INT64));
        toy.training(() -> new Splits<>(spoilt, data.validation(), data.test())).run(toy.run(folder));
        assertThat(toy.told(Event.Warned.class)).hasSize(4).allSatisfy(warned ->
                assertThat(warned.message()).endsWith("skipped: its loss was NaN"));
        Nets.state(toy.net).forEach((name, tensor) ->
                assertThat(tensor.isFinite().all().item()).as(name).isOne());
        assertThat(toy.told(Event.Evaluated.class)).allSatisfy(e -> assertThat(e.metrics().get("loss")).isFinite());
    }

    @Test
    void secondsBetweenSavesAreANumber() {
        assertThat(Trainer.save("0.25")).isEqualTo(Duration.ofMillis(250));
        assertThatThrownBy(() -> Trainer.save("often")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("-Dgyrus.save=often must be the seconds between two saves, such as 10");
    }

    @Test
    void predictsFromFiles() throws Exception {
        Toy toy = new Toy(1).plan(Plan.epochs(40, Toy.BATCH, Measure.ACCURACY));
        Training<?, ?> training = toy.training();
        training.run(toy.run(folder));
        Predictor predictor = Skill.of(training, Predictor.class).orElseThrow();
        Path one = Files.writeString(runs.resolve("one.txt"), "0 0.1");
        Path two = Files.writeString(runs.resolve("two.txt"), "0.1 0\n3 2");
        assertThat(predictor.predict(one)).singleElement().satisfies(said -> {
            assertThat(said.input()).isEqualTo(one.toString());
            assertThat(said.label()).isEqualTo("inside");
            assertThat(said.probabilities().keySet()).containsExactly("outside", "inside");
            assertThat(said.probabilities().values().stream().mapToDouble(p -> p).sum()).isCloseTo(1, within(1e-6));
        });
        assertThat(predictor.predict(two)).extracting(Prediction::input).containsExactly(two + "#1", two + "#2");
        assertThat(predictor.predict(two)).extracting(Prediction::label).containsExactly("inside", "outside");
    }
}
