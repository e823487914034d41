package gyrus.train.metric;

import java.util.Arrays;

/// Counts of predictions by actual and predicted class; grows batch by batch.
public final class Confusion {

    private final long[][] counts;

    /// An empty matrix.
    ///
    /// @param classes number of classes, at least 1
    public Confusion(int classes) {
        if (classes < 1) {
            throw new IllegalArgumentException("confusion of " + classes
                    + " classes; there must be at least 1");
        }
        counts = new long[classes][classes];
    }

    /// The matrix of these predictions.
    public static Confusion of(int classes, int[] actual, int[] predicted) {
        var confusion = new Confusion(classes);
        confusion.add(actual, predicted);
        return confusion;
    }

    /// Counts one prediction.
    public void add(int actual, int predicted) {
        counts[index(actual, "actual")][index(predicted, "predicted")]++;
    }

    /// Counts predictions.
    public void add(int[] actual, int[] predicted) {
        Metrics.sameLength(actual.length, predicted.length);
        for (int i = 0; i < actual.length; i++) {
            add(actual[i], predicted[i]);
        }
    }

    /// Number of classes.
    public int classes() {
        return counts.length;
    }

    /// How many samples of class `actual` were predicted as `predicted`.
    public long count(int actual, int predicted) {
        return counts[index(actual, "actual")][index(predicted, "predicted")];
    }

    /// Number of predictions counted.
    public long total() {
        return Arrays.stream(counts).flatMapToLong(Arrays::stream).sum();
    }

    /// Number of samples that are of the class.
    public long actual(int label) {
        return Arrays.stream(counts[index(label, "actual")]).sum();
    }

    /// Number of samples that were predicted as the class.
    public long predicted(int label) {
        index(label, "predicted");
        return Arrays.stream(counts).mapToLong(row -> row[label]).sum();
    }

    /// Share of predictions that are right; NaN where nothing was counted.
    public double accuracy() {
        long right = 0;
        for (int i = 0; i < counts.length; i++) {
            right += counts[i][i];
        }
        return (double) right / total();
    }

    /// Share of the predictions of a class that are right; 0 where it was never predicted.
    public double precision(int label) {
        return share(count(label, label), predicted(label));
    }

    /// Share of the samples of a class that were found; 0 where there is none.
    public double recall(int label) {
        return share(count(label, label), actual(label));
    }

    /// F1 of one class: `2·right / (actual + predicted)`; 0 where it neither is nor was predicted.
    public double f1(int label) {
        return share(2 * count(label, label), actual(label) + predicted(label));
    }

    /// F1 of class 1 where there are two classes; else the plain mean over the classes that occur, as
    /// actual or as predicted (macro F1). NaN where nothing was counted.
    public double f1() {
        if (total() == 0) {
            return Double.NaN;
        }
        return classes() == 2 ? f1(1) : macroF1();
    }

    /// Plain mean of F1 over the classes that occur, as actual or as predicted. NaN where nothing was
    /// counted.
    public double macroF1() {
        double sum = 0;
        int present = 0;
        for (int i = 0; i < counts.length; i++) {
            if (actual(i) + predicted(i) > 0) {
                sum += f1(i);
                present++;
            }
        }
        return sum / present;
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    private int index(int label, String what) {
        if (label < 0 || label >= counts.length) {
            throw new IllegalArgumentException(what + " class " + label + " is outside of 0 to "
                    + (counts.length - 1));
        }
        return label;
    }
}
