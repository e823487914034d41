package gyrus.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gyrus.data.Loader;
import gyrus.nn.Net;
import gyrus.tensor.Generator;
import gyrus.tensor.Scope;
import gyrus.tensor.Tensor;
import gyrus.train.Event;
import gyrus.train.Job;
import gyrus.train.Options;
import gyrus.train.Precision;
import gyrus.train.Recipe;
import gyrus.train.Recipes;
import gyrus.train.Runner;
import gyrus.train.Training;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every recipe that learns by gradients learns in every precision.
class PrecisionsTest {

    /// What learns without gradients, or has runs of others learn.
    private static final Set<String> WITHOUT = Set.of("kmeans", "pca", "tsne", "search");

    /// What acts, whose losses are of what it met.
    private static final Set<String> AGENTS = Set.of("dqn", "ppo");

    @Test
    void whatLearnsByGradientsHasTheOption() {
        assertThat(Recipes.all()).filteredOn(recipe -> !Options.toMap(recipe.defaults()).containsKey("precision"))
                .extracting(recipe -> recipe.card().id()).containsExactlyInAnyOrderElementsOf(WITHOUT);
    }

    @Test
    void itIsAutoAndDecidedWhenARunBegins() {
        assertThat(precise()).allSatisfy(recipe -> {
            assertThat(Options.toMap(recipe.defaults())).containsEntry("precision", "auto");
            assertThat(decided(recipe).get("precision")).isIn("f32", "bf16", "bf16-products");
        });
    }

    private static <O extends Record> Map<String, Object> decided(Recipe<O> recipe) {
        return Options.toMap(recipe.resolve(recipe.defaults()));
    }

    /// The first loss is that of the same weights on the same data, up to what rounding does to it.
    @TestFactory
    Stream<DynamicTest> theFirstLossIsTheSameInEach() {
        return precise().stream().filter(recipe -> !AGENTS.contains(recipe.card().id()))
                .filter(recipe -> !(recipe instanceof ResidualNet net) || net.depth() == 18)
                .map(recipe -> DynamicTest.dynamicTest(recipe.card().id(), () -> {
                    double exact = firstLoss(recipe, Precision.F32);
                    for (Precision precision : List.of(Precision.BF16, Precision.BF16_PRODUCTS)) {
                        assertThat(firstLoss(recipe, precision)).as("%s", precision)
                                .isCloseTo(exact, within(0.02 + 0.03 * Math.abs(exact)));
                    }
                }));
    }

    private static <O extends Record> double firstLoss(Recipe<O> recipe, Precision precision) {
        List<String> given = new ArrayList<>(new RecipesTest().small(recipe));
        given.add("precision=" + precision);
        O options = recipe.resolve(Options.parse(recipe.defaults(), given));
        return switch (Runner.build(recipe, options, 1)) {
            case Training<?, ?> training -> firstLoss(training);
            case Job job -> throw new IllegalStateException(job + " does not learn from data");
        };
    }

    private static <N extends Net, B> double firstLoss(Training<N, B> training) {
        B batch = Loader.inOrder(training.data().get().train(), 8).iterator().next();
        training.update().begin(1);
        try (Scope _ = Scope.open()) {
            Map<String, Tensor> told = Generator.seeded(1).call(
                    () -> training.update().step(training.net(), batch, 0));
            return Objects.requireNonNull(told.get(Event.LOSS)).item();
        }
    }

    private static List<Recipe<?>> precise() {
        return Recipes.all().stream().filter(recipe -> !WITHOUT.contains(recipe.card().id())).toList();
    }
}
