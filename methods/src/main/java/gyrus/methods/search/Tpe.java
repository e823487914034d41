package gyrus.methods.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;

/// The tree-structured Parzen estimator: values that lie where good trials are dense and the others are not.
///
/// The trials are split at the γ-quantile of their loss. l(x) is the density of the better ones, g(x) that of the
/// others; what improves most in expectation is where l(x) / g(x) is greatest. Of candidates drawn from l the best is
/// taken, option by option. Bergstra et al. 2011, Algorithms for Hyper-Parameter Optimization, §4.
///
/// @param start trials with random values, before there is anything to estimate from
/// @param quantile γ, the share of the trials that are good
/// @param candidates drawn for each option
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
        return new Tpe(6, 0.25, 24);
    }

    @Override
    public SequencedMap<String, String> propose(Space space, List<Tried> tried, RandomGenerator random) {
        if (tried.size() < start) return space.draw(random);
        List<Tried> sorted = new ArrayList<>(tried);
        sorted.sort(Comparator.comparingDouble(Tried::ranked));
        int good = Math.clamp((int) Math.ceil(quantile * sorted.size()), 1, sorted.size() - 1);
        SequencedMap<String, String> values = new LinkedHashMap<>();
        for (Dimension dimension : space.dimensions()) {
            Density better = density(dimension, sorted.subList(0, good));
            Density others = density(dimension, sorted.subList(good, sorted.size()));
            values.put(dimension.option(), dimension.value(best(better, others, random)));
        }
        return values;
    }

    private double best(Density better, Density others, RandomGenerator random) {
        double best = better.draw(random);
        double most = better.log(best) - others.log(best);
        for (int i = 1; i < candidates; i++) {
            double place = better.draw(random);
            double ratio = better.log(place) - others.log(place);
            if (ratio > most) {
                best = place;
                most = ratio;
            }
        }
        return best;
    }

    private static Density density(Dimension dimension, List<Tried> tried) {
        return dimension.density(tried.stream().map(Tried::values)
                .map(values -> dimension.place(values.getOrDefault(dimension.option(), ""))).toList());
    }
}
