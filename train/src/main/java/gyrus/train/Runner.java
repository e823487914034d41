package gyrus.train;

import gyrus.nn.Net;
import gyrus.nn.Nets;
import gyrus.tensor.Device;
import gyrus.tensor.Generator;
import gyrus.tensor.Ranks;
import gyrus.train.picture.Curves;
import gyrus.train.ranks.Crew;
import gyrus.train.tensorboard.TensorBoard;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Starts runs and goes on with them: makes the folder, lets everyone who writes or shows hear the events, and ends
/// cleanly when the process is asked to.
public final class Runner {

    /// Seconds that a process that was asked to end waits for the run to save.
    private static final long GRACE = 60;

    private final List<Consumer<? super Event>> listeners;
    private final Ranks ranks;

    /// Runs that `listeners` hear of, besides the files in the run folder.
    public Runner(List<? extends Consumer<? super Event>> listeners) {
        this(listeners, Ranks.alone());
    }

    /// Runs that several processes do together. The first makes the folder, writes to it, and tells `listeners`; the
    /// others must see it too.
    public Runner(List<? extends Consumer<? super Event>> listeners, Ranks ranks) {
        this.listeners = List.copyOf(listeners);
        this.ranks = ranks;
    }

    /// A run that has ended.
    ///
    /// @param folder where its files are
    /// @param recipe id of its recipe
    /// @param seed its seed
    /// @param seconds it took, this time
    /// @param result how it ended
    public record Ended(RunFolder folder, String recipe, long seed, double seconds, Result result) {}

    /// What a run starts with.
    private record Beginning(Job job, RunFolder folder, RunOptions chosen) {}

    /// Starts a run of `recipe` with `options` in a new folder under `runs`.
    public <O extends Record> Ended start(Recipe<O> recipe, O options, Path runs) {
        return start(() -> {
            O resolved = recipe.resolve(options);
            RunOptions chosen = RunOptions.of(recipe.card().id(), seed(resolved), resolved);
            Job job = build(recipe, resolved, chosen.seed());
            return new Beginning(job, RunFolder.create(runs, chosen), chosen);
        });
    }

    /// Starts a run of `method` on what the run `base` kept, in a new folder under `runs`.
    ///
    /// @throws IllegalArgumentException if that run has no weights yet, or is not fit for the method
    public <O extends Record> Ended start(Method<O> method, RunFolder base, O options, Path runs) {
        return start(() -> {
            RunOptions before = base.options().data(Options.toMap(options).get("data"));
            Job job = build(before).kept(base);
            loadBest(job, base);
            RunOptions chosen = RunOptions.of(method.card().id(), seed(options), options)
                    .on(new RunOptions.Base(base.path().toString(), before));
            Job changed = apply(method, job, options, chosen.seed());
            return new Beginning(changed, RunFolder.create(runs, chosen), chosen);
        });
    }

    /// Has the first of the ranks begin; the others do what its folder says, and so choose nothing themselves.
    private Ended start(Supplier<Beginning> first) {
        if (!ranks.first()) {
            Crew.apart(ranks, () -> true);
            return resume(new RunFolder(Path.of(Crew.hear(ranks, ""))));
        }
        Beginning begun = Crew.apart(ranks, first);
        RunFolder folder = begun.folder;
        Crew.hear(ranks, folder.path().toAbsolutePath().toString());
        try {
            return run(begun.job, folder, begun.chosen);
        } catch (RuntimeException | Error e) {
            if (!begun(folder)) folder.delete(); // it would only hide the run before it
            throw e;
        }
    }

    private static boolean begun(RunFolder folder) {
        return EventLog.read(folder.events()).stream().anyMatch(Event.Started.class::isInstance);
    }

    /// Goes on with a run from its last checkpoint, or from the start where it was cut before the first.
    ///
    /// @throws IllegalArgumentException if it must begin again with the weights of a run that are gone
    public Ended resume(RunFolder folder) {
        RunOptions chosen = folder.options();
        Job job = build(chosen);
        RunOptions.Base base = chosen.base();
        if (base != null && !begun(job, folder) && !hasWeights(new RunFolder(Path.of(base.run())))) {
            throw new IllegalArgumentException(("run %s was cut before its first checkpoint, and the run that it began "
                    + "with has no weights any more: %s; put it back there, or begin anew with another run")
                    .formatted(folder.name(), base.run()));
        }
        return run(job, folder, chosen);
    }

    /// Whether a run has what it goes on from.
    private static boolean begun(Job job, RunFolder folder) {
        return job instanceof Learning ? Weights.exist(folder.last()) : hasWeights(folder);
    }

    /// The job whose net a run kept, with the options that its folder has and the weights that it began with.
    public static Job build(RunFolder folder) {
        return build(folder.options()).kept(folder);
    }

    /// The job of a run that was started so. What a method began with has its weights where they still are.
    public static Job build(RunOptions chosen) {
        RunOptions.Base base = chosen.base();
        if (base == null) return rebuild(Recipes.named(chosen.recipe()), chosen);
        RunFolder folder = new RunFolder(Path.of(base.run()));
        Job before = build(base.options()).kept(folder);
        if (hasWeights(folder) && !Device.current().equals(Device.META)) loadBest(before, folder);
        return rebuild(Methods.named(chosen.recipe()), before, chosen);
    }

    private static boolean hasWeights(RunFolder folder) {
        return Weights.exist(folder.best()) || Weights.exist(folder.last());
    }

    /// The job of `recipe`, its weights drawn from `seed`.
    public static <O extends Record> Job build(Recipe<O> recipe, O options, long seed) {
        return Generator.seeded(seed).call(() -> recipe.build(options));
    }

    private static <O extends Record> Job apply(Method<O> method, Job base, O options, long seed) {
        return Generator.seeded(seed).call(() -> method.apply(base, options));
    }

    private static <O extends Record> Job rebuild(Method<O> method, Job base, RunOptions chosen) {
        return apply(method, base, chosen.over(method.defaults()), chosen.seed());
    }

    private static <O extends Record> Job rebuild(Recipe<O> recipe, RunOptions chosen) {
        return build(recipe, chosen.over(recipe.defaults()), chosen.seed());
    }

    /// Puts the weights that a run kept, the best where there are, into the net of `job`.
    ///
    /// @throws IllegalArgumentException if the run has none yet
    public static void loadBest(Job job, RunFolder folder) {
        if (Weights.exist(folder.best())) {
            Weights.load(folder.best(), job.net());
        } else if (Weights.exist(folder.last())) {
            loadLast(job, folder.last());
        } else {
            throw new IllegalArgumentException("run %s has no weights yet; resume it first".formatted(folder.name()));
        }
    }

    private static void loadLast(Job job, Path last) {
        if (job instanceof Learning<?, ?> learning) loadLast(learning, last);
        else Weights.load(last, job.net());
    }

    private static <N extends Net> void loadLast(Learning<N, ?> learning, Path last) {
        N learner = learning.learner();
        Weights.load(last, learner);
        if (learner != learning.net()) Nets.load(learning.net(), Nets.state(learning.update().kept(learner)));
    }

    /// The seed among `options`; 0 where there is none.
    public static long seed(Record options) {
        return Options.toMap(options).get("seed") instanceof Number seed ? seed.longValue() : 0;
    }

    /// Runs a job that is part of another run in a folder that has its options, or the rest of it where it was cut. It
    /// ends where the other run is to end.
    ///
    /// @param job what [#build(RunFolder)] gives for the folder
    /// @param stop whether it should save and end
    public Ended part(Job job, RunFolder folder, BooleanSupplier stop) {
        return run(job, folder, folder.options(), stop);
    }

    private Ended run(Job job, RunFolder folder, RunOptions chosen) {
        AtomicBoolean stop = new AtomicBoolean();
        CountDownLatch ended = new CountDownLatch(1);
        Thread atExit = new Thread(() -> {
            stop.set(true);
            await(ended);
        }, "gyrus-save-at-exit");
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            return run(job, folder, chosen, stop::get);
        } finally {
            ended.countDown();
            forget(atExit);
        }
    }

    private Ended run(Job job, RunFolder folder, RunOptions chosen, BooleanSupplier stop) {
        if (ranks.size() > 1 && !(job instanceof Learning)) {
            throw new IllegalArgumentException(("%s learns by no steps, so %d ranks have nothing to divide; run it "
                    + "on one").formatted(chosen.recipe(), ranks.size()));
        }
        if (!ranks.first()) {
            long start = System.nanoTime();
            Result result = job.run(new Run(folder, chosen.seed(), _ -> {}, stop, ranks));
            return ended(folder, chosen, start, result);
        }
        try (RunLock _ = RunLock.take(folder)) {
            return run(job, folder, chosen, stop, SavedState.step(folder));
        }
    }

    private Ended run(Job job, RunFolder folder, RunOptions chosen, BooleanSupplier stop, long from) {
        long start = System.nanoTime();
        try (EventLog log = EventLog.resume(folder.events(), from);
                TensorBoard board = new TensorBoard(folder.path(), from)) {
            List<Consumer<? super Event>> all = new ArrayList<>(List.of(board));
            all.addAll(listeners);
            Run run = new Run(folder, chosen.seed(), new Audience(log, all), stop, ranks);
            Result result = run(job, run);
            Path curves = folder.file("curves.png");
            Curves.save(EventLog.read(folder.events()), curves);
            run.tell(new Event.Sampled(result.step(), "curves", curves.getFileName()));
            run.tell(new Event.Finished(result.step(), result.outcome()));
            return ended(folder, chosen, start, result);
        }
    }

    private static Ended ended(RunFolder folder, RunOptions chosen, long start, Result result) {
        return new Ended(folder, chosen.recipe(), chosen.seed(), (System.nanoTime() - start) / 1e9, result);
    }

    private static Result run(Job job, Run run) {
        try {
            return job.run(run);
        } catch (RuntimeException | Error e) {
            tellFailure(run, e);
            throw e;
        }
    }

    private static void tellFailure(Run run, Throwable failure) {
        try {
            Outcome outcome = new Outcome.Failed(String.valueOf(failure.getMessage()));
            run.tell(new Event.Finished(SavedState.step(run.folder()), outcome));
        } catch (RuntimeException e) {
            failure.addSuppressed(e); // such as a full disk, which may be why the run failed
        }
    }

    private static void await(CountDownLatch ended) {
        try {
            if (!ended.await(GRACE, TimeUnit.SECONDS)) System.err
                    .println("gyrus: the run did not save within " + GRACE + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(Thread atExit) {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException _) {
            // the process is ending, which is what the hook is for
        }
    }
}
