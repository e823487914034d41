package gyrus.nn;

import gyrus.tensor.Tensor;

/// A layer whose output is added to its input: `y = x + f(x)`.
///
/// He et al. 2016, Deep Residual Learning for Image Recognition, §3.2.
///
/// @param layer f, which must keep the shape
public record Residual(Layer layer) implements Layer {

    @Override
    public Tensor forward(Tensor input) {
        return input.add(layer.apply(input));
    }
}
