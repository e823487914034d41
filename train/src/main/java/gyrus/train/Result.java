package gyrus.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// How a job ended.
///
/// @param step the last step taken
/// @param outcome done, or stopped and why
/// @param metrics figures of the result by name; empty where it was stopped before there were any
public record Result(long step, Outcome outcome, SequencedMap<String, Double> metrics) {

    /// Takes over a copy of the metrics.
    public Result {
        metrics = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(metrics));
    }

    /// The work is done.
    public static Result done(long step, Map<String, Double> metrics) {
        return new Result(step, new Outcome.Done(), new LinkedHashMap<>(metrics));
    }

    /// The work was stopped; it can go on from its checkpoint.
    public static Result stopped(long step, String why) {
        return new Result(step, new Outcome.Stopped(why), new LinkedHashMap<>());
    }
}
