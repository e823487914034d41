package gyrus.models.vision.conv4;

import gyrus.nn.Activations.Relu;
import gyrus.nn.BatchNorm;
import gyrus.nn.Conv;
import gyrus.nn.Key;
import gyrus.nn.Layer;
import gyrus.nn.MaxPool;
import gyrus.nn.Window;
import gyrus.tensor.Tensor;

/// A convolution of 3×3, normalised, pooled and rectified. (B, C, H, W) → (B, width, ⌊H/2⌋, ⌊W/2⌋)
///
/// @param conv keeps height and width
/// @param norm over the batch
/// @param pool halves height and width
/// @param relu after it
public record ConvBlock(@Key("0") Conv conv, @Key("1") BatchNorm norm, MaxPool pool, Relu relu) implements Layer {

    static ConvBlock of(int channels, int width, BatchNorm norm) {
        return new ConvBlock(Conv.of(channels, width, Window.square(3).padding(1)), norm, MaxPool.square(2),
                new Relu());
    }

    @Override
    public Tensor forward(Tensor x) {
        return relu.apply(pool.apply(norm.apply(conv.apply(x)))); // as pooled after the rectifier, on a quarter of it
    }
}
