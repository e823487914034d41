package gyrus.train;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/// One thing that happened in a run.
///
/// Events are values: they hold numbers already read from tensors, keep the order of their maps, and go to
/// JSON and back without loss (NaN and infinities included). Steps count from 1; step 0 is before the first.
///
/// A trainer tells the events of a step in this order: [Stepped], [Evaluated], [Sampled], then [Saved].
/// Resuming relies on it: what the log has after the save of a step is forgotten (see [EventLog#resume]).
public sealed interface Event {

    /// Name of the training loss among a step's scalars.
    String LOSS = "loss";
    /// Name of the learning rate among a step's scalars.
    String LEARNING_RATE = "learning_rate";
    /// Name of the speed, in samples a second, among a step's scalars.
    String SPEED = "samples_per_second";

    /// The run began, or went on after a pause.
    ///
    /// @param run        name of the run, as `lenet/3`
    /// @param recipe     id of its recipe
    /// @param options    the resolved options: each a string, boolean, long, double or null
    /// @param totalSteps number of steps planned, 0 where it is not known
    record Started(String run, String recipe, Map<String, Object> options, long totalSteps) implements Event {

        public Started {
            options = Options.plain(options);
        }
    }

    /// Some steps were taken; scalars are told every few steps because reading one waits for the device.
    ///
    /// @param step    the last step taken
    /// @param epoch   the epoch it belongs to, from 1
    /// @param scalars figures by name: [#LOSS], [#LEARNING_RATE], [#SPEED] and whatever else the update tells
    record Stepped(long step, int epoch, Map<String, Double> scalars) implements Event {

        public Stepped {
            scalars = copy(scalars);
        }
    }

    /// The net was measured.
    ///
    /// @param step    the step after which it was measured
    /// @param split   `train`, `validation` or `test`
    /// @param metrics figures by name, as [gyrus.train.metric.Measure] has them
    record Evaluated(long step, String split, Map<String, Double> metrics) implements Event {

        public Evaluated {
            metrics = copy(metrics);
        }
    }

    /// A sample was written, as a picture or a text.
    ///
    /// @param step the step after which it was made
    /// @param name what it shows
    /// @param file where it lies, relative to the run folder
    record Sampled(long step, String name, Path file) implements Event {}

    /// A checkpoint was written.
    ///
    /// @param step   the step that it holds
    /// @param folder where it lies, relative to the run folder
    record Saved(long step, Path folder) implements Event {}

    /// Something deserves attention, but the run goes on.
    ///
    /// @param message what, for people
    record Warned(String message) implements Event {}

    /// The run ended.
    ///
    /// @param step    the last step taken
    /// @param outcome how it ended
    record Finished(long step, Outcome outcome) implements Event {}

    /// The step that this event belongs to; empty for [Started] and [Warned].
    default OptionalLong at() {
        return switch (this) {
            case Started _, Warned _ -> OptionalLong.empty();
            case Stepped e -> OptionalLong.of(e.step());
            case Evaluated e -> OptionalLong.of(e.step());
            case Sampled e -> OptionalLong.of(e.step());
            case Saved e -> OptionalLong.of(e.step());
            case Finished e -> OptionalLong.of(e.step());
        };
    }

    /// This event as one line of JSON, without a line end.
    default String toJson() {
        return EventJson.write(this).toString();
    }

    /// The event that a line of JSON holds; fields that are not known are passed over.
    ///
    /// @throws IllegalArgumentException if the line is not JSON or not an event
    static Event fromJson(String line) {
        return EventJson.read(line).event();
    }

    private static Map<String, Double> copy(Map<String, Double> figures) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }
}
