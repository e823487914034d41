package gyrus.methods.project;

import java.util.Arrays;
import java.util.stream.IntStream;

/// How near points are to each other, as a sparse symmetric matrix of probabilities that add up to 1.
///
/// Each point i sees its neighbours through a Gaussian, `p(j|i) ∝ exp(−βᵢ‖xᵢ − xⱼ‖²)`, whose width is such that the
/// perplexity `2^H(p(·|i))`, the number of neighbours that count, is the same for all; then
/// `pᵢⱼ = (p(j|i) + p(i|j)) / 2N`. Van der Maaten & Hinton 2008, Visualizing Data using t-SNE, §2 and §3.1; only the
/// nearest neighbours as in van der Maaten 2014, Accelerating t-SNE using Tree-Based Algorithms, §4.1.
///
/// @param starts where each row begins, and the last ends
/// @param columns the others of each row, rising
/// @param values their probabilities
record Affinities(int[] starts, int[] columns, float[] values) {

    /// How exactly the entropy is met, in nats.
    private static final double EXACT = 1e-9;

    private static final int TRIES = 100;

    /// The affinities of points with these neighbours.
    static Affinities of(Neighbours near, double perplexity) {
        int k = near.k();
        int n = near.indices().length / k;
        if (!(perplexity >= 1 && perplexity <= k)) {
            throw new IllegalArgumentException("perplexity %s with %d neighbours; it must be within 1 and %d"
                    .formatted(perplexity, k, k));
        }
        double[] conditional = new double[n * k];
        double entropy = Math.log(perplexity);
        IntStream.range(0, n).parallel().forEach(i -> calibrate(near.squares(), i * k, k, entropy, conditional));
        return symmetric(near.indices(), conditional, n, k);
    }

    /// Finds β by Newton's steps on its logarithm, kept within what bisection knows: `H = ln Z + β⟨d⟩` falls with β,
    /// `dH/d ln β = −β² Var d`.
    private static void calibrate(double[] squares, int from, int k, double entropy, double[] p) {
        double least = squares[from];
        double mean = 0;
        for (int j = 0; j < k; j++) mean += (squares[from + j] - least) / k;
        double log = -Math.log(Math.max(mean, 1e-300));
        double low = -700;
        double high = 700;
        for (int tried = 0; tried < TRIES; tried++) {
            double beta = Math.exp(log);
            double sum = 0;
            double first = 0;
            double second = 0;
            for (int j = 0; j < k; j++) {
                double d = squares[from + j] - least;
                double weight = Math.exp(-beta * d);
                p[from + j] = weight;
                sum += weight;
                first += weight * d;
                second += weight * d * d;
            }
            for (int j = 0; j < k; j++) p[from + j] /= sum;
            first /= sum;
            double over = Math.log(sum) + beta * first - entropy;
            if (Math.abs(over) < EXACT) return;
            if (over > 0) low = log;
            else high = log;
            double slope = beta * beta * (second / sum - first * first);
            double next = log + over / slope;
            log = next > low && next < high ? next : (low + high) / 2;
        }
    }

    private static Affinities symmetric(int[] near, double[] p, int n, int k) {
        int[] from = new int[n + 1];                       // who has a point among its neighbours, and with what share
        for (int j : near) from[j + 1]++;
        for (int i = 0; i < n; i++) from[i + 1] += from[i];
        int[] fill = Arrays.copyOf(from, n);
        int[] who = new int[n * k];
        double[] share = new double[n * k];
        for (int i = 0; i < n; i++) {
            for (int e = i * k; e < (i + 1) * k; e++) {
                int at = fill[near[e]]++;
                who[at] = i;
                share[at] = p[e];
            }
        }
        int[] starts = new int[n + 1];
        int[] columns = new int[2 * n * k];
        float[] values = new float[2 * n * k];
        double[] row = new double[n];
        int[] others = new int[2 * n];
        int end = 0;
        for (int i = 0; i < n; i++) {
            int count = 0;
            for (int e = i * k; e < (i + 1) * k; e++) {
                others[count++] = near[e];
                row[near[e]] = p[e];
            }
            for (int e = from[i]; e < from[i + 1]; e++) {
                if (row[who[e]] == 0) others[count++] = who[e];
                row[who[e]] += share[e];
            }
            Arrays.sort(others, 0, count);
            for (int c = 0; c < count; c++) {
                int j = others[c];
                if (row[j] > 0) {
                    columns[end] = j;
                    values[end++] = (float) (row[j] / (2.0 * n));
                    row[j] = 0;
                }
            }
            starts[i + 1] = end;
        }
        return new Affinities(starts, Arrays.copyOf(columns, end), Arrays.copyOf(values, end));
    }

    /// Number of points.
    int size() {
        return starts.length - 1;
    }

    /// `Σ p ln p`, the part of the divergence from a map that no map changes.
    double negentropy() {
        double sum = 0;
        for (float p : values) sum += p * Math.log(p);
        return sum;
    }
}
