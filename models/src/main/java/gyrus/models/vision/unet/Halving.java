package gyrus.models.vision.unet;

import gyrus.nn.Conv;
import gyrus.nn.Layer;
import gyrus.nn.Window;
import gyrus.tensor.Tensor;

/// Makes pictures half as high and wide, by a convolution of stride 2. (B, C, H, W) → (B, C, ⌈H/2⌉, ⌈W/2⌉)
public record Halving(Conv conv) implements Layer {

    /// A fresh one.
    public static Halving of(long width) {
        return new Halving(Conv.of(width, width, Window.square(3).stride(2).padding(1)));
    }

    @Override
    public Tensor forward(Tensor x) {
        return conv.apply(x);
    }
}
