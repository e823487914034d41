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

/// A perceptron over the numbers of a row, whatever their units: it learns their means and spreads as it learns the
/// rest. (B, columns) → (B)
///
/// @param scale makes every column of mean 0 and deviation 1
/// @param body linear maps with activations between
public record TableNet(BatchNorm scale, Sequential body) implements Layer {

    /// With fresh weights.
    ///
    /// @param columns numbers in a row
    /// @param width of each hidden layer
    /// @param depth hidden layers
    public static TableNet of(int columns, int width, int depth, double dropout) {
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < depth; i++) {
            layers.add(Linear.of(i == 0 ? columns : width, width));
            layers.add(new Silu());
            layers.add(new Dropout(dropout));
        }
        layers.add(Linear.of(depth == 0 ? columns : width, 1));
        return new TableNet(BatchNorm.of(columns), new Sequential(layers));
    }

    @Override
    public Tensor forward(Tensor rows) {
        return body.apply(scale.apply(rows)).squeeze(1); // (B)
    }
}
