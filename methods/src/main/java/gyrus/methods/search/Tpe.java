package gyrus.methods.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// The tree-structured Parzen estimator: values that lie where good trials are dense and the others are not.
///
/// The trials are split at the γ-quantile of their loss. l(x) is the density of the better ones, g(x) that of the
/// others; what improves most in expectation is where l(x) / g(x) is greatest. Of candidates drawn from l the best is
/// taken. Bergstra et al. 2011, Algorithms for Hyper-Parameter Optimization, §4; the densities are of all options
/// together ([Parzen]), which finds more in few trials than one for each option.
///
/// @param start trials with random values, before there is anything to estimate from
/// @param quantile γ, the share of the trials that are good
/// @param candidates drawn for each trial
public record Tpe(int start, double quantile, int candidates) implements Strategy {

    /// Checks the numbers.
    public Tpe {
        if (start < 2) throw new IllegalArgumentException("start=%d must be 2 or more".formatted(start));
        if (!(quantile > 0 && quantile < 1)) {
            throw new IllegalArgumentException("quantile=%s must be between 0 and 1".formatted(quantile));
        }
        if (candidates < 1) throw new IllegalArgumentException("candidates=%d must be 1 or more".formatted(candidates));
    }

    /// What does well with a few dozen trials.
    public static Tpe standard() {
        return new Tpe(6, 0.25, 64);
    }

    @Override
    public SequencedMap<String, String> propose(Space space, List<Tried> tried, RandomGenerator random) {
        if (tried.size() < start) return space.draw(random);
        List<Tried> sorted = new ArrayList<>(tried);
        sorted.sort(Comparator.comparingDouble(Tried::ranked));
        int good = Math.clamp((int) Math.ceil(quantile * sorted.size()), 1, sorted.size() - 1);
        List<Dimension> dimensions = space.dimensions();
        Parzen better = Parzen.of(dimensions, sorted.subList(0, good));
        Parzen others = Parzen.of(dimensions, sorted.subList(good, sorted.size()));
        List<Double> places = Stream.generate(() -> better.draw(random)).limit(candidates)
                .max(Comparator.comparingDouble(drawn -> better.log(drawn) - others.log(drawn))).orElseThrow();
        SequencedMap<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < places.size(); i++) {
            values.put(dimensions.get(i).option(), dimensions.get(i).value(places.get(i)));
        }
        return values;
    }
}
