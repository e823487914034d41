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
            if (low != high) {
                kept.add(low.step() <= high.step() ? high : low);
            }
        }
        return kept;
    }

    /// Means over a running window of about a twenty-fifth of the values, centred, so that the mean does
    /// not lag.
    List<Value> smooth() {
        int reach = values.size() / 50;
        var means = new ArrayList<Value>();
        for (int i = 0; i < values.size(); i++) {
            int side = Math.min(reach, Math.min(i, values.size() - 1 - i));
            double mean = values.subList(i - side, i + side + 1).stream().mapToDouble(Value::value)
                    .filter(Double::isFinite).average().orElse(Double.NaN);
            means.add(new Value(values.get(i).step(), mean));
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
