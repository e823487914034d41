package gyrus.train;

import gyrus.data.Loader;
import gyrus.data.Splits;
import gyrus.nn.Net;
import gyrus.nn.Nets;
import gyrus.nn.Safetensors;
import gyrus.tensor.Generator;
import gyrus.tensor.Scope;
import gyrus.tensor.Tensor;
import gyrus.train.checkpoint.Checkpoint;
import gyrus.train.checkpoint.Content;
import gyrus.train.internal.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// The one loop of learning by steps: batches in, events and checkpoints out, resumable at any step.
///
/// What decides the result is in the checkpoint: the net, what the update keeps, the state of the generator, the place
/// in the data, and the best figure so far. A run that was cut goes on to the same bits.
final class Trainer<N extends Net, B> {

    static final String MODEL = "model.safetensors";
    private static final String STATE = "state.safetensors";
    private static final String PLACE = "state.json";

    /// Between two tellings of a step.
    private static final Duration TELL = Duration.ofMillis(200);

    /// Between two saves on the way.
    private static final Duration SAVE = Duration.ofSeconds(10);

    private final Training<N, B> training;
    private final Run run;
    private final Plan plan;
    private final Checkpoint last;
    private final Checkpoint best;
    private final Generator generator;
    private final Duration save;
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

    Trainer(Training<N, B> training, Run run) {
        this(training, run, SAVE);
    }

    /// @param save time between two saves on the way
    Trainer(Training<N, B> training, Run run, Duration save) {
        this.save = save;
        this.training = training;
        this.run = run;
        this.plan = training.plan();
        this.last = Checkpoint.at(run.folder().last());
        this.best = Checkpoint.at(run.folder().best());
        this.generator = Generator.seeded(run.seed());
    }

    Result run() {
        Loader<B> loader = Loader.training(training.data().get().train(), plan.batch(), run.seed());
        if (loader.batches() == 0) throw new IllegalArgumentException("there is no data to train on");
        long steps = plan.steps() > 0 ? plan.steps() : Math.multiplyExact((long) plan.epochs(), loader.batches());
        training.update().begin(steps);
        if (last.exists()) restore();
        RunOptions chosen = run.folder().options();
        run.tell(new Event.Started(run.folder().name(), chosen.recipe(), chosen.options(), steps));
        told = place.step;
        toldAt = savedAt = System.nanoTime();
        boolean early = enough();
        while (place.step < steps && !early) {
            int epoch = Math.toIntExact(place.step / loader.batches());
            try (var batches = loader.epoch(epoch, Math.toIntExact(place.step % loader.batches()))) {
                early = epoch(batches, epoch, steps);
            }
            if (run.stop().getAsBoolean() && place.step < steps && !early) {
                save();
                return Result.stopped(place.step, "asked to stop");
            }
        }
        save();
        return finish();
    }

    /// Takes steps until the epoch or the run is over.
    ///
    /// @return whether nothing has become better for too long
    private boolean epoch(Loader.Epoch<B> batches, int epoch, long steps) {
        while (batches.hasNext() && place.step < steps && !run.stop().getAsBoolean()) {
            boolean due;
            try (Scope scope = Scope.open()) {
                B batch = scope.adopt(batches.next());
                Map<String, Tensor> scalars = generator
                        .call(() -> training.update().step(training.net(), batch, place.step));
                place = new Place(place.step + 1, place.best, place.worse);
                due = place.step == steps
                        || (plan.evaluate() > 0 ? place.step % plan.evaluate() == 0 : !batches.hasNext());
                if (due || scalars.containsKey(Update.SKIPPED) || since(toldAt, TELL)) tell(epoch, scalars);
            }
            if (due && evaluate()) return true; // with the step's tensors freed
            if (since(savedAt, save)) save();
        }
        return false;
    }

    private static boolean since(long then, Duration time) {
        return System.nanoTime() - then >= time.toNanos();
    }

    private void tell(int epoch, Map<String, Tensor> scalars) {
        long now = System.nanoTime();
        SequencedMap<String, Double> values = new LinkedHashMap<>();
        scalars.forEach((name, value) -> values.put(name, value.item()));
        values.put(Event.LEARNING_RATE, training.update().rate(place.step - 1));
        values.put(Event.SPEED, (place.step - told) * plan.batch() * 1e9 / Math.max(1, now - toldAt));
        if (values.remove(Update.SKIPPED) != null) {
            double loss = values.getOrDefault(Event.LOSS, Double.NaN);
            run.tell(new Event.Warned("step %d skipped: its %s".formatted(place.step,
                    Double.isFinite(loss) ? "gradient was not finite" : "loss was " + loss)));
        }
        run.tell(new Event.Stepped(place.step, epoch + 1, values));
        told = place.step;
        toldAt = now;
    }

    /// Judges the net on the validation data and keeps its weights where they are the best so far. Of equally good ones
    /// it keeps the later, which have learned for longer.
    ///
    /// @return whether nothing has become better for too long
    private boolean evaluate() {
        N net = training.update().kept(training.net());
        boolean validated = training.data().get().validation().size() > 0;
        if (validated) {
            Evaluation evaluation = training.evaluate(net, Split.VALIDATION);
            run.tell(new Event.Evaluated(place.step, Split.VALIDATION.toString(), evaluation.metrics()));
            Double figure = evaluation.metrics().get(plan.monitor().id());
            if (figure == null) {
                throw new IllegalArgumentException("the plan watches %s, which is not among %s"
                        .formatted(plan.monitor().id(), evaluation.metrics().keySet()));
            }
            training.update().observe(figure);
            boolean better = Double.isNaN(place.best) || plan.monitor().better(figure, place.best);
            boolean worse = !better && plan.monitor().better(place.best, figure);
            place = new Place(place.step, better ? figure : place.best, better ? 0 : place.worse + 1);
            if (worse) return enough();
        }
        SequencedMap<String, Content> files = new LinkedHashMap<>();
        files.put(MODEL, out -> Safetensors.write(Channels.newChannel(out), Nets.state(net), Map.of()));
        best.save(files);
        return enough();
    }

    private boolean enough() {
        return plan.patience() > 0 && place.worse >= plan.patience();
    }

    /// Puts the kept weights into the net and judges them once, on the test data or the next best that there is.
    private Result finish() {
        if (best.exists()) Nets.load(training.net(), Safetensors.read(best.load().file(MODEL)));
        Splits<B> data = training.data().get();
        Split split = data.test().size() > 0 ? Split.TEST
                : data.validation().size() > 0 ? Split.VALIDATION : Split.TRAIN;
        if (split == Split.TRAIN) {
            run.tell(new Event.Warned("no data is left to validate or test on: the result is of that trained on"));
        }
        Evaluation evaluation = training.evaluate(split);
        run.tell(new Event.Evaluated(place.step, split.toString(), evaluation.metrics()));
        for (Evaluation.Drawing drawing : evaluation.drawings()) {
            Path file = Path.of(drawing.name() + ".png");
            drawing.save().accept(run.folder().path().resolve(file));
            run.tell(new Event.Sampled(place.step, drawing.name(), file));
        }
        return Result.done(place.step, evaluation.metrics());
    }

    private void save() {
        Snapshot state = Snapshot.EMPTY.with("update", training.update().state())
                .with("generator", generator.state())
                .with("step", place.step).with("best", Double.toString(place.best)).with("worse", (long) place.worse);
        SequencedMap<String, Content> files = new LinkedHashMap<>();
        files.put(MODEL, out -> Safetensors.write(Channels.newChannel(out), Nets.state(training.net()), Map.of()));
        files.put(STATE, out -> Safetensors.write(Channels.newChannel(out), state.tensors(), Map.of()));
        files.put(PLACE, Content.of(Json.pretty(Json.plain(state.values()))));
        last.save(files);
        savedAt = System.nanoTime();
        run.tell(new Event.Saved(place.step, run.folder().path().relativize(run.folder().last())));
    }

    /// The step of a run's last checkpoint; 0 where there is none.
    static long savedStep(RunFolder folder) {
        Checkpoint checkpoint = Checkpoint.at(folder.last());
        return checkpoint.exists() ? values(checkpoint.load()).whole("step") : 0;
    }

    private static Snapshot values(Checkpoint.Found found) {
        try {
            return new Snapshot(new LinkedHashMap<>(),
                    new LinkedHashMap<>(Json.plain(Json.parse(Files.readString(found.file(PLACE))))));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read %s: %s".formatted(found.folder(), e.getMessage()), e);
        }
    }

    private void restore() {
        Checkpoint.Found found = last.load();
        if (found.warning() != null) run.tell(new Event.Warned(found.warning()));
        Nets.load(training.net(), Safetensors.read(found.file(MODEL)));
        Snapshot state = new Snapshot(Safetensors.read(found.file(STATE)), values(found).values());
        training.update().restore(state.part("update"));
        generator.restore(state.tensor("generator"));
        place = new Place(state.whole("step"), state.number("best"), (int) state.whole("worse"));
    }
}
