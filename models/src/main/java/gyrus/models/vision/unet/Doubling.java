package gyrus.models.vision.unet;

import gyrus.nn.Conv;
import gyrus.nn.Interpolate;
import gyrus.nn.Layer;
import gyrus.nn.Window;
import gyrus.tensor.Tensor;

/// Makes pictures twice as high and wide: each pixel repeated, then a convolution. (B, C, H, W) → (B, C, 2H, 2W)
///
/// Odena et al. 2016, Deconvolution and Checkerboard Artifacts.
///
/// @param conv keeps the size
/// @param repeat doubles it
public record Doubling(Conv conv, Interpolate repeat) implements Layer {

    /// A fresh one.
    public static Doubling of(long width) {
        return new Doubling(Conv.of(width, width, Window.square(3).padding(1)), Interpolate.by(2, 2));
    }

    @Override
    public Tensor forward(Tensor x) {
        return conv.apply(repeat.apply(x));
    }
}
