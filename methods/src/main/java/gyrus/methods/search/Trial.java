package gyrus.methods.search;

import gyrus.train.Snapshot;
import gyrus.train.metric.Measure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// One run of a search that has ended.
///
/// @param number from 1
/// @param values of the options searched over
/// @param metrics on the validation data, where they were best; empty where it failed
/// @param failure why it failed; empty where it did not
public record Trial(int number, SequencedMap<String, String> values, SequencedMap<String, Double> metrics,
        String failure) {

    /// Takes over copies.
    public Trial {
        values = new LinkedHashMap<>(values);
        metrics = new LinkedHashMap<>(metrics);
    }

    /// The figure by which it is judged; not a number where it failed.
    public double figure(Measure monitor) {
        return metrics.getOrDefault(monitor.id(), Double.NaN);
    }

    Tried tried(Measure monitor) {
        return new Tried(values, monitor.higherIsBetter() ? -figure(monitor) : figure(monitor));
    }

    /// The best of these, the earlier of equally good ones.
    static Optional<Trial> best(List<Trial> trials, Measure monitor) {
        Trial best = null;
        for (Trial trial : trials) {
            double figure = trial.figure(monitor);
            if (!Double.isNaN(figure) && (best == null || monitor.better(figure, best.figure(monitor)))) best = trial;
        }
        return Optional.ofNullable(best);
    }

    /// The trials as the state of a search.
    static Snapshot state(List<Trial> trials) {
        Snapshot state = Snapshot.EMPTY.with("trials", (long) trials.size());
        for (Trial trial : trials) {
            Snapshot part = Snapshot.EMPTY.with("failure", trial.failure());
            for (var value : trial.values().entrySet()) part = part.with("value/" + value.getKey(), value.getValue());
            for (var metric : trial.metrics().entrySet()) {
                part = part.with("metric/" + metric.getKey(), Double.toString(metric.getValue()));
            }
            state = state.with("trial" + trial.number(), part);
        }
        return state;
    }

    /// The trials that a search saved.
    static List<Trial> of(Snapshot state) {
        List<Trial> trials = new ArrayList<>();
        for (int number = 1; number <= state.whole("trials"); number++) {
            Snapshot part = state.part("trial" + number);
            SequencedMap<String, String> values = new LinkedHashMap<>();
            Snapshot chosen = part.part("value");
            for (String option : chosen.values().keySet()) values.put(option, chosen.text(option));
            SequencedMap<String, Double> metrics = new LinkedHashMap<>();
            Snapshot figures = part.part("metric");
            for (String name : figures.values().keySet()) metrics.put(name, figures.number(name));
            trials.add(new Trial(number, values, metrics, part.text("failure")));
        }
        return trials;
    }

    /// The trials as a table: columns apart by tabs, names in the first row.
    static String table(List<Trial> trials) {
        Set<String> options = new LinkedHashSet<>();
        Set<String> metrics = new LinkedHashSet<>();
        for (Trial trial : trials) {
            options.addAll(trial.values().keySet());
            metrics.addAll(trial.metrics().keySet());
        }
        List<String> head = new ArrayList<>(List.of("trial"));
        head.addAll(options);
        head.addAll(metrics);
        head.add("failure");
        StringBuilder table = new StringBuilder(String.join("\t", head)).append('\n');
        for (Trial trial : trials) {
            List<String> row = new ArrayList<>(List.of(Integer.toString(trial.number())));
            for (String option : options) row.add(trial.values().getOrDefault(option, ""));
            for (String metric : metrics) {
                Double figure = trial.metrics().get(metric);
                row.add(figure == null ? "" : figure.toString());
            }
            row.add(trial.failure().replaceAll("\\s+", " "));
            table.append(String.join("\t", row)).append('\n');
        }
        return table.toString();
    }
}
