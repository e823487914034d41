package gyrus.methods.explain;

import gyrus.nn.Layer;
import gyrus.tensor.Tensor;
import gyrus.train.Explainer;
import gyrus.train.picture.Picture;
import java.nio.file.Path;
import java.util.List;

/// A net that can be explained, without files.
record Asked(Layer net, List<String> labels) implements Explainer {

    @Override
    public Layer net() {
        return net;
    }

    @Override
    public Tensor read(Path file) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Picture show(Tensor input) {
        return Picture.of(input.toFloats(), 1, (int) input.size(2), (int) input.size(3), 0, 1);
    }

    @Override
    public Tensor scores(Tensor inputs) {
        return net.apply(inputs);
    }
}
