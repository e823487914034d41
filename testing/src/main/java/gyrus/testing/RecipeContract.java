package gyrus.testing;

import static org.assertj.core.api.Assertions.assertThat;

import gyrus.data.Loader;
import gyrus.nn.Net;
import gyrus.nn.Nets;
import gyrus.tensor.Device;
import gyrus.tensor.Generator;
import gyrus.tensor.NativeMemory;
import gyrus.tensor.Scope;
import gyrus.tensor.Tensor;
import gyrus.train.Card;
import gyrus.train.Evaluation;
import gyrus.train.Event;
import gyrus.train.Fit;
import gyrus.train.Job;
import gyrus.train.Judged;
import gyrus.train.Learning;
import gyrus.train.Options;
import gyrus.train.Outcome;
import gyrus.train.Recipe;
import gyrus.train.Recipes;
import gyrus.train.Result;
import gyrus.train.Run;
import gyrus.train.RunFolder;
import gyrus.train.RunOptions;
import gyrus.train.Runner;
import gyrus.train.Split;
import gyrus.train.Training;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// What every recipe must keep, whatever it teaches: it is found, explains itself, can be told and repeated, learns,
/// and is the same after it was cut and resumed.
///
/// ```java
/// class RecipesTest implements RecipeContract {
///     @Override public List<String> small(Recipe<?> recipe) { return List.of("epochs=1", "batch=200"); }
/// }
/// ```
public interface RecipeContract {

    /// Steps in which one batch must be learned by heart.
    int BY_HEART = 100;

    /// The recipes held to it: all that are found.
    default List<Recipe<?>> recipes() {
        return Recipes.all();
    }

    /// Options as `key=value` with which a recipe trains in seconds on embedded data, in four steps or more; a fit may
    /// need fewer.
    List<String> small(Recipe<?> recipe);

    /// Whether training is tried; nets too large for that are only built, without memory.
    default boolean trained(Recipe<?> recipe) {
        return true;
    }

    /// Each recipe has a name of its own, and says what it is and what its options mean.
    @TestFactory
    default Stream<DynamicTest> everyRecipeExplainsItself() {
        assertThat(recipes()).as("recipes found").isNotEmpty();
        assertThat(recipes()).extracting(recipe -> recipe.card().id()).doesNotHaveDuplicates();
        return each(recipes(), recipe -> {
            Card card = recipe.card();
            assertThat(List.of(card.title(), card.topic(), card.paper(), card.expect())).noneMatch(String::isBlank);
            assertThat(card.paper()).as("authors, year, title").matches(".+ \\d{4}, .+");
            assertThat(Options.rows(recipe.defaults())).allSatisfy(row -> assertThat(row.help()).as(row.name())
                    .isNotBlank());
        });
    }

    /// Scripts can rely on these options. A learner that makes its own data needs none.
    @TestFactory
    default Stream<DynamicTest> everyRecipeHasDataSeedAndLength() {
        return each(recipes(), recipe -> {
            var options = Options.toMap(recipe.defaults());
            assertThat(options).containsKey("seed");
            assertThat(options.keySet()).as("length").containsAnyOf("epochs", "steps", "iterations", "trials");
            if (options.containsKey("data") || !makesItsData(recipe)) {
                assertThat(options.get("data")).as("data where none is given: embedded").isEqualTo("");
            }
        });
    }

    private static boolean makesItsData(Recipe<?> recipe) {
        Job job = Device.META.call(() -> build(recipe));
        return job instanceof Learning<?, ?> && !(job instanceof Training<?, ?>);
    }

    /// What a run's folder keeps of the options is the options.
    @TestFactory
    default Stream<DynamicTest> optionsRoundTripThroughJson(@TempDir Path runs) {
        return each(recipes(), recipe -> roundTrip(recipe, runs));
    }

    private <O extends Record> void roundTrip(Recipe<O> recipe, Path runs) {
        for (O options : List.of(recipe.defaults(), recipe.resolve(recipe.defaults()), options(recipe))) {
            RunFolder folder = RunFolder.create(runs, RunOptions.of(recipe.card().id(), Runner.seed(options), options));
            assertThat(folder.options().over(recipe.defaults())).isEqualTo(options);
        }
        O resolved = recipe.resolve(recipe.defaults());
        assertThat(recipe.resolve(resolved)).as("resolved twice").isEqualTo(resolved);
    }

    /// A net of any size can be looked at without its memory.
    @TestFactory
    default Stream<DynamicTest> builtOnTheMetaDeviceItTakesNoMemory() {
        return each(recipes(), recipe -> {
            long before = NativeMemory.resident();
            Net net = Device.META.call(() -> build(recipe)).net();
            long grown = NativeMemory.resident() - before;
            assertThat(Nets.state(net).values()).isNotEmpty().allMatch(tensor -> tensor.device().equals(Device.META));
            long bytes = Nets.state(net).values().stream().mapToLong(tensor -> tensor.bytes()).sum();
            if (bytes > 100 << 20) assertThat(grown).as("of the %,d bytes that its weights would take", bytes)
                    .isLessThan(bytes / 2);
        });
    }

    /// The same options and seed give the same bits.
    @TestFactory
    default Stream<DynamicTest> aRunIsDeterministicAndSurvivesACut(@TempDir Path runs) {
        return each(trainable(), recipe -> sameBits(recipe, runs));
    }

    private <O extends Record> void sameBits(Recipe<O> recipe, Path runs) {
        RunFolder uncut = folder(recipe, runs);
        Result result = job(recipe).run(new Run(uncut, seed(recipe), event -> { }, () -> false));
        assertThat(result.outcome()).isEqualTo(new Outcome.Done());
        assertThat(result.step()).as("steps").isGreaterThanOrEqualTo(job(recipe) instanceof Fit<?> ? 1 : 4);
        assertThat(result.metrics()).isNotEmpty().allSatisfy((name, figure) -> assertThat(figure).as(name).isFinite());

        RunFolder again = folder(recipe, runs);
        job(recipe).run(new Run(again, seed(recipe), event -> { }, () -> false));
        assertThat(weights(again)).as("weights of a second run").isEqualTo(weights(uncut));

        RunFolder cut = folder(recipe, runs);
        int taken = (int) Math.min(3, result.step() - 1);
        Job job = job(recipe);
        Result stopped = job.run(new Run(cut, seed(recipe), event -> { }, after(taken)));
        assertThat(stopped.outcome()).isInstanceOf(Outcome.Stopped.class);
        if (job instanceof Learning<?, ?>) assertThat(stopped.step()).isEqualTo(taken);
        Job resumed = Runner.build(recipe, options(recipe), seed(recipe) + 1);
        assertThat(resumed.run(new Run(cut, seed(recipe), event -> { }, () -> false)).metrics())
                .isEqualTo(result.metrics());
        assertThat(weights(cut)).as("weights of a run that was cut and resumed").isEqualTo(weights(uncut));
    }

    /// The weights that a run kept judge as it did when it ended.
    @TestFactory
    default Stream<DynamicTest> keptWeightsJudgeTheSame(@TempDir Path runs) {
        return each(trainable(), recipe -> judged(recipe, runs));
    }

    private <O extends Record> void judged(Recipe<O> recipe, Path runs) {
        RunFolder folder = folder(recipe, runs);
        List<Event> events = new ArrayList<>();
        Result result = job(recipe).run(new Run(folder, seed(recipe), events::add, () -> false));
        assertThat(events).hasAtLeastOneElementOfType(Event.Stepped.class)
                .hasAtLeastOneElementOfType(Event.Evaluated.class)
                .hasAtLeastOneElementOfType(Event.Saved.class);
        Job loaded = Runner.build(folder);
        if (!(loaded instanceof Judged judged)) return;
        Runner.loadBest(loaded, folder);
        Evaluation test = judged.evaluate(loaded instanceof Learning<?, ?> learning ? learning.unseen() : Split.TEST);
        assertThat(test.metrics()).isEqualTo(result.metrics());
        assertThat(judged.evaluate(Split.VALIDATION).samples()).isPositive()
                .isLessThan(judged.evaluate(Split.ALL).samples());
    }

    /// A net that cannot learn one batch by heart learns nothing.
    @TestFactory
    default Stream<DynamicTest> oneBatchIsLearnedByHeart() {
        return each(trainable(), recipe -> {
            if (job(recipe) instanceof Training<?, ?> training) byHeart(training);
        });
    }

    private static <N extends Net, B> void byHeart(Training<N, B> training) {
        B batch = Loader.inOrder(training.data().get().train(), 8).iterator().next();
        training.update().begin(BY_HEART);
        double first = 0;
        double last = 0;
        Generator generator = Generator.seeded(1);
        for (int step = 0; step < BY_HEART; step++) {
            int now = step;
            try (Scope _ = Scope.open()) {
                Map<String, Tensor> told = generator.call(() -> training.update().step(training.net(), batch, now));
                last = Objects.requireNonNull(told.get(Event.LOSS)).item();
            }
            if (step == 0) first = last;
        }
        assertThat(last).as("loss after %d steps on one batch, from %s", BY_HEART, first).isLessThan(first / 2);
    }

    private Stream<DynamicTest> each(List<Recipe<?>> recipes, Consumer<Recipe<?>> check) {
        return recipes.stream().map(recipe -> DynamicTest.dynamicTest(recipe.card().id(), () -> check.accept(recipe)));
    }

    private List<Recipe<?>> trainable() {
        return recipes().stream().filter(this::trained).toList();
    }

    private <O extends Record> O options(Recipe<O> recipe) {
        return recipe.resolve(Options.parse(recipe.defaults(), small(recipe)));
    }

    private long seed(Recipe<?> recipe) {
        return Runner.seed(options(recipe));
    }

    private <O extends Record> Job job(Recipe<O> recipe) {
        O options = options(recipe);
        return Runner.build(recipe, options, Runner.seed(options));
    }

    private static <O extends Record> Job build(Recipe<O> recipe) {
        return Runner.build(recipe, recipe.defaults(), Runner.seed(recipe.defaults()));
    }

    private RunFolder folder(Recipe<?> recipe, Path runs) {
        Record options = options(recipe);
        return RunFolder.create(runs, RunOptions.of(recipe.card().id(), Runner.seed(options), options));
    }

    private static BooleanSupplier after(int steps) {
        AtomicInteger asked = new AtomicInteger();
        return () -> asked.getAndIncrement() >= steps;
    }

    private static List<String> weights(RunFolder folder) {
        assertThat(folder.best()).exists();
        return Stream.of(folder.best(), folder.last()).map(place -> place.resolve("model.safetensors"))
                .filter(Files::exists).map(RecipeContract::sha).toList();
    }

    private static String sha(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
