package gyrus.data.image;

import gyrus.data.Draws;
import gyrus.tensor.Tensor;
import java.util.function.UnaryOperator;

/// Pads each picture of a batch with zeros and cuts a rectangle out at a random place.
/// (B, C, H, W) → (B, C, height, width)
///
/// He et al. 2016, Deep Residual Learning for Image Recognition, §4.2: 32×32 after a padding of 4.
///
/// @param height  of the rectangle
/// @param width   of the rectangle
/// @param padding pixels added on every side first
public record Crop(int height, int width, int padding) implements UnaryOperator<Tensor> {

    /// Checks the sizes.
    public Crop {
        if (height < 1 || width < 1 || padding < 0) {
            throw new IllegalArgumentException("crop of %d×%d after a padding of %d"
                    .formatted(height, width, padding));
        }
    }

    @Override
    public Tensor apply(Tensor pictures) {
        Batches.check(pictures);
        long down = pictures.size(2) + 2L * padding - height;
        long right = pictures.size(3) + 2L * padding - width;
        if (down < 0 || right < 0) {
            throw new IllegalArgumentException("crop of %d×%d is larger than pictures %s padded by %d"
                    .formatted(height, width, pictures.shape(), padding));
        }
        long count = pictures.size(0);
        return Batches.crop(pictures.pad(padding, padding, padding, padding),
                Draws.randint(0, down + 1, count), Draws.randint(0, right + 1, count), height, width);
    }
}
