package gyrus.train.picture;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Values on a line of a picture: where each lies, and few ticks at round numbers.
///
/// @param low  the lowest value shown
/// @param high the highest value shown, above the lowest
/// @param log  whether equal steps are equal factors
record Axis(double low, double high, boolean log) {

    /// From this factor between highest and lowest on, a log scale shows more.
    private static final double WIDE = 50;
    /// Values beyond are not shown: their spans and ratios would no longer be numbers.
    private static final double HUGE = 1e150;

    Axis {
        if (!(low < high) || !Double.isFinite(high - low) || log && low <= 0) {
            throw new IllegalArgumentException("axis from " + low + " to " + high
                    + (log ? ", logarithmic" : ""));
        }
    }

    /// The axis that shows these values with a little air; values that are not finite, or next to, are
    /// passed over.
    ///
    /// @param mayLog whether a logarithmic scale may be chosen where the values span much
    static Axis of(double[] values, boolean mayLog) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            if (Math.abs(value) <= HUGE) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        if (low > high) {
            return new Axis(0, 1, false);
        }
        if (mayLog && low > 1 / HUGE && high / low >= WIDE) {
            double air = Math.pow(high / low, 0.05);
            return new Axis(low / air, high * air, true);
        }
        double span = high - low;
        double air = span > 1e-9 * Math.max(Math.abs(low), Math.abs(high)) ? 0.05 * span
                : Math.max(Math.abs(high) * 0.1, 1e-6);
        return new Axis(low - air, high + air, false);
    }

    /// Where a value lies, from 0 at the low end to 1 at the high end.
    double at(double value) {
        return log ? (Math.log(value) - Math.log(low)) / (Math.log(high) - Math.log(low))
                : (value - low) / (high - low);
    }

    /// Round values on the axis, about as many as wanted.
    List<Double> ticks(int wanted) {
        return log ? logTicks(wanted) : linearTicks(wanted);
    }

    private List<Double> linearTicks(int wanted) {
        double rough = (high - low) / Math.max(1, wanted);
        double decade = Math.pow(10, Math.floor(Math.log10(rough)));
        double share = rough / decade;
        double step = decade * (share <= 1.5 ? 1 : share <= 3.5 ? 2 : share <= 7.5 ? 5 : 10);
        var ticks = new ArrayList<Double>();
        for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + 1e-9 * step; i++) {
            ticks.add(i == 0 ? 0.0 : round(i * step, step));
        }
        return ticks;
    }

    private List<Double> logTicks(int wanted) {
        int first = (int) Math.floor(Math.log10(low));
        int last = (int) Math.ceil(Math.log10(high));
        int[] digits = Math.log10(high / low) <= 2 ? new int[] {1, 2, 5} : new int[] {1};
        int every = Math.max(1, (last - first + wanted - 1) / wanted);
        var ticks = new ArrayList<Double>();
        for (int decade = first; decade <= last; decade++) {
            for (int digit : digits) {
                double tick = digit * Math.pow(10, decade);
                if (Math.floorMod(decade, every) == 0 && tick >= low && tick <= high) {
                    ticks.add(round(tick, tick));
                }
            }
        }
        return ticks;
    }

    /// The number without the dust of binary fractions.
    private static double round(double value, double step) {
        int places = Math.max(0, 2 - (int) Math.floor(Math.log10(step)));
        return places > 300 ? value : new BigDecimal(value)
                .setScale(places, RoundingMode.HALF_EVEN).doubleValue();
    }

    /// Ticks as texts, short; those of a linear axis have equally many decimals, enough to tell them apart.
    List<String> labels(List<Double> ticks) {
        if (log || ticks.size() < 2) {
            return ticks.stream().map(Axis::label).toList();
        }
        double largest = Math.max(Math.abs(ticks.getFirst()), Math.abs(ticks.getLast()));
        int step = exponent(ticks.get(1) - ticks.get(0));
        int exponent = exponent(largest);
        if (exponent >= 6 || exponent < -4) {
            int places = exponent - step;
            var format = "%." + places + "fe" + exponent;
            return ticks.stream().map(tick -> tick == 0 ? "0"
                    : String.format(Locale.ROOT, format, tick / Math.pow(10, exponent))).toList();
        }
        int places = Math.max(0, -step);
        return ticks.stream()
                .map(tick -> tick == 0 ? "0" : String.format(Locale.ROOT, "%,." + places
                + "f", tick)).toList();
    }

    /// The power of ten at or below a number.
    private static int exponent(double value) {
        return (int) Math.floor(Math.log10(value) + 1e-6);
    }

    /// A tick as text, short and without needless zeros.
    static String label(double value) {
        double size = Math.abs(value);
        if (size == 0) {
            return "0";
        }
        if (size >= 1e6 || size < 1e-4) {
            int exponent = exponent(size);
            return trim(String.format(Locale.ROOT, "%.2f", value / Math.pow(10, exponent))) + "e" + exponent;
        }
        if (size >= 1000) {
            return trim(String.format(Locale.ROOT, "%,.1f", value));
        }
        return trim(String.format(Locale.ROOT, "%.6f", value));
    }

    private static String trim(String number) {
        return number.contains(".") ? number.replaceAll("0+$", "").replaceAll("\\.$", "") : number;
    }
}
