package gyrus.models.foundation.tabular;

import gyrus.nn.Activations.Silu;
import gyrus.nn.BatchNorm;
import gyrus.nn.Dropout;
import gyrus.nn.Layer;
import gyrus.nn.Linear;
import gyrus.nn.Sequential;
import gyrus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// A perceptron over the numbers of a row, whatever their units, and over where each stands among learned
/// thresholds. It learns the numbers' means and spreads as it learns the rest. (B, columns) → (B)
///
/// @param scale makes every column of mean 0 and deviation 1; those in use are the means over all batches alike
/// @param steps puts every number among its thresholds
/// @param body linear maps with activations between
public record TableNet(BatchNorm scale, SoftSteps steps, Sequential body) implements Layer {

    /// Thresholds of a number, and how steep they are at first.
    private static final int STEPS = 16;
    private static final double STEEPNESS = 10;

    /// With fresh weights.
    ///
    /// @param columns numbers in a row
    /// @param width of each hidden layer
    /// @param depth hidden layers
    public static TableNet of(int columns, int width, int depth, double dropout) {
        List<Layer> layers = new ArrayList<>();
        int in = columns * (1 + STEPS);
        for (int i = 0; i < depth; i++) {
            layers.add(Linear.of(in, width));
            layers.add(new Silu());
            layers.add(new Dropout(dropout));
            in = width;
        }
        layers.add(Linear.of(in, 1));
        return new TableNet(BatchNorm.of(columns, null, 1e-5), SoftSteps.of(columns, STEPS, STEEPNESS),
                new Sequential(layers));
    }

    @Override
    public Tensor forward(Tensor rows) {
        return body.apply(steps.apply(scale.apply(rows))).squeeze(1); // (B)
    }
}
