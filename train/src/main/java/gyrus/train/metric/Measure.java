package gyrus.train.metric;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The names of figures, as events, files and results have them, and which way is better.
public enum Measure {

    /// Mean loss of the training objective.
    LOSS(false),
    /// Share of predictions that are right, 0 to 1.
    ACCURACY(true),
    /// Harmonic mean of precision and recall, 0 to 1; the mean over classes where there are more than two.
    F1(true),
    /// Area under the ROC curve, 0 to 1.
    AUC(true),
    /// Share of the variance that is explained, up to 1.
    R2(true),
    /// Mean absolute error, in the target's unit.
    MAE(false),
    /// Number of equally likely choices that a prediction leaves, from 1.
    PERPLEXITY(false),
    /// Mean of −ln of the probability that a text's characters were given, each in its turn.
    NATS_PER_CHARACTER(false),
    /// Mean sum of the rewards of an episode.
    RETURN(true),
    /// Fréchet distance of what was generated to what is real, from 0.
    FRECHET(false),
    /// Share of points whose nearest neighbour is of their class, 0 to 1.
    KNN(true),
    /// Half of the width of the interval that holds a mean of many tasks' accuracies with 95 % certainty.
    INTERVAL(false);

    private final boolean higherIsBetter;

    Measure(boolean higherIsBetter) {
        this.higherIsBetter = higherIsBetter;
    }

    /// The name in files and results, as `accuracy`.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether a higher figure is the better one.
    public boolean higherIsBetter() {
        return higherIsBetter;
    }

    /// Whether a figure is better than another; NaN is worse than all, and not better than itself.
    public boolean better(double figure, double than) {
        if (Double.isNaN(figure) || Double.isNaN(than)) {
            return !Double.isNaN(figure);
        }
        return higherIsBetter ? figure > than : figure < than;
    }

    /// The measure of that name, if it is one.
    public static Optional<Measure> of(String id) {
        return Arrays.stream(values()).filter(measure -> measure.id().equals(id)).findFirst();
    }
}
