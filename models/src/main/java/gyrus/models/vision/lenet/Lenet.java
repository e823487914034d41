package gyrus.models.vision.lenet;

import gyrus.nn.Activations.Relu;
import gyrus.nn.Conv;
import gyrus.nn.Flatten;
import gyrus.nn.Layer;
import gyrus.nn.Linear;
import gyrus.nn.MaxPool;
import gyrus.nn.Window;
import gyrus.tensor.Tensor;

/// LeNet-5: two convolutions that find strokes and their combinations, then three linear maps that decide.
/// (B, 1, 28, 28) → (B, classes)
///
/// LeCun et al. 1998, Gradient-Based Learning Applied to Document Recognition, §II.B; with the rectifiers and maximum
/// pooling of today in place of squashing and averaging. 61,706 parameters for ten classes.
///
/// @param conv1 1 → 6 maps, 5×5
/// @param conv2 6 → 16 maps, 5×5
/// @param fc1 400 → 120
/// @param fc2 120 → 84
/// @param fc3 84 → classes
/// @param pool halves height and width
/// @param flatten maps as one row
/// @param relu between the layers
public record Lenet(Conv conv1, Conv conv2, Linear fc1, Linear fc2, Linear fc3, MaxPool pool, Flatten flatten,
        Relu relu)
        implements Layer {

    /// With fresh weights.
    public static Lenet of(int classes) {
        return new Lenet(
                Conv.of(1, 6, Window.square(5).padding(2)).channelsLast(),
                Conv.of(6, 16, Window.square(5)).channelsLast(),
                Linear.of(16 * 5 * 5, 120),
                Linear.of(120, 84),
                Linear.of(84, classes),
                MaxPool.square(2),
                Flatten.of(),
                new Relu());
    }

    @Override
    public Tensor forward(Tensor pictures) {
        // the rectifier comes after the pool: the largest of what is rectified is what is rectified of the largest
        Tensor x = relu.apply(pool.apply(conv1.apply(pictures))); // (B, 6, 14, 14)
        x = relu.apply(pool.apply(conv2.apply(x))); // (B, 16, 5, 5)
        x = flatten.apply(x); // (B, 400)
        x = relu.apply(fc1.apply(x)); // (B, 120)
        x = relu.apply(fc2.apply(x)); // (B, 84)
        return fc3.apply(x); // (B, classes)
    }
}
