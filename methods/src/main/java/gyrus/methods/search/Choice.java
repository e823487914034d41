package gyrus.methods.search;

import gyrus.train.OptionName;
import java.util.List;
import java.util.random.RandomGenerator;

/// One of a few values, between which nothing lies.
///
/// @param option its name
/// @param values the values
public record Choice(String option, List<String> values) implements Dimension {

    /// Takes over a copy of the values.
    public Choice {
        values = List.copyOf(values);
        if (values.size() < 2) {
            throw new IllegalArgumentException("%s=%s leaves no choice".formatted(option, values));
        }
    }

    @Override
    public String draw(RandomGenerator random) {
        return values.get(random.nextInt(values.size()));
    }

    @Override
    public double place(String value) {
        int place = values.indexOf(value);
        if (place < 0) throw new IllegalArgumentException(OptionName.unknown("value of " + option, value, values));
        return place;
    }

    @Override
    public String value(double place) {
        return values.get((int) place);
    }

    /// This value, but for a share of `width` in which each is as likely, so that what was never tried is not ruled
    /// out: p(v) = (1 − h) \[v = place\] + h / values. Aitchison and Aitken 1976, Multivariate binary discrimination
    /// by the kernel method.
    @Override
    public Density around(double place, double width) {
        return new Near((int) place, Math.min(width, 1), values.size());
    }

    @Override
    public Density anywhere() {
        return around(0, 1);
    }

    private record Near(int value, double width, int values) implements Density {

        @Override
        public double draw(RandomGenerator random) {
            return random.nextDouble() < width ? random.nextInt(values) : value;
        }

        @Override
        public double log(double place) {
            return Math.log(width / values + ((int) place == value ? 1 - width : 0));
        }
    }
}
