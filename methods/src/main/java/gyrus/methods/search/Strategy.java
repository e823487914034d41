package gyrus.methods.search;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Says what to try next.
@FunctionalInterface
public interface Strategy {

    /// Asks before a search is held to have tried all that there is.
    int ASKS = 200;

    /// Values of all options searched over.
    SequencedMap<String, String> propose(Space space, List<Tried> tried, RandomGenerator random);

    /// Values to try next that were not tried before: a function of these arguments alone, so that a search that was
    /// cut goes on as if it had not been.
    ///
    /// @return the values; empty where nothing new was found
    default SequencedMap<String, String> next(Space space, List<Tried> tried, long seed) {
        var random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + tried.size());
        for (int ask = 0; ask < ASKS; ask++) {
            SequencedMap<String, String> values = ask < ASKS / 2 ? propose(space, tried, random) : space.draw(random);
            if (tried.stream().noneMatch(before -> before.is(values))) return values;
        }
        return new LinkedHashMap<>();
    }

    /// Any values, each as likely. Bergstra and Bengio 2012, Random Search for Hyper-Parameter Optimization.
    static Strategy random() {
        return (space, _, random) -> space.draw(random);
    }
}
