package gyrus.train.text;

import java.util.random.RandomGenerator;

/// How the next token is chosen from its logits: less of what was there, then the temperature, then without the
/// unlikely, then by lot.
///
/// @param temperature 0 takes the likeliest always; 1 keeps the probabilities as they are; up to 2
/// @param topK how many of the likeliest may be chosen; 0 for all
/// @param topP the share of the whole probability that the likeliest may be chosen from; 1 for all
/// @param minP share of the highest probability below which none is chosen; 0 for no bound
/// @param penalty for tokens that were there; 1 for none
public record Sampling(double temperature, int topK, double topP, double minP, double penalty) {

    /// Always the likeliest.
    public static final Sampling GREEDY = new Sampling(0, 0, 1, 0, 1);

    /// Checks the values.
    public Sampling {
        if (!(temperature >= 0 && temperature <= 2)) {
            throw new IllegalArgumentException("temperature=%s must be 0, always the likeliest, to 2; try 0.8"
                    .formatted(temperature));
        }
        if (topK < 0) {
            throw new IllegalArgumentException("top-k=%d must be 0, for all tokens, or more; try 40".formatted(topK));
        }
        if (!(topP > 0 && topP <= 1)) {
            throw new IllegalArgumentException("top-p=%s must be above 0 and up to 1, for all; try 0.95"
                    .formatted(topP));
        }
        if (!(minP >= 0 && minP <= 1)) {
            throw new IllegalArgumentException("min-p=%s must be 0, for all tokens, to 1; try 0.05".formatted(minP));
        }
        if (!(penalty > 0 && penalty < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("penalty=%s must be above 0; 1 is none, try 1.1".formatted(penalty));
        }
    }

    /// By lot, at this temperature.
    public static Sampling at(double temperature) {
        return new Sampling(temperature, 0, 1, 0, 1);
    }

    /// The probability with which each token is chosen.
    ///
    /// @param before tokens so far
    public double[] probabilities(double[] logits, int[] before) {
        double[] left = penalty == 1 ? logits : Chances.penalty(logits, before, penalty);
        if (temperature == 0) {
            double[] sure = new double[left.length];
            sure[Chances.largest(left)] = 1;
            return sure;
        }
        left = Chances.temperature(left, temperature);
        if (topK > 0) left = Chances.topK(left, topK);
        if (topP < 1) left = Chances.topP(left, topP);
        if (minP > 0) left = Chances.minP(left, minP);
        return Chances.softmax(left);
    }

    /// A token.
    ///
    /// @param before tokens so far
    public int choose(double[] logits, int[] before, RandomGenerator random) {
        double lot = random.nextDouble(); // drawn always, so that the settings do not shift what follows
        return Chances.at(probabilities(logits, before), lot);
    }
}
