package gyrus.methods.search;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.random.RandomGenerator;

/// A number between two others. Values have three significant digits, so that a table of them can be read and is exact.
///
/// @param option its name
/// @param low the least value
/// @param high the greatest
/// @param log whether equal factors matter equally, rather than equal differences
/// @param whole whether it is a whole number
public record Range(String option, double low, double high, boolean log, boolean whole) implements Dimension {

    private static final MathContext DIGITS = new MathContext(3);

    /// Checks the bounds.
    public Range {
        if (!(low < high) || !Double.isFinite(high - low) || log && low <= 0) {
            throw new IllegalArgumentException("%s=%s..%s is no range%s; write the lower end first".formatted(option,
                    low, high, log ? " of factors" : ""));
        }
    }

    /// Place of the least value; of whole numbers, half a step below, so that all are as wide.
    double from() {
        return scaled(whole ? low - 0.5 : low);
    }

    /// Place of the greatest value.
    double to() {
        return scaled(whole ? high + 0.5 : high);
    }

    private double scaled(double value) {
        return log ? Math.log(value) : value;
    }

    @Override
    public String draw(RandomGenerator random) {
        return value(random.nextDouble(from(), to()));
    }

    @Override
    public double place(String value) {
        return scaled(new BigDecimal(value).doubleValue());
    }

    @Override
    public String value(double place) {
        double number = log ? Math.exp(place) : place;
        if (whole) return Long.toString(Math.clamp(Math.round(number), (long) low, (long) high));
        double rounded = new BigDecimal(number).round(DIGITS).doubleValue();
        return Double.toString(Math.clamp(rounded, low, high));
    }

    @Override
    public Density around(double place, double width) {
        return new Bell(place, width * (to() - from()), from(), to());
    }

    @Override
    public Density anywhere() {
        return new Bell((from() + to()) / 2, to() - from(), from(), to());
    }
}
