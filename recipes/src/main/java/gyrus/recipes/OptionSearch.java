package gyrus.recipes;

import gyrus.methods.search.Search;
import gyrus.methods.search.Space;
import gyrus.methods.search.Strategy;
import gyrus.methods.search.Tpe;
import gyrus.train.Card;
import gyrus.train.Help;
import gyrus.train.Job;
import gyrus.train.Recipe;
import gyrus.train.Recipes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A search for the best options of another recipe.
public final class OptionSearch implements Recipe<OptionSearch.Options> {

    /// How to choose what to try next.
    public enum Way {
        /// By the tree-structured Parzen estimator.
        TPE,
        /// At random.
        RANDOM
    }

    /// What can be chosen.
    public record Options(
            @Help("id of the recipe whose options are searched over") String recipe,
            @Help("data of the recipe, where it is not the recipe's own") String data,
            @Help("of what is tried, and of each trial") long seed,
            @Help("runs of the recipe") int trials,
            @Help("how to choose what to try next") Way method,
            @Help("seconds after which no trial begins, in all; 0 for no such limit") double seconds,
            @Help("seconds after which a trial ends; 0 for no such limit") double limit,
            @Help("ranges, choices and fixed values: rate=1e-4..1e-1 batch=32,64 epochs=3") String ranges) {}

    @Override
    public Card card() {
        return new Card("search", "Search for the best options of a recipe", "automl",
                "Bergstra et al. 2011, Algorithms for Hyper-Parameter Optimization",
                "better options than a recipe's own, at the price of some dozen runs");
    }

    @Override
    public Options defaults() {
        return new Options("insurance", "", 1, 10, Way.TPE, 0, 0, "");
    }

    @Override
    public Job build(Options o) {
        if (o.recipe().equals(card().id())) {
            throw new IllegalArgumentException("recipe=search would search for ever; name another recipe");
        }
        return search(Recipes.named(o.recipe()), o);
    }

    private static <R extends Record> Search search(Recipe<R> recipe, Options o) {
        List<String> words = new ArrayList<>(Arrays.stream(o.ranges().split(" ")).filter(w -> !w.isBlank()).toList());
        R own = recipe.defaults();
        var all = gyrus.train.Options.toMap(own);
        if (!o.data().isEmpty()) words.add("data=" + o.data());
        if (all.containsKey("seed") && words.stream().noneMatch(word -> word.startsWith("seed="))) {
            words.add("seed=" + o.seed());
        }
        Strategy strategy = o.method() == Way.TPE ? Tpe.standard() : Strategy.random();
        return Search.of(recipe, own, Space.of(own, words), strategy,
                new Search.Budget(o.trials(), o.seconds(), o.limit()));
    }
}
