package gyrus.methods.search;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// A mixture of bells, one for each value tried and one for the prior, cut off at the ends of the range:
///
/// p(x) = 1 / (n + 1) · Σᵢ N(x; μᵢ, σᵢ) / (Φ((b − μᵢ) / σᵢ) − Φ((a − μᵢ) / σᵢ))
///
/// σᵢ is the larger of the distances to the neighbours of μᵢ, at least the range's width / min(100, n + 2); the prior
/// lies in the middle and is as wide as the range. Bergstra et al. 2011, Algorithms for Hyper-Parameter Optimization,
/// §4.2.
final class Parzen implements Density {

    private static final int FINEST = 100;

    private final double from;
    private final double to;
    private final double[] means;
    private final double[] widths;

    private Parzen(double from, double to, double[] means, double[] widths) {
        this.from = from;
        this.to = to;
        this.means = means;
        this.widths = widths;
    }

    static Parzen of(List<Double> places, double from, double to) {
        double prior = (from + to) / 2;
        double[] means = new double[places.size() + 1];
        for (int i = 0; i < places.size(); i++) means[i] = places.get(i);
        means[places.size()] = prior;
        Arrays.sort(means);
        double whole = to - from;
        double narrowest = whole / Math.min(FINEST, means.length + 1);
        int middle = Arrays.binarySearch(means, prior);
        double[] widths = new double[means.length];
        for (int i = 0; i < means.length; i++) {
            double left = means[i] - (i == 0 ? from : means[i - 1]);
            double right = (i == means.length - 1 ? to : means[i + 1]) - means[i];
            widths[i] = i == middle ? whole : Math.clamp(Math.max(left, right), narrowest, whole);
        }
        return new Parzen(from, to, means, widths);
    }

    @Override
    public double draw(RandomGenerator random) {
        int bell = random.nextInt(means.length);
        while (true) {
            double place = random.nextGaussian(means[bell], widths[bell]);
            if (place >= from && place < to) return place;
        }
    }

    @Override
    public double log(double place) {
        double sum = 0;
        for (int i = 0; i < means.length; i++) {
            double away = (place - means[i]) / widths[i];
            double inside = below((to - means[i]) / widths[i]) - below((from - means[i]) / widths[i]);
            sum += Math.exp(-away * away / 2) / (widths[i] * Math.sqrt(2 * Math.PI) * inside);
        }
        return Math.log(sum / means.length);
    }

    /// Φ(x), the share of a normal distribution below x, by Abramowitz and Stegun 1964, 26.2.17; off by 10⁻⁷ at most.
    private static double below(double x) {
        double t = 1 / (1 + 0.2316419 * Math.abs(x));
        double series = t * (0.319381530 + t * (-0.356563782
                + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        double tail = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI) * series;
        return x < 0 ? tail : 1 - tail;
    }
}
