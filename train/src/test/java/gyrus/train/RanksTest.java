package gyrus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gyrus.data.Batch;
import gyrus.data.Splits;
import gyrus.nn.Activations.Relu;
import gyrus.nn.Layer;
import gyrus.nn.Linear;
import gyrus.nn.Nets;
import gyrus.nn.Safetensors;
import gyrus.nn.Sequential;
import gyrus.tensor.Generator;
import gyrus.tensor.Ranks;
import gyrus.tensor.Rendezvous;
import gyrus.tensor.Tensor;
import gyrus.train.metric.Measure;
import gyrus.train.optim.AdamW;
import gyrus.train.optim.Ema;
import gyrus.train.optim.Optimizer;
import gyrus.train.optim.Schedule;
import gyrus.train.ranks.Crew;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Several ranks, here threads of one process, train one net.
class RanksTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    Path runs;

    /// What each rank gives.
    private static <T> List<T> together(int size, Duration silence, Function<Ranks, T> body) {
        try (var rendezvous = Rendezvous.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            List<CompletableFuture<T>> all = IntStream.range(0, size).mapToObj(rank -> CompletableFuture.supplyAsync(
                    () -> {
                        try (Ranks ranks = Ranks.join(rank, size, rendezvous.address(), "test", PATIENCE, silence)) {
                            return body.apply(ranks);
                        }
                    }, threads)).toList();
            return all.stream().map(CompletableFuture::join).toList();
        }
    }

    private static <T> List<T> together(int size, Function<Ranks, T> body) {
        return together(size, Duration.ofSeconds(20), body);
    }

    /// Nothing in it depends on who sees an example: no dropout, no statistics of a batch.
    private static final class Plain {
        final Layer net = Generator.seeded(1).call(() -> Sequential.of(Linear.of(2, 16), new Relu(),
                Linear.of(16, 2)));
        final List<Event> events = new ArrayList<>();

        private Training<Layer, Batch> training() {
            Splits<Batch> data = Generator.seeded(7).call(() -> new Splits<>(Toy.points(Toy.TRAIN), Toy.points(20),
                    Toy.points(30)));
            Objective<Layer, Batch> objective = (layer, batch) -> layer.apply(batch.inputs())
                    .crossEntropy(batch.targets());
            var update = Update.minimize(objective, new Optimizer(AdamW.of(0.01), Nets.parameters(net)))
                    .schedule(Schedule::oneCycle).clip(0.5).accumulate(2).average(new Ema<>(0.9, net));
            return new Training<>(net, () -> data, update, Classification.logits(Toy.LABELS, _ -> Tensor.zeros(1, 2)),
                    Plan.epochs(3, Toy.BATCH, Measure.LOSS));
        }

        Result run(RunFolder folder, Ranks ranks, BooleanSupplier stop) {
            return training().run(new Run(folder, 3, events::add, stop, ranks));
        }
    }

    private static Map<String, Tensor> weights(Path checkpoint) {
        return Safetensors.load(checkpoint.resolve("model.safetensors"));
    }

    private static void alike(RunFolder folder, RunFolder expected) {
        for (var pair : Map.of(folder.best(), expected.best(), folder.last(), expected.last()).entrySet()) {
            Map<String, Tensor> wanted = weights(pair.getValue());
            weights(pair.getKey()).forEach((name, tensor) -> assertThat(tensor.toDoubles()).as(name)
                    .usingComparatorWithPrecision(1e-5).containsExactly(wanted.get(name).toDoubles()));
        }
    }

    private RunFolder alone() {
        RunFolder folder = Toy.folder(runs);
        new Plain().run(folder, Ranks.alone(), () -> false);
        return folder;
    }

    /// The last batch of an epoch has two examples, too few to divide; eight are not divided evenly by three.
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void learnWhatOneLearns(int size) {
        RunFolder expected = alone();
        RunFolder folder = Toy.folder(runs);
        List<Plain> members = together(size, ranks -> {
            Plain plain = new Plain();
            Result result = plain.run(folder, ranks, () -> false);
            assertThat(result.step()).isEqualTo(3L * Toy.EPOCH);
            return plain;
        });
        alike(folder, expected);
        assertThat(members.getFirst().events).hasAtLeastOneElementOfType(Event.Evaluated.class);
        assertThat(members.getLast().events).isEmpty();
        RunFolder again = Toy.folder(runs);
        together(size, ranks -> new Plain().run(again, ranks, () -> false));
        assertThat(Toy.weights(again)).isEqualTo(Toy.weights(folder));
    }

    @Test
    void goOnWithAnotherNumber() {
        RunFolder expected = alone();
        RunFolder folder = Toy.folder(runs);
        AtomicInteger asked = new AtomicInteger();
        List<Result> cut = together(3, ranks -> new Plain().run(folder, ranks,
                () -> ranks.rank() == 1 && asked.getAndIncrement() == 4)); // one of them is asked to end
        assertThat(cut).allSatisfy(result -> {
            assertThat(result.outcome()).isInstanceOf(Outcome.Stopped.class);
            assertThat(result.step()).isEqualTo(5);
        });
        together(2, ranks -> new Plain().run(folder, ranks, () -> ranks.first() && asked.incrementAndGet() == 10));
        assertThat(new Plain().run(folder, Ranks.alone(), () -> false).outcome()).isInstanceOf(Outcome.Done.class);
        alike(folder, expected);
    }

    /// With dropout, transforms and running statistics: what is drawn is a function of the step and the rank.
    @Test
    void aCutLeavesNoTrace() {
        List<RunFolder> folders = List.of(Toy.folder(runs), Toy.folder(runs));
        AtomicInteger asked = new AtomicInteger();
        together(2, ranks -> run(new Toy(1), folders.getFirst(), ranks, () -> false));
        List<Toy> cut = together(2, ranks -> run(new Toy(1), folders.getLast(), ranks,
                () -> ranks.first() && asked.incrementAndGet() == 10));
        assertThat(cut.getFirst().told(Event.Saved.class)).hasSize(1);
        assertThat(cut.getLast().events).as("of another than the first").isEmpty();
        List<Toy> rest = together(2, ranks -> run(new Toy(5), folders.getLast(), ranks, () -> false));
        assertThat(rest.getFirst().steps).isEqualTo(4 * Toy.EPOCH - 10);
        assertThat(Toy.weights(folders.getLast())).isEqualTo(Toy.weights(folders.getFirst()));
    }

    private static Toy run(Toy toy, RunFolder folder, Ranks ranks, BooleanSupplier stop) {
        toy.training().run(new Run(folder, 3, toy.events::add, stop, ranks));
        return toy;
    }

    /// A loss that is not finite on one rank is not learned from on any.
    @Test
    void skipTogether() {
        RunFolder folder = Toy.folder(runs);
        List<Toy> toys = together(2, ranks -> {
            Toy toy = new Toy(1);
            Objective<Layer, Batch> objective = (net, batch) -> toy.objective.loss(net, batch)
                    .mul(toy.steps == 3 && !ranks.first() ? Double.NaN : 1);
            toy.update = Update.minimize(objective, toy.optimizer());
            return run(toy, folder, ranks, () -> false);
        });
        assertThat(toys.getFirst().told(Event.Warned.class)).extracting(Event.Warned::message)
                .containsExactly("step 3 skipped: its loss was NaN");
    }

    @Test
    void thoseThatAreNotAlikeRefuse() {
        RunFolder folder = Toy.folder(runs);
        assertThatThrownBy(() -> together(2, ranks -> run(new Toy(ranks.rank()), folder, ranks, () -> false)))
                .isInstanceOf(CompletionException.class).hasMessageContaining("do not have the same net")
                .hasMessageContaining("the same options");
    }

    @Test
    void whatCannotBeDividedIsTold() {
        Splits<Batch> data = Generator.seeded(7).call(() -> new Splits<>(Toy.points(9), Toy.points(9), Toy.points(9)));
        Toy toy = new Toy(1);
        Fit<Layer> fit = new Fit<>(toy.net, () -> data, Split.TRAIN, toy.update, (_, _, _) ->
                Evaluation.of(1, Map.of("loss", 1.0)), Plan.steps(3, 1, 1, Measure.LOSS), List.of());
        assertThatThrownBy(() -> together(2, ranks -> fit.run(new Run(Toy.folder(runs), 3, _ -> {}, () -> false,
                ranks)))).hasMessageContaining("cannot be divided among 2 ranks");
    }

    /// What one rank does for longer than any may be silent does not make it lost.
    @Test
    void waitForTheOneThatIsBusy() {
        List<double[]> heard = together(2, Duration.ofMillis(1500), ranks -> Crew.of(ranks, new Toy(1).net, () -> false,
                () -> false).hear(1, () -> {
                    sleep(4000);
                    return new double[] {0.5};
                }));
        assertThat(heard).allSatisfy(numbers -> assertThat(numbers[0]).isEqualTo(0.5, within(0.0)));
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
