package gyrus.train;

import gyrus.data.Share;
import gyrus.nn.Net;
import gyrus.tensor.Generator;
import gyrus.tensor.Scope;
import gyrus.tensor.Tensor;
import gyrus.train.checkpoint.Checkpoint;
import gyrus.train.checkpoint.Content;
import gyrus.train.ranks.Crew;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SequencedMap;

/// The one loop of learning by steps: batches in, events and checkpoints out, resumable at any step.
///
/// What decides the result is in the checkpoint: the net, what the update keeps, the state of the generator, what the
/// source of the batches keeps, the place, and the best figure so far. A run that was cut goes on to the same bits.
///
/// Where several ranks train together each of them goes through this loop. All hold the same state between two steps;
/// the first alone judges, tells and saves, while the others wait.
final class Trainer<N extends Net, B> {

    /// Between two tellings of a step.
    private static final Duration TELL = Duration.ofMillis(200);

    /// Seconds between two saves on the way, where nobody says otherwise.
    private static final String SAVE = "10";

    private final Learning<N, B> learning;
    private final Run run;
    private final Plan plan;
    private final Checkpoint last;
    private final Generator generator;
    private final Buffers buffers;
    private final Crew crew;
    private Place place = new Place(0, Double.NaN, 0);
    private long told;
    private long toldAt;
    private long savedAt;

    /// Where training is.
    ///
    /// @param step steps taken
    /// @param best the best figure so far; NaN before the first
    /// @param worse evaluations since then
    private record Place(long step, double best, int worse) {}

    Trainer(Learning<N, B> learning, Run run) {
        this(learning, run, save(System.getProperty("gyrus.save", SAVE)));
    }

    /// The time that a user wishes between two saves.
    ///
    /// @throws IllegalArgumentException unless it is a number of seconds, 0 or more
    static Duration save(String seconds) {
        if (!seconds.matches("\\d{1,7}(\\.\\d{1,9})?")) {
            throw new IllegalArgumentException("-Dgyrus.save=%s must be the seconds between two saves, such as 10"
                    .formatted(seconds));
        }
        return Duration.ofNanos(Math.round(1e9 * Double.parseDouble(seconds)));
    }

    /// @param save time between two saves on the way
    Trainer(Learning<N, B> learning, Run run, Duration save) {
        this.learning = learning;
        this.run = run;
        this.plan = learning.plan();
        this.last = Checkpoint.at(run.folder().last());
        this.generator = Generator.seeded(run.seed());
        this.buffers = new Buffers(learning.learner());
        this.crew = Crew.of(run.ranks(), learning.learner(), run.stop(),
                () -> run.ranks().first() && since(savedAt, save));
    }

    Result run() {
        Share share = new Share(run.ranks().rank(), run.ranks().size());
        try (crew;
                Source<N, B> source = crew.apart(() -> learning.open(run.seed()).share(share))) {
            return run(source);
        }
    }

    private Result run(Source<N, B> source) {
        if (plan.steps() == 0 && source.epoch() == 0) {
            throw new IllegalArgumentException("%d epochs of what has none; the plan must say how many steps"
                    .formatted(plan.epochs()));
        }
        long steps = plan.steps() > 0 ? plan.steps() : Math.multiplyExact((long) plan.epochs(), source.epoch());
        learning.update().begin(steps);
        if (last.exists()) restore(source);
        crew.vote(place.step, learning.learner());
        RunOptions chosen = run.folder().options();
        run.tell(new Event.Started(run.folder().name(), chosen.recipe(), chosen.options(), steps));
        told = place.step;
        toldAt = savedAt = System.nanoTime();
        boolean over = enough() || learning.update().done();
        while (place.step < steps && !over) {
            if (crew.stop()) {
                save(source);
                return Result.stopped(place.step, "asked to stop");
            }
            over = step(source, steps);
            if (crew.save()) save(source);
        }
        save(source);
        return finish();
    }

    /// Takes a step, and judges the net where that is due.
    ///
    /// @return whether training is over before its time: nothing is left to learn, or nothing has become better for too
    ///     long
    private boolean step(Source<N, B> source, long steps) {
        boolean due;
        try (Scope scope = Scope.open()) {
            buffers.keep();
            if (!crew.alone()) generator.seed(crew.seed(run.seed(), place.step));
            Map<String, Tensor> scalars = generator.call(() -> crew.step(source.weight(place.step), () -> {
                B batch = scope.adopt(source.next(learning.learner(), place.step));
                return learning.update().step(learning.learner(), batch, place.step);
            }));
            if (scalars.containsKey(Update.SKIPPED)) buffers.putBack();
            place = new Place(place.step + 1, place.best, place.worse);
            long every = plan.evaluate() > 0 ? plan.evaluate() : source.epoch();
            due = place.step == steps || learning.update().done() || every > 0 && place.step % every == 0;
            if (due || scalars.containsKey(Update.SKIPPED) || since(toldAt, TELL)) tell(source, scalars);
        }
        return due && evaluate() || learning.update().done(); // with the step's tensors freed
    }

    private static boolean since(long then, Duration time) {
        return System.nanoTime() - then >= time.toNanos();
    }

    private void tell(Source<N, B> source, Map<String, Tensor> scalars) {
        long epochs = source.epoch() == 0 ? 0 : (place.step - 1) / source.epoch();
        long now = System.nanoTime();
        SequencedMap<String, Double> values = new LinkedHashMap<>();
        scalars.forEach((name, value) -> values.put(name, value.item()));
        values.put(Event.LEARNING_RATE, learning.update().rate(place.step - 1));
        values.put(Event.SPEED, (place.step - told) * plan.batch() * 1e9 / Math.max(1, now - toldAt));
        if (values.remove(Update.SKIPPED) != null) {
            String why = values.entrySet().stream().filter(value -> !Double.isFinite(value.getValue())).findFirst()
                    .map(value -> value.getKey() + " was " + value.getValue()).orElse("gradient was not finite");
            run.tell(new Event.Warned("step %d skipped: its %s".formatted(place.step, why.replace('_', ' '))));
        }
        run.tell(new Event.Stepped(place.step, Math.toIntExact(epochs + 1), values));
        told = place.step;
        toldAt = now;
    }

    /// Has the first rank judge the net, and the update of all hear of it.
    ///
    /// @return whether nothing has become better for too long
    private boolean evaluate() {
        double[] heard = crew.hear(3, () -> {
            OptionalDouble figure = judge();
            return new double[] {figure.orElse(0), figure.isPresent() ? 1 : 0, enough() ? 1 : 0};
        });
        if (heard[1] > 0) learning.update().observe(heard[0]);
        return heard[2] > 0;
    }

    /// Judges the net on the validation data and keeps its weights where they are the best so far. Of equally good ones
    /// it keeps the later, which have learned for longer.
    ///
    /// @return the figure that the plan watches, where there is data to validate on
    private OptionalDouble judge() {
        N net = learning.update().kept(learning.learner());
        OptionalDouble watched = OptionalDouble.empty();
        if (learning.has(Split.VALIDATION)) {
            Evaluation evaluation = learning.evaluate(net, Split.VALIDATION);
            run.tell(new Event.Evaluated(place.step, Split.VALIDATION.toString(), evaluation.metrics()));
            Double figure = evaluation.metrics().get(plan.monitor().id());
            if (figure == null) {
                throw new IllegalArgumentException("the plan watches %s, which is not among %s"
                        .formatted(plan.monitor().id(), evaluation.metrics().keySet()));
            }
            boolean better = Double.isNaN(place.best) || plan.monitor().better(figure, place.best);
            boolean worse = !better && plan.monitor().better(place.best, figure);
            place = new Place(place.step, better ? figure : place.best, better ? 0 : place.worse + 1);
            if (worse) return OptionalDouble.of(figure);
            watched = OptionalDouble.of(figure);
        }
        Weights.save(run.folder().best(), net, learning.sparse());
        return watched;
    }

    private boolean enough() {
        return plan.patience() > 0 && place.worse >= plan.patience();
    }

    /// Puts the kept weights into the net and judges them once.
    private Result finish() {
        if (!run.ranks().first()) return Result.done(place.step, Map.of());
        if (Weights.exist(run.folder().best())) Weights.load(run.folder().best(), learning.net());
        return learning.conclude(run, place.step);
    }

    private void save(Source<N, B> source) {
        crew.vote(place.step, learning.learner());
        crew.hear(0, () -> {
            write(source);
            return new double[0];
        });
        savedAt = System.nanoTime();
    }

    private void write(Source<N, B> source) {
        Snapshot state = Snapshot.EMPTY.with("update", learning.update().state())
                .with("source", source.state()).with("generator", generator.state())
                .with("step", place.step).with("best", Double.toString(place.best)).with("worse", (long) place.worse);
        SequencedMap<String, Content> files = new LinkedHashMap<>();
        files.put(Weights.FILE, Weights.of(learning.learner(), false));
        files.putAll(SavedState.files(state));
        last.save(files);
        run.tell(new Event.Saved(place.step, run.folder().path().relativize(run.folder().last())));
    }

    private void restore(Source<N, B> source) {
        Checkpoint.Found found = last.load();
        if (found.warning() != null) run.tell(new Event.Warned(found.warning()));
        Weights.load(found, learning.learner());
        Snapshot state = SavedState.read(found);
        learning.update().restore(state.part("update"));
        source.restore(state.part("source"));
        generator.restore(state.tensor("generator"));
        place = new Place(state.whole("step"), state.number("best"), (int) state.whole("worse"));
    }
}
