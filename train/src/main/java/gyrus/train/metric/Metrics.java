package gyrus.train.metric;

import java.util.Arrays;

/// Figures over predictions, as functions of arrays. Nothing to measure gives NaN.
public final class Metrics {

    private Metrics() {}

    /// Share of predictions that are right.
    public static double accuracy(int[] actual, int[] predicted) {
        sameLength(actual.length, predicted.length);
        long right = 0;
        for (int i = 0; i < actual.length; i++) {
            right += actual[i] == predicted[i] ? 1 : 0;
        }
        return (double) right / actual.length;
    }

    /// F1 of class 1 where there are two classes, else the mean over the classes that occur; see
    /// [Confusion#f1()].
    public static double f1(int classes, int[] actual, int[] predicted) {
        return Confusion.of(classes, actual, predicted).f1();
    }

    /// Area under the ROC curve: the chance that a positive sample scores above a negative one, ties
    /// counting half.
    ///
    /// `AUC = (Σ ranks of positives − P(P+1)/2) / (P·N)`, with the mean rank for equal scores (Mann–Whitney
    /// U). NaN where a class is missing or a score is NaN.
    ///
    /// @param actual whether each sample is positive
    /// @param scores any increasing measure of how positive each seems
    public static double auc(boolean[] actual, double[] scores) {
        sameLength(actual.length, scores.length);
        int count = scores.length;
        if (Arrays.stream(scores).anyMatch(Double::isNaN)) {
            return Double.NaN;
        }
        var order = new Integer[count];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(scores[a], scores[b]));
        long positives = 0;
        long doubledRanks = 0;                          // twice the ranks, so that mean ranks stay whole
        for (int from = 0; from < count;) {
            int to = from;
            int inTie = 0;
            while (to < count && scores[order[to]] == scores[order[from]]) {
                inTie += actual[order[to++]] ? 1 : 0;
            }
            doubledRanks += inTie * (from + 1L + to);
            positives += inTie;
            from = to;
        }
        long negatives = count - positives;
        long doubledWins = doubledRanks - positives * (positives + 1);
        return doubledWins / (2.0 * positives * negatives);
    }

    /// Coefficient of determination: `R² = 1 − Σ(y − ŷ)² / Σ(y − ȳ)²`.
    ///
    /// Where all targets are equal it is 1 for exact predictions and 0 for others.
    public static double r2(double[] actual, double[] predicted) {
        sameLength(actual.length, predicted.length);
        if (actual.length == 0) {
            return Double.NaN;
        }
        double mean = sum(actual) / actual.length;
        var residuals = new double[actual.length];
        var deviations = new double[actual.length];
        for (int i = 0; i < actual.length; i++) {
            residuals[i] = square(actual[i] - predicted[i]);
            deviations[i] = square(actual[i] - mean);
        }
        double residual = sum(residuals);
        double deviation = sum(deviations);
        if (Arrays.stream(actual).allMatch(y -> y == actual[0])) {
            return residual == 0 ? 1 : 0;
        }
        return 1 - residual / deviation;
    }

    /// Mean absolute error: `MAE = Σ|y − ŷ| / n`.
    public static double mae(double[] actual, double[] predicted) {
        sameLength(actual.length, predicted.length);
        var errors = new double[actual.length];
        for (int i = 0; i < actual.length; i++) {
            errors[i] = Math.abs(actual[i] - predicted[i]);
        }
        return sum(errors) / actual.length;
    }

    /// Perplexity of a mean loss in nats a token: `e^loss`.
    public static double perplexity(double meanLoss) {
        return Math.exp(meanLoss);
    }

    /// The sum with the rounding errors carried along (Neumaier 1974).
    static double sum(double[] values) {
        double sum = 0;
        double lost = 0;
        for (double value : values) {
            double next = sum + value;
            lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
            sum = next;
        }
        return Double.isFinite(lost) ? sum + lost : sum;
    }

    static void sameLength(int actual, int predicted) {
        if (actual != predicted) {
            throw new IllegalArgumentException(actual + " actual values but " + predicted + " predictions");
        }
    }

    private static double square(double x) {
        return x * x;
    }
}
