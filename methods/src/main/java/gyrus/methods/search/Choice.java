package gyrus.methods.search;

import gyrus.train.OptionName;
import java.util.Arrays;
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

    /// Counts with one added to each, so that what was never tried is not ruled out: p(v) = (n_v + 1) / (n + values).
    @Override
    public Density density(List<Double> places) {
        double[] shares = new double[values.size()];
        Arrays.fill(shares, 1.0 / (places.size() + shares.length));
        for (double place : places) shares[(int) place] += 1.0 / (places.size() + shares.length);
        return new Counted(shares);
    }

    private record Counted(double[] shares) implements Density {

        @Override
        public double draw(RandomGenerator random) {
            double left = random.nextDouble();
            int place = 0;
            while (place < shares.length - 1 && (left -= shares[place]) >= 0) place++;
            return place;
        }

        @Override
        public double log(double place) {
            return Math.log(shares[(int) place]);
        }
    }
}
