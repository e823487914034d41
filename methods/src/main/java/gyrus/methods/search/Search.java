package gyrus.methods.search;

import gyrus.nn.Net;
import gyrus.tensor.OutOfNativeMemory;
import gyrus.train.Event;
import gyrus.train.EventLog;
import gyrus.train.Job;
import gyrus.train.Learning;
import gyrus.train.Options;
import gyrus.train.Outcome;
import gyrus.train.Recipe;
import gyrus.train.Result;
import gyrus.train.Run;
import gyrus.train.RunFolder;
import gyrus.train.RunOptions;
import gyrus.train.Runner;
import gyrus.train.SavedState;
import gyrus.train.Skill;
import gyrus.train.Snapshot;
import gyrus.train.Weights;
import gyrus.train.metric.Measure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.BooleanSupplier;

/// A job over jobs: runs a recipe again and again, each time with the options that a [Strategy] proposes, and keeps the
/// net of the best.
///
/// Each trial is a run like any other, in `trials/<number>` of the search's folder. It is judged by the figure that the
/// recipe's own plan watches, on validation data; test data is used once, for the result. The first trial has the
/// recipe's own options where they may be tried. What to try next depends on the trials that have ended and on the seed
/// alone, and a trial that was cut goes on, so that a search that was cut ends with the same table to the bit.
///
/// A trial whose options the recipe refuses, that does not converge or needs too much memory has failed, and the search
/// goes on; the first trial must not fail.
public final class Search implements Job {

    private final Recipe<?> recipe;
    private final Record defaults;
    private final Space space;
    private final Strategy strategy;
    private final Budget budget;
    private final Job first;

    /// How much may be tried.
    ///
    /// @param trials how many
    /// @param seconds after which no trial begins, in all; 0 for no such limit
    /// @param limit seconds after which a trial ends, judged by what it has reached; 0 for no such limit
    public record Budget(int trials, double seconds, double limit) {

        /// Checks the numbers.
        public Budget {
            if (trials < 1) throw new IllegalArgumentException("trials=%d must be 1 or more".formatted(trials));
            if (!(seconds >= 0) || !(limit >= 0)) {
                throw new IllegalArgumentException("seconds=%s and limit=%s must be 0 or more"
                        .formatted(seconds, limit));
            }
        }
    }

    private Search(Recipe<?> recipe, Record defaults, Space space, Strategy strategy, Budget budget) {
        this.recipe = recipe;
        this.defaults = defaults;
        this.space = space;
        this.strategy = strategy;
        this.budget = budget;
        this.first = build(options(Map.of()));
    }

    /// A search over the options of `recipe`.
    ///
    /// @param defaults the options that are not searched over, and where to begin
    public static <O extends Record> Search of(Recipe<O> recipe, O defaults, Space space, Strategy strategy,
            Budget budget) {
        return new Search(recipe, Options.with(defaults, space.fixed()), space, strategy, budget);
    }

    /// The figure by which trials are compared.
    public Measure monitor() {
        if (first instanceof Learning<?, ?> learning) return learning.plan().monitor();
        throw new IllegalArgumentException("%s watches no figure, so its options cannot be searched over"
                .formatted(recipe.card().id()));
    }

    /// The trials of a run that have ended, in their order.
    public static List<Trial> trials(RunFolder folder) {
        return SavedState.load(folder).map(Trial::of).orElse(List.of());
    }

    /// The best of a run's trials.
    ///
    /// @throws IllegalArgumentException if none has ended well
    public Trial best(RunFolder folder) {
        return Trial.best(trials(folder), monitor()).orElseThrow(() -> new IllegalArgumentException(
                "no trial of %s has ended well; resume it, or give its options other ranges".formatted(folder.name())));
    }

    /// All options of a trial, resolved.
    public Map<String, Object> options(Trial trial) {
        return Options.toMap(options(trial.values()));
    }

    private Record options(Map<String, String> values) {
        return resolved(recipe, values);
    }

    private <O extends Record> O resolved(Recipe<O> of, Map<String, String> values) {
        @SuppressWarnings("unchecked") // `of` is the recipe that the defaults are of
        O before = (O) defaults;
        return of.resolve(Options.with(before, values));
    }

    private Job build(Record options) {
        return Runner.build(RunOptions.of(recipe.card().id(), Runner.seed(options), options));
    }

    @Override
    public Net net() {
        return first.net();
    }

    @Override
    public List<Skill> skills() {
        return first.skills();
    }

    /// The job of the best trial so far; that of the recipe's own options before there is one.
    @Override
    public Job kept(RunFolder folder) {
        return Trial.best(trials(folder), monitor()).map(trial -> build(options(trial.values()))).orElse(first);
    }

    @Override
    public Result run(Run run) {
        Measure monitor = monitor();
        Snapshot before = SavedState.load(run.folder()).orElse(Trial.state(List.of()).with("seconds", 0.0));
        List<Trial> trials = new ArrayList<>(Trial.of(before));
        double spent = before.number("seconds");
        run.tell(new Event.Started(run.folder().name(), run.folder().options().recipe(),
                run.folder().options().options(), budget.trials()));
        while (trials.size() < budget.trials() && (budget.seconds() == 0 || spent < budget.seconds())) {
            if (run.stop().getAsBoolean()) return Result.stopped(trials.size(), "asked to stop");
            SequencedMap<String, String> values = next(trials, monitor, run.seed());
            if (values.isEmpty()) {
                run.tell(new Event.Warned("all that can be tried was tried, in %d trials".formatted(trials.size())));
                break;
            }
            long start = System.nanoTime();
            Trial trial = attempt(run, trials.size() + 1, values, monitor);
            if (run.stop().getAsBoolean() && !ended(folder(run, trial.number()))) {
                return Result.stopped(trials.size(), "asked to stop");
            }
            spent += (System.nanoTime() - start) / 1e9;
            trials.add(trial);
            tell(run, trials, monitor, spent);
        }
        return finish(run, trials, monitor);
    }

    private SequencedMap<String, String> next(List<Trial> trials, Measure monitor, long seed) {
        if (trials.isEmpty()) {
            var own = space.of(defaults);
            if (own.isPresent()) return own.get();
        }
        return strategy.next(space, trials.stream().map(trial -> trial.tried(monitor)).toList(), seed);
    }

    private static RunFolder folder(Run run, int number) {
        return new RunFolder(run.folder().file("trials").resolve(Integer.toString(number)));
    }

    /// Whether a trial came to an end of its own: it is done, it failed, or it was out of time.
    private boolean ended(RunFolder folder) {
        List<Event> events = EventLog.read(folder.events());
        return events.isEmpty() || events.getLast() instanceof Event.Finished(long _, Outcome outcome)
                && !(outcome instanceof Outcome.Stopped);
    }

    private Trial attempt(Run run, int number, SequencedMap<String, String> values, Measure monitor) {
        RunFolder folder = folder(run, number);
        long start = System.nanoTime();
        BooleanSupplier stop = () -> run.stop().getAsBoolean()
                || budget.limit() > 0 && System.nanoTime() - start > budget.limit() * 1e9;
        try {
            Record options = options(values);
            if (!Files.exists(folder.file("options.json"))) {
                folder.write(RunOptions.of(recipe.card().id(), Runner.seed(options), options));
            }
            new Runner(List.of()).part(Runner.build(folder), folder, stop);
            return new Trial(number, values, validated(folder, monitor), "");
        } catch (IllegalArgumentException | IllegalStateException | OutOfNativeMemory e) {
            if (number == 1) throw e;
            String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            run.tell(new Event.Warned("trial %d failed: %s".formatted(number, why)));
            return new Trial(number, values, new LinkedHashMap<>(), why);
        }
    }

    /// The figures of the best evaluation on validation data.
    private SequencedMap<String, Double> validated(RunFolder folder, Measure monitor) {
        Map<String, Double> best = Map.of();
        for (Event event : EventLog.read(folder.events())) {
            if (!(event instanceof Event.Evaluated(long _, String split, Map<String, Double> metrics))
                    || !split.equals("validation")) continue;
            double figure = metrics.getOrDefault(monitor.id(), Double.NaN);
            if (best.isEmpty() || monitor.better(figure, best.getOrDefault(monitor.id(), Double.NaN))) best = metrics;
        }
        if (best.isEmpty() && budget.limit() == 0 && ended(folder)) {
            throw new IllegalArgumentException("%s judges nothing on validation data, so trials cannot be compared"
                    .formatted(recipe.card().id()));
        }
        return new LinkedHashMap<>(best);
    }

    /// Keeps and tells what is known after a trial: the best weights, the table, the picture, then the state.
    private void tell(Run run, List<Trial> trials, Measure monitor, double spent) {
        RunFolder folder = run.folder();
        Trial last = trials.getLast();
        var best = Trial.best(trials, monitor);
        if (best.isPresent() && best.get().equals(last)) {
            RunFolder trial = folder(run, last.number());
            Job job = Runner.build(trial);
            Runner.loadBest(job, trial);
            Weights.save(folder.best(), job.net());
        }
        long step = trials.size();
        SequencedMap<String, Double> scalars = new LinkedHashMap<>();
        best.ifPresent(trial -> scalars.put("best_" + monitor.id(), trial.figure(monitor)));
        run.tell(new Event.Stepped(step, 1, scalars));
        run.tell(new Event.Evaluated(step, "validation", last.metrics()));
        write(folder.file("trials.tsv"), Trial.table(trials));
        SearchPicture.save(space, trials, monitor, folder.file("search.png"));
        run.tell(new Event.Sampled(step, "search", Path.of("search.png")));
        SavedState.save(folder, step, Trial.state(trials).with("seconds", spent));
        run.tell(new Event.Saved(step, folder.path().relativize(folder.last())));
    }

    /// Made anew from the state where it is torn, so it needs no care.
    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write %s: %s".formatted(file, e.getMessage()), e);
        }
    }

    /// The result is the best trial's own, on test data.
    private Result finish(Run run, List<Trial> trials, Measure monitor) {
        Trial best = Trial.best(trials, monitor).orElseThrow(() -> new IllegalStateException(
                "no trial gave a figure; give the options other ranges, or trials more time"));
        write(run.folder().file("trials.tsv"), Trial.table(trials));
        Event.Evaluated test = null;
        for (Event event : EventLog.read(folder(run, best.number()).events())) {
            if (event instanceof Event.Evaluated evaluated) test = evaluated;
        }
        if (test == null) throw new IllegalStateException("trial %d has no figures in its log"
                .formatted(best.number()));
        run.tell(new Event.Evaluated(trials.size(), test.split(), test.metrics()));
        return Result.done(trials.size(), test.metrics());
    }
}
