package gyrus.nn;

import gyrus.nn.Activations.Relu;
import gyrus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Layers one after the other. Their names are their numbers: `0.weight`, `2.weight`.
///
/// @param layers in the order in which they are applied
public record Sequential(@Key("") List<Layer> layers) implements Layer, Packable {

    /// Copies the list.
    public Sequential {
        layers = List.copyOf(layers);
    }

    /// These layers one after the other.
    public static Sequential of(Layer... layers) {
        return new Sequential(List.of(layers));
    }

    /// Convolutions, the batch norms after them and the rectifiers after those as one layer each.
    @Override
    public Sequential packed() {
        List<Layer> packed = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            if (!(layer instanceof DenseConv conv) || !PackedConv.possible(conv)) {
                packed.add(layer instanceof Packable packable && packable.packed() instanceof Layer other ? other
                        : Nets.packed(layer));
                continue;
            }
            PackedConv made;
            if (after(i) instanceof BatchNorm norm && norm.runningMean() != null) {
                made = PackedConv.of(conv, norm);
                i++;
            } else {
                made = PackedConv.of(conv);
            }
            if (after(i) instanceof Relu) {
                made = made.rectified();
                i++;
            }
            packed.add(made);
        }
        return new Sequential(packed);
    }

    private @Nullable Layer after(int i) {
        return i + 1 < layers.size() ? layers.get(i + 1) : null;
    }

    @Override
    public Tensor forward(Tensor input) {
        Tensor x = input;
        for (Layer layer : layers) x = layer.apply(x);
        return x;
    }
}
