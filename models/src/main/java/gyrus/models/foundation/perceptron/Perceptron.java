package gyrus.models.foundation.perceptron;

import gyrus.nn.Activations.Relu;
import gyrus.nn.Activations.Sigmoid;
import gyrus.nn.DenseLinear;
import gyrus.nn.Flatten;
import gyrus.nn.Init;
import gyrus.nn.Layer;
import gyrus.nn.Linear;
import gyrus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// A multilayer perceptron: `aˡ = σ(Wˡ·aˡ⁻¹ + bˡ)` for every layer l. (B, …) → (B, out)
///
/// Rumelhart et al. 1986, Learning representations by back-propagating errors. Of sizes 784, 16, 16, 10 it has exactly
/// 13,002 parameters: 12,960 weights and 42 biases.
///
/// @param flatten a picture as one row
/// @param layers the affine maps
/// @param activation after each of them, the last one too
public record Perceptron(Flatten flatten, List<Linear> layers, Layer activation) implements Layer {

    /// What a neuron makes of its weighted input.
    public enum Neuron {
        /// `1 / (1 + e^(−z))`.
        SIGMOID,
        /// `max(0, z)`.
        RELU
    }

    /// Takes over a copy of the list.
    public Perceptron {
        layers = List.copyOf(layers);
    }

    /// Layers of these sizes, the input's first, with weights drawn from a normal distribution of deviation 1/√in and
    /// biases 0.
    ///
    /// @throws IllegalArgumentException unless there are two sizes or more
    public static Perceptron of(Neuron neuron, long... sizes) {
        if (sizes.length < 2) {
            throw new IllegalArgumentException("%d sizes: a perceptron needs those of its input and its output"
                    .formatted(sizes.length));
        }
        List<Linear> layers = new ArrayList<>();
        for (int i = 1; i < sizes.length; i++) {
            layers.add(new DenseLinear(Init.normal(0, 1 / Math.sqrt(sizes[i - 1]), sizes[i], sizes[i - 1]), Init
                    .constant(0, sizes[i])));
        }
        return new Perceptron(Flatten.of(), layers, switch (neuron) {
            case SIGMOID -> new Sigmoid();
            case RELU -> new Relu();
        });
    }

    @Override
    public Tensor forward(Tensor input) {
        Tensor a = flatten.apply(input);
        for (Linear layer : layers) a = activation.apply(layer.apply(a));
        return a;
    }
}
