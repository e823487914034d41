package gyrus.cli;

import gyrus.train.Job;
import gyrus.train.Options;
import gyrus.train.Outcome;
import gyrus.train.Recipe;
import gyrus.train.Recipes;
import gyrus.train.RunFolder;
import gyrus.train.Runner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// `gyrus search`: searches for the best options of a recipe.
final class Search implements Verb {

    /// Id of the recipe that does it.
    private static final String ID = "search";
    private static final List<String> OWN = List.of("data", "seed", "trials", "method", "seconds", "limit");

    @Override
    public String help() {
        return """
                gyrus search RECIPE [trials=20] [method=tpe|random] [seed=1] [option=range...] [--json]

                Trains by a recipe again and again, each time with other options, and keeps the best: by the
                figure that the recipe watches, on validation data. The first trial has the recipe's own
                options. Numbers range over factors around their default, other options over their values;
                data, seed and length stay as they are. To say otherwise:

                  rate=1e-4..1e-1     a range, on a scale of factors where it spans ten or more
                  batch=32,64,128     a choice
                  epochs=3            a fixed value

                  gyrus search lenet trials=20 epochs=3 rate=1e-4..1e-1 data=mnist

                seconds=N begins no trial after so long; limit=N ends each trial after so long. The run
                folder has the table trials.tsv, the picture search.png and each trial's own folder; the
                best net is that of the run (gyrus eval search). A search that was cut goes on with:
                gyrus resume search

                --json gives {"run", "recipe", "seed", "seconds", "best": {...options}, "metrics": {...},
                "trials": [{"trial", "options", "metrics"}...]}.
                """;
    }

    @Override
    public void run(Call call) {
        Arguments arguments = call.arguments();
        String id = arguments.name("RECIPE");
        Recipe<?> of = Usage.check(() -> Recipes.named(id));
        List<String> own = new ArrayList<>(List.of("recipe=" + of.card().id()));
        own.addAll(sorted(arguments.rest()));
        run(call, Recipes.named(ID), own);
    }

    /// Options of the search as they are, and all others together as its ranges.
    private static List<String> sorted(List<String> words) {
        Arguments arguments = new Arguments(ID, words);
        List<String> own = new ArrayList<>(List.of("trials=20"));
        for (String option : OWN) {
            String value = arguments.take(option);
            if (value != null && option.equals("trials")) own.removeFirst();
            if (value != null) own.add(option + "=" + value);
        }
        List<String> ranges = new ArrayList<>();
        List<String> rest = arguments.options();
        arguments.end();
        for (int i = 0; i < rest.size(); i++) {
            String word = rest.get(i);
            String range = word.startsWith("--") ? word.substring(2) : word;
            if (range.indexOf('=') < 0 && i + 1 < rest.size()) range += "=" + rest.get(++i);
            ranges.add(range);
        }
        own.add("ranges=" + String.join(" ", ranges));
        return own;
    }

    private static <O extends Record> void run(Call call, Recipe<O> recipe, List<String> given) {
        O options = Usage.check(() -> Options.parse(recipe.defaults(), given));
        Usage.check(() -> Runner.build(recipe, options, Runner.seed(options)));
        try (Show show = new Show(call)) {
            print(call, new Runner(List.of(show)).start(recipe, options, call.runs()));
        }
    }

    private static void print(Call call, Runner.Ended ended) {
        RunFolder folder = ended.folder();
        Job job = Runner.build(folder.options());
        if (ended.result().outcome() instanceof Outcome.Stopped
                || !(job instanceof gyrus.methods.search.Search search)) {
            Outcomes.print(call, ended);
            return;
        }
        var best = search.best(folder);
        var trials = gyrus.methods.search.Search.trials(folder);
        if (call.json()) {
            Json.print(call.out(), Json.object("run", folder.path().toString(), "recipe", ended.recipe(),
                    "seed", ended.seed(), "seconds", Math.round(ended.seconds() * 1000) / 1000.0,
                    "best", search.options(best), "metrics", ended.result().metrics(), "trials", trials.stream()
                            .map(trial -> Json.object("trial", trial.number(), "options", trial.values(), "metrics",
                                    trial.metrics())).toList()));
            return;
        }
        call.out().println("best of %d trials: number %d, with".formatted(trials.size(), best.number()));
        Table table = new Table("  ", "ll");
        for (Map.Entry<String, String> value : best.values().entrySet()) table.row(value.getKey(), value.getValue());
        table.print(call.out());
        Outcomes.print(call, ended);
    }
}
