package gyrus.nn;

import gyrus.tensor.Tensor;
import java.util.List;

/// Layers one after the other. Their names are their numbers: `0.weight`, `2.weight`.
///
/// @param layers in the order in which they are applied
public record Sequential(@Key("") List<Layer> layers) implements Layer {

    /// Copies the list.
    public Sequential {
        layers = List.copyOf(layers);
    }

    /// These layers one after the other.
    public static Sequential of(Layer... layers) {
        return new Sequential(List.of(layers));
    }

    @Override
    public Tensor forward(Tensor input) {
        Tensor x = input;
        for (Layer layer : layers) x = layer.apply(x);
        return x;
    }
}
