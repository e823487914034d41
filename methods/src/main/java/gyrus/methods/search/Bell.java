package gyrus.methods.search;

import java.util.random.RandomGenerator;

/// A normal distribution cut off at the ends of a range:
///
/// p(x) = N(x; μ, σ) / (Φ((b − μ) / σ) − Φ((a − μ) / σ)) for a ≤ x < b
///
/// @param mean μ
/// @param width σ
/// @param from a
/// @param to b
record Bell(double mean, double width, double from, double to) implements Density {

    @Override
    public double draw(RandomGenerator random) {
        while (true) {
            double place = random.nextGaussian(mean, width);
            if (place >= from && place < to) return place;
        }
    }

    @Override
    public double log(double place) {
        double away = (place - mean) / width;
        double inside = below((to - mean) / width) - below((from - mean) / width);
        return -away * away / 2 - Math.log(width * Math.sqrt(2 * Math.PI) * inside);
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
