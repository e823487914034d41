package gyrus.models.foundation.tabular;

import gyrus.nn.Init;
import gyrus.nn.Layer;
import gyrus.tensor.Tensor;
import java.util.List;

/// Where a number stands among thresholds that are learned: beside each number x of a row, `σ(s·(x − t))` for several
/// thresholds t, each with a steepness s. What a table tells often changes at a threshold, as at an age or a limit, and
/// a smooth net is slow to learn a step. (B, C) → (B, C·(1 + steps))
///
/// After the soft decisions of Irsoy, Yıldız & Alpaydın 2012, Soft Decision Trees, §2, one number at a time.
///
/// @param thresholds t, (C, steps)
/// @param steepness s, (C, steps)
public record SoftSteps(Tensor thresholds, Tensor steepness) implements Layer {

    /// Checks that the shapes agree.
    public SoftSteps {
        if (thresholds.rank() != 2 || !thresholds.shape().equals(steepness.shape())) {
            throw new IllegalArgumentException("thresholds %s with steepness %s; both are (columns, steps)"
                    .formatted(thresholds.shape(), steepness.shape()));
        }
    }

    /// Thresholds drawn from the standard normal distribution, for numbers that are distributed like it.
    ///
    /// @param steps thresholds for each number
    /// @param steepness of every step at first
    public static SoftSteps of(int columns, int steps, double steepness) {
        return new SoftSteps(Init.normal(0, 1, columns, steps), Init.constant(steepness, columns, steps));
    }

    @Override
    public Tensor forward(Tensor rows) {
        Tensor beyond = rows.unsqueeze(2).sub(thresholds).mul(steepness).sigmoid(); // (B, C, steps)
        return Tensor.cat(List.of(rows, beyond.flatten(1, 2)), 1);
    }
}
