package gyrus.bench;

import gyrus.train.Options;
import gyrus.train.Recipe;
import gyrus.train.Training;
import java.util.List;

/// Recipes as they are, but for the size of a batch.
final class Recipes {

    /// Pictures in a batch.
    static final int BATCH = 64;

    private Recipes() {}

    static <O extends Record> Training<?, ?> training(Recipe<O> recipe) {
        O options = Options.parse(recipe.defaults(), List.of("batch=" + BATCH));
        if (recipe.build(options) instanceof Training<?, ?> training) return training;
        throw new IllegalArgumentException(recipe.card().id() + " does not learn by steps");
    }
}
