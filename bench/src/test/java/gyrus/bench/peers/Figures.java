package gyrus.bench.peers;

import java.util.Arrays;
import java.util.Locale;

/// Numbers for people, and what is made of several.
final class Figures {

    private Figures() {}

    /// The quartile that `share` says, linearly between its neighbours.
    static double quantile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double at = share * (sorted.length - 1);
        int below = (int) Math.floor(at);
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    static double median(double[] values) {
        return quantile(values, 0.5);
    }

    /// `(∏ xᵢ)^(1/n)`.
    static double geometricMean(double[] values) {
        return Math.exp(Arrays.stream(values).map(Math::log).average().orElse(Double.NaN));
    }

    static String time(double nanos) {
        if (nanos < 1e3) return "%.0f ns".formatted(nanos);
        if (nanos < 1e6) return digits(nanos / 1e3) + " µs";
        if (nanos < 1e9) return digits(nanos / 1e6) + " ms";
        return digits(nanos / 1e9) + " s";
    }

    /// In percent; empty where it is not known.
    static String share(double share) {
        return Double.isNaN(share) ? "" : String.format(Locale.ROOT, share < 0.01 ? "%.1f %%" : "%.0f %%", 100 * share);
    }

    static String rate(double rate) {
        return String.format(Locale.ROOT, "%,.0f", rate);
    }

    /// Three digits.
    private static String digits(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value);
    }
}
