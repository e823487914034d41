package gyrus.train.text;

import java.util.Arrays;
import java.util.stream.IntStream;

/// The parts that make a choice of logits, each a function of them alone: what it takes out becomes −∞.
public final class Chances {

    private Chances() {}

    /// Makes tokens that were there less likely: a logit above 0 is divided by `penalty`, another multiplied.
    /// Keskar et al. 2019, CTRL: A Conditional Transformer Language Model for Controllable Generation, §4.1.
    ///
    /// @param before tokens so far
    /// @param penalty above 1 to repeat less, below to repeat more
    public static double[] penalty(double[] logits, int[] before, double penalty) {
        double[] changed = logits.clone();
        for (int token : Arrays.stream(before).distinct().toArray()) {
            double logit = logits[token];
            changed[token] = logit > 0 ? logit / penalty : logit * penalty;
        }
        return changed;
    }

    /// Logits over the temperature: below 1 the likely ones become likelier, above 1 all become alike.
    public static double[] temperature(double[] logits, double temperature) {
        return Arrays.stream(logits).map(logit -> logit / temperature).toArray();
    }

    /// The `k` largest, and what equals the last of them. Fan et al. 2018, Hierarchical Neural Story Generation, §5.4.
    public static double[] topK(double[] logits, int k) {
        if (k >= logits.length) return logits.clone();
        double[] sorted = logits.clone();
        Arrays.sort(sorted);
        return from(logits, sorted[sorted.length - k]);
    }

    /// The smallest set of the most probable whose probabilities sum to `p` or more; of equals the lower numbers come
    /// first. Holtzman et al. 2020, The Curious Case of Neural Text Degeneration, §3.1.
    public static double[] topP(double[] logits, double p) {
        double[] probabilities = softmax(logits);
        int[] order = order(probabilities);
        double[] left = new double[logits.length];
        Arrays.fill(left, Double.NEGATIVE_INFINITY);
        double sum = 0;
        for (int i = 0; i < order.length && (i == 0 || sum < p); i++) {
            left[order[i]] = logits[order[i]];
            sum += probabilities[order[i]];
        }
        return left;
    }

    /// Those at least `p` times as probable as the most probable. Nguyen et al. 2024, Turning Up the Heat: Min-p
    /// Sampling for Creative and Coherent LLM Outputs, §3.
    public static double[] minP(double[] logits, double p) {
        return from(logits, most(logits) + Math.log(p));
    }

    private static double[] from(double[] logits, double least) {
        return Arrays.stream(logits).map(logit -> logit >= least ? logit : Double.NEGATIVE_INFINITY).toArray();
    }

    /// `eˣ / Σ eˣ`.
    public static double[] softmax(double[] logits) {
        double most = most(logits);
        double[] weights = Arrays.stream(logits).map(logit -> Math.exp(logit - most)).toArray();
        double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(weight -> weight / sum).toArray();
    }

    /// The place of the largest; the first of several.
    public static int largest(double[] values) {
        int largest = 0;
        for (int i = 1; i < values.length; i++) {
            if (values[i] > values[largest]) largest = i;
        }
        return largest;
    }

    /// The place where a share of the whole is reached, going from the first on.
    ///
    /// @param share 0 or more and below 1
    public static int at(double[] probabilities, double share) {
        double sum = 0;
        int last = 0;
        for (int i = 0; i < probabilities.length; i++) {
            if (probabilities[i] == 0) continue;
            sum += probabilities[i];
            last = i;
            if (share < sum) break;
        }
        return last; // of sums that rounding has left below 1, the last that is possible
    }

    /// The places of the values from the largest to the smallest; equals in their order.
    static int[] order(double[] values) {
        return IntStream.range(0, values.length).boxed()
                .sorted((a, b) -> Double.compare(values[b], values[a])).mapToInt(Integer::intValue).toArray();
    }

    private static double most(double[] logits) {
        return logits[largest(logits)];
    }
}
