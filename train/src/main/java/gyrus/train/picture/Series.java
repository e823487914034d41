package gyrus.train.picture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Values over steps.
final class Series {

    private static final int MOST_POINTS = 600;

    /// A value at a step.
    record Value(double step, double value) {}

    private final List<Value> values = new ArrayList<>();

    void add(long step, double value) {
        values.add(new Value(step, value));
    }

    List<Value> values() {
        return values;
    }

    /// The values, thinned to what a picture can show: of each stretch its lowest and its highest.
    List<Value> thinned() {
        if (values.size() <= MOST_POINTS) {
            return values;
        }
        var kept = new ArrayList<Value>();
        int stretches = MOST_POINTS / 2;
        for (int i = 0; i < stretches; i++) {
            var stretch = values.subList((int) ((long) i * values.size() / stretches),
                    (int) ((i + 1L) * values.size() / stretches));
            Value low = stretch.getFirst();
            Value high = low;
            for (var value : stretch) {
                low = value.value() < low.value() ? value : low;
                high = value.value() > high.value() ? value : high;
            }
            kept.add(low.step() <= high.step() ? low : high);
            if (!low.equals(high)) {
                kept.add(low.step() <= high.step() ? high : low);
            }
        }
        return kept;
    }

    /// Means over a running window of about a twenty-fifth of the values, centred, so that the mean does
    /// not lag.
    List<Value> smooth() {
        int count = values.size();
        var sums = new double[count + 1];
        var counts = new int[count + 1];
        for (int i = 0; i < count; i++) {
            double value = values.get(i).value();
            boolean finite = Double.isFinite(value);
            sums[i + 1] = sums[i] + (finite ? value : 0);
            counts[i + 1] = counts[i] + (finite ? 1 : 0);
        }
        var means = new ArrayList<Value>();
        for (int i = 0; i < count; i++) {
            int side = Math.min(count / 50, Math.min(i, count - 1 - i));
            int from = i - side;
            int to = i + side + 1;
            means.add(new Value(values.get(i).step(), (sums[to] - sums[from]) / (counts[to] - counts[from])));
        }
        var series = new Series();
        series.values.addAll(means);
        return series.thinned();
    }

    /// Lowest and highest of the finite values, without the few that lie far off.
    double[] bounds() {
        var sorted = values.stream().mapToDouble(Value::value).filter(Double::isFinite).sorted().toArray();
        if (sorted.length < 50) {
            return sorted;
        }
        int off = sorted.length / 100;
        return Arrays.copyOfRange(sorted, off, sorted.length - off);
    }
}
