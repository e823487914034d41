package gyrus.methods.search;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// Options that were tried, and what came of it.
///
/// @param values of the options searched over, by name
/// @param loss lower is better; not a number where the trial failed
public record Tried(SequencedMap<String, String> values, double loss) {

    /// Takes over a copy.
    public Tried {
        values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
    }

    /// The loss, a failure being worse than all else.
    double ranked() {
        return Double.isNaN(loss) ? Double.POSITIVE_INFINITY : loss;
    }

    /// Whether these are the values.
    boolean is(Map<String, String> others) {
        return values.equals(others);
    }
}
