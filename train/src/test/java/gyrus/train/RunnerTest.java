package gyrus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gyrus.nn.Nets;
import gyrus.tensor.OutOfNativeMemory;
import gyrus.tensor.Tensor;
import gyrus.train.metric.Measure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunnerTest {

    @TempDir
    Path runs;

    record Options(String data, long seed, int epochs, String labels) {}

    /// A recipe around [Toy] that fills in an option, and fails on wish.
    record ToyRecipe(boolean failing) implements Recipe<Options> {
        @Override
        public Card card() {
            return new Card("toy", "Toy", "foundations", "", "");
        }

        @Override
        public Options defaults() {
            return new Options("", 5, 2, "");
        }

        @Override
        public Options resolve(Options o) {
            return new Options(o.data(), o.seed(), o.epochs(), "outside/inside");
        }

        @Override
        public Job build(Options o) {
            if (o.epochs() < 1) throw new IllegalArgumentException("epochs=%d must be 1 or more".formatted(o.epochs()));
            Toy toy = new Toy(o.seed()).plan(Plan.epochs(o.epochs(), Toy.BATCH, Measure.LOSS));
            return failing ? toy.training(() -> {
                throw new IllegalArgumentException("no such data");
            }) : toy.training();
        }
    }

    @Test
    void aRunLeavesItsFolder() {
        List<Event> heard = new ArrayList<>();
        ToyRecipe recipe = new ToyRecipe(false);
        Runner.Ended ended = new Runner(List.of(heard::add)).start(recipe, recipe.defaults(), runs);
        assertThat(ended.recipe()).isEqualTo("toy");
        assertThat(ended.seed()).isEqualTo(5);
        assertThat(ended.seconds()).isPositive();
        assertThat(ended.result().metrics()).containsKeys("loss", "accuracy", "f1");
        assertThat(ended.folder().path()).isEqualTo(runs.resolve("toy").resolve("1"));
        for (String file : List.of("options.json", "events.jsonl", "curves.png", "confusion.png",
                "best/model.safetensors",
                "last/model.safetensors", "last/state.safetensors")) {
            assertThat(ended.folder().file(file)).isRegularFile();
        }
        assertThat(EventLog.read(ended.folder().events())).isEqualTo(heard);
        assertThat(heard.getLast()).isEqualTo(new Event.Finished(14, new Outcome.Done()));
    }

    /// What a recipe fills in is among the run's options.
    @Test
    void optionsAreResolved() {
        ToyRecipe recipe = new ToyRecipe(false);
        Runner.Ended ended = new Runner(List.of()).start(recipe, recipe.defaults(), runs);
        assertThat(ended.folder().options().options()).containsEntry("labels", "outside/inside");
        assertThat(ended.folder().options().over(recipe.defaults())).isEqualTo(new Options("", 5, 2, "outside/inside"));
    }

    @Test
    void bestWeightsComeBack() {
        ToyRecipe recipe = new ToyRecipe(false);
        RunFolder folder = new Runner(List.of()).start(recipe, recipe.defaults(), runs).folder();
        Job job = Runner.build(recipe, recipe.defaults(), 9);
        double[] fresh = first(job);
        Runner.loadBest(job, folder);
        assertThat(first(job)).isNotEqualTo(fresh);
        Job again = Runner.build(recipe, recipe.defaults(), 10);
        Runner.loadBest(again, folder);
        assertThat(first(again)).isEqualTo(first(job));
        assertThatThrownBy(() -> Runner.loadBest(job, Toy.folder(runs))).hasMessageContaining("no weights yet");
    }

    private static double[] first(Job job) {
        Map<String, Tensor> state = Nets.state(job.net());
        return state.values().iterator().next().toDoubles();
    }

    @Test
    void aFailureIsToldAndThrown() {
        List<Event> heard = new ArrayList<>();
        ToyRecipe recipe = new ToyRecipe(true);
        assertThatThrownBy(() -> new Runner(List.of(heard::add)).start(recipe, recipe.defaults(), runs))
                .hasMessage("no such data");
        assertThat(heard).containsExactly(new Event.Finished(0, new Outcome.Failed("no such data")));
    }

    /// The engine refuses a tensor of a petabyte; the checkpoint is that of the step before, and the run goes on.
    @Test
    void memoryThatRunsOutInAStepLosesNothing() {
        RunFolder uncut = Toy.folder(runs);
        new Runner(List.of()).part(new Toy(1).saving(), uncut, () -> false);
        RunFolder folder = Toy.folder(runs);
        List<Event> heard = new ArrayList<>();
        Toy greedy = new Toy(1);
        greedy.update = Update.minimize((net, batch) -> {
            if (greedy.steps == 4) return Tensor.zeros(1L << 48).sum();
            return greedy.objective.loss(net, batch);
        }, greedy.optimizer());
        assertThatThrownBy(() -> new Runner(List.of(heard::add)).part(greedy.saving(), folder, () -> false))
                .isInstanceOf(OutOfNativeMemory.class).hasMessageContaining("zeros")
                .hasMessageContaining("1,125,899,906,842,624 bytes asked for");
        assertThat(heard.getLast()).isInstanceOfSatisfying(Event.Finished.class, finished -> {
            assertThat(finished.step()).isEqualTo(4);
            assertThat(finished.outcome()).isInstanceOf(Outcome.Failed.class);
        });
        new Runner(List.of()).part(new Toy(9).saving(), folder, () -> false);
        assertThat(Toy.weights(folder)).isEqualTo(Toy.weights(uncut));
    }

    @Test
    void badOptionsMakeNoFolder() {
        ToyRecipe recipe = new ToyRecipe(false);
        assertThatThrownBy(() -> new Runner(List.of()).start(recipe, new Options("", 5, 0, ""), runs))
                .hasMessageContaining("epochs=0");
        assertThat(runs.resolve("toy")).doesNotExist();
    }

    @Test
    void theSeedIsAmongTheOptions() {
        assertThat(Runner.seed(new Options("", 5, 2, ""))).isEqualTo(5);
        assertThat(Runner.seed(new Nothing())).isZero();
    }

    record Nothing() {}
}
