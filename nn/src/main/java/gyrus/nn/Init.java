package gyrus.nn;

import gyrus.tensor.DType;
import gyrus.tensor.Generator;
import gyrus.tensor.Gradients;
import gyrus.tensor.Tensor;

/// Fresh parameters: trainable tensors with their first values, drawn from the current [Generator].
public final class Init {

    private Init() {}

    /// Drawn uniformly from [low, high).
    public static Tensor uniform(double low, double high, long... shape) {
        return Gradients.off(() -> Tensor.empty(DType.FLOAT32, shape).fillUniform(Generator.current(), low, high)).trainable(true);
    }

    /// Drawn from the normal distribution of this mean and standard deviation.
    public static Tensor normal(double mean, double std, long... shape) {
        return Gradients.off(() -> Tensor.empty(DType.FLOAT32, shape).fillNormal(Generator.current(), mean, std)).trainable(true);
    }

    /// The same value everywhere.
    public static Tensor constant(double value, long... shape) {
        return Tensor.full(DType.FLOAT32, value, shape).trainable(true);
    }
}
