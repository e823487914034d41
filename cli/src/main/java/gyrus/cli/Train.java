package gyrus.cli;

import gyrus.tensor.Device;
import gyrus.train.Card;
import gyrus.train.Job;
import gyrus.train.Options;
import gyrus.train.Recipe;
import gyrus.train.Recipes;
import gyrus.train.Runner;
import java.io.PrintStream;
import java.util.List;

/// `gyrus train`: trains a net by a recipe.
final class Train implements Verb {

    @Override
    public String help() {
        return """
                gyrus train RECIPE [key=value...] [--runs DIR] [--dry-run] [--quiet] [--json]

                Trains a net and leaves a run folder with its weights, log and pictures. The recipes:
                gyrus list. What one is and the options that it takes: gyrus train RECIPE --help

                Options are written key=value, --key=value or --key value, in any order:

                  gyrus train lenet epochs=3 --seed 7

                --dry-run tells the options and the net, and trains nothing. A run that was cut, by Ctrl-C
                or by a power cut, goes on with: gyrus resume RECIPE

                --json gives {"run", "recipe", "seed", "seconds", "metrics": {...}}.
                """;
    }

    @Override
    public void explain(Call call) {
        Arguments arguments = call.arguments();
        if (!arguments.startsWithName()) {
            call.out().print(help());
            return;
        }
        String id = arguments.name("RECIPE");
        explain(Usage.check(() -> Recipes.named(id)), call.out());
    }

    private static void explain(Recipe<?> recipe, PrintStream out) {
        Card card = recipe.card();
        out.println("gyrus train " + card.id() + " [key=value...]");
        out.println();
        out.println(card.title() + " (" + card.topic() + ")");
        if (!card.paper().isBlank()) out.println(card.paper());
        if (!card.expect().isBlank()) out.println(card.expect());
        out.println();
        out.println("Options, and their values where nothing else is said");
        Table table = new Table("  ", "llll");
        for (Options.Row row : Options.rows(recipe.defaults())) {
            table.row(row.name(), value(row), row.type(), row.help());
        }
        table.print(out);
    }

    @Override
    public void run(Call call) {
        Arguments arguments = call.arguments();
        String id = arguments.name("RECIPE");
        run(call, Usage.check(() -> Recipes.named(id)), arguments.rest());
    }

    private static <O extends Record> void run(Call call, Recipe<O> recipe, List<String> given) {
        O options = Usage.check(page(recipe), () -> Options.parse(recipe.defaults(), given));
        Recipe<O> checked = new Checked<>(recipe);
        if (call.flags().dryRun()) {
            rehearse(call, checked, options);
            return;
        }
        Together.run(call, new Show(call), runner -> runner.start(checked, options, call.runs()));
    }

    /// The default of an option as help pages show it.
    static String value(Options.Row row) {
        String value = row.value();
        return value == null || value.isEmpty() ? "-" : value;
    }

    private static <O extends Record> void rehearse(Call call, Recipe<O> recipe, O options) {
        O resolved = recipe.resolve(options);
        Job job = Device.META.call(() -> Runner.build(recipe, resolved, Runner.seed(resolved)));
        Contents contents = Contents.of(job.net());
        if (call.json()) {
            Json.print(call.out(), Json.object("recipe", recipe.card().id(),
                    "options", Options.toMap(resolved),
                    "parameters", contents.parameters(), "tensors", contents.json()));
            return;
        }
        Table table = new Table("", "ll");
        for (Options.Row row : Options.rows(resolved)) {
            table.row(row.name(), value(row));
        }
        table.print(call.out());
        call.out().println();
        contents.print(call.out());
    }

    /// The help page on a recipe.
    static String page(Recipe<?> recipe) {
        return "train " + recipe.card().id();
    }

    /// A recipe whose refusal of its options is a misuse of the command.
    private record Checked<O extends Record>(Recipe<O> recipe) implements Recipe<O> {

        @Override
        public Card card() {
            return recipe.card();
        }

        @Override
        public O defaults() {
            return recipe.defaults();
        }

        @Override
        public O resolve(O options) {
            return Usage.check(page(recipe), () -> recipe.resolve(options));
        }

        @Override
        public Job build(O options) {
            return Usage.check(page(recipe), () -> recipe.build(options));
        }
    }
}
