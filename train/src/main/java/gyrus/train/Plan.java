package gyrus.train;

import gyrus.train.metric.Measure;

/// How long to train, in what portions, and by what the weights to keep are chosen.
///
/// @param epochs times that all training data is seen; 0 where `steps` says how long
/// @param steps batches to learn from; 0 where `epochs` says how long
/// @param batch examples in a batch
/// @param evaluate steps between two evaluations; 0 for one an epoch
/// @param monitor the figure on the validation data that decides which weights are kept
/// @param patience evaluations without a better figure after which training ends; 0 for never
public record Plan(int epochs, long steps, int batch, long evaluate, Measure monitor, int patience) {

    /// Checks that the numbers make sense.
    public Plan {
        if ((epochs > 0) == (steps > 0) || epochs < 0 || steps < 0) {
            throw new IllegalArgumentException("epochs=%d and steps=%d: one says how long to train, the other is 0"
                    .formatted(epochs, steps));
        }
        if (batch < 1) throw new IllegalArgumentException("batch=%d must be 1 or more".formatted(batch));
        if (evaluate < 0) throw new IllegalArgumentException("evaluate=%d must be 0 or more".formatted(evaluate));
        if (patience < 0) throw new IllegalArgumentException("patience=%d must be 0 or more".formatted(patience));
    }

    /// So many epochs, evaluated after each.
    public static Plan epochs(int epochs, int batch, Measure monitor) {
        return new Plan(epochs, 0, batch, 0, monitor, 0);
    }

    /// So many steps, evaluated every `evaluate`.
    public static Plan steps(long steps, int batch, long evaluate, Measure monitor) {
        return new Plan(0, steps, batch, evaluate, monitor, 0);
    }

    /// This plan with early stopping.
    public Plan patience(int evaluations) {
        return new Plan(epochs, steps, batch, evaluate, monitor, evaluations);
    }
}
