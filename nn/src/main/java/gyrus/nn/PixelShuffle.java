package gyrus.nn;

import gyrus.tensor.Tensor;

/// Blocks of channels laid out as pixels: larger pictures from many channels.
/// (N, C·r², H, W) → (N, C, H·r, W·r)
///
/// Shi et al. 2016, Real-Time Single Image and Video Super-Resolution Using an Efficient Sub-Pixel
/// Convolutional Neural Network, §3.2.
///
/// @param factor r
public record PixelShuffle(long factor) implements Layer {

    /// Checks the factor.
    public PixelShuffle {
        if (factor < 1) throw new IllegalArgumentException("factor %d must be 1 or more".formatted(factor));
    }

    @Override
    public Tensor forward(Tensor input) {
        return input.pixelShuffle(factor);
    }
}
