package gyrus.cli;

import gyrus.methods.Footprint;
import gyrus.train.Card;
import gyrus.train.Job;
import gyrus.train.Method;
import gyrus.train.Methods;
import gyrus.train.Options;
import gyrus.train.Outcome;
import gyrus.train.RunFolder;
import gyrus.train.RunOptions;
import gyrus.train.Runner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;

/// A method at work on a run, as `tune` and `shrink` have it: the run before, the run after, and both compared.
final class Transformation {

    private Transformation() {}

    /// Starts the method `id` on the run of that name and tells what came of it.
    ///
    /// @param given options of the method
    static void of(Call call, String name, String id, List<String> given) {
        RunFolder base = Usage.check(() -> RunFolder.find(call.runs(), name));
        run(call, base, Methods.named(id), given);
    }

    private static <O extends Record> void run(Call call, RunFolder base, Method<O> method, List<String> given) {
        O options = Usage.check(call.flags().verb(), () -> Options.parse(method.defaults(), given));
        Runner.Ended ended;
        try (Show show = new Show(call)) {
            ended = new Runner(List.of(show)).start(new Checked<>(method), base, options, call.runs());
        }
        if (ended.result().outcome() instanceof Outcome.Stopped) Outcomes.print(call, ended);
        else compare(call, ended.folder());
    }

    private static void compare(Call call, RunFolder folder) {
        RunOptions.Base base = Objects.requireNonNull(folder.options().base(), "a method begins with a run");
        Footprint before = Footprint.of(Runner.build(base.options()), new RunFolder(Path.of(base.run())));
        Footprint after = Footprint.of(Runner.build(folder), folder);
        String run = folder.path().toString();
        Object result = Json.object("run", run, "bytes", pair(before, after, Footprint::bytes),
                "metrics", pair(before, after, Footprint::metrics), "seconds", pair(before, after, Footprint::batch));
        write(folder.file("comparison.json"), result);
        if (call.json()) {
            Json.print(call.out(), result);
            return;
        }
        Table table = new Table("", "lrr");
        table.row("", "before", "after");
        table.row("bytes", Figures.count(before.bytes()), Figures.count(after.bytes()));
        after.metrics().forEach((metric, value) -> table.row(metric,
                Figures.figure(metric, before.metrics().getOrDefault(metric, Double.NaN)),
                Figures.figure(metric, value)));
        table.row("one example", milliseconds(before.single()), milliseconds(after.single()));
        table.row("a batch of " + Footprint.BATCH, milliseconds(before.batch()), milliseconds(after.batch()));
        table.print(call.out());
        call.out().println(run);
    }

    private static Object pair(Footprint before, Footprint after, Function<Footprint, Object> figure) {
        return Json.object("before", figure.apply(before), "after", figure.apply(after));
    }

    private static String milliseconds(double seconds) {
        return String.format(Locale.ROOT, "%.3f ms", 1000 * seconds);
    }

    private static void write(Path file, Object result) {
        try {
            Files.writeString(file, Json.text(result) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write %s: %s".formatted(file, e), e);
        }
    }

    /// Prints the options of a method as a help page has them.
    static void explain(Call call, Method<?> method) {
        Card card = method.card();
        call.out().println();
        call.out().println(card.title());
        call.out().println(card.paper());
        Table table = new Table("  ", "llll");
        for (Options.Row row : Options.rows(method.defaults())) {
            table.row(row.name(), Train.value(row), row.type(), "");
            for (String line : lines(row.help())) table.row("", "", "", line);
        }
        table.print(call.out());
    }

    /// The text in lines that fit beside names, values and types.
    private static List<String> lines(String text) {
        return List.of(text.replaceAll("(.{1,44})(?:\\s+|$)", "$1\n").strip().split("\n"));
    }

    /// A method whose refusal of a run or of options is a misuse of the command.
    private record Checked<O extends Record>(Method<O> method) implements Method<O> {

        @Override
        public Card card() {
            return method.card();
        }

        @Override
        public O defaults() {
            return method.defaults();
        }

        @Override
        public Job apply(Job base, O options) {
            return Usage.check(() -> method.apply(base, options));
        }
    }
}
