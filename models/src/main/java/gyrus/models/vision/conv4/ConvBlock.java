package gyrus.models.vision.conv4;

import gyrus.nn.Activations.Relu;
import gyrus.nn.BatchNorm;
import gyrus.nn.Conv;
import gyrus.nn.Key;
import gyrus.nn.Layer;
import gyrus.nn.MaxPool;
import gyrus.nn.Window;
import gyrus.tensor.Tensor;

/// A convolution of 3×3, normalised, rectified and pooled. (B, C, H, W) → (B, width, ⌊H/2⌋, ⌊W/2⌋)
///
/// @param conv keeps height and width
/// @param norm over the batch
/// @param relu after it
/// @param pool halves height and width
public record ConvBlock(@Key("0") Conv conv, @Key("1") BatchNorm norm, @Key("2") Relu relu, @Key("3") MaxPool pool)
        implements Layer {

    static ConvBlock of(int channels, int width, BatchNorm norm) {
        return new ConvBlock(Conv.of(channels, width, Window.square(3).padding(1)), norm, new Relu(),
                MaxPool.square(2));
    }

    @Override
    public Tensor forward(Tensor x) {
        return pool.apply(relu.apply(norm.apply(conv.apply(x))));
    }
}
