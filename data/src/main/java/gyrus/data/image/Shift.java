package gyrus.data.image;

import gyrus.data.Draws;
import gyrus.tensor.Tensor;
import java.util.function.UnaryOperator;

/// Moves each picture of a batch by whole pixels; what comes in at the edges is zero.
/// (B, C, H, W) → (B, C, H, W)
///
/// Shifting by up to p pixels is the same as the crop of a picture padded by p on every side.
///
/// @param pixels most that a picture moves in each direction
public record Shift(int pixels) implements UnaryOperator<Tensor> {

    /// Checks the distance.
    public Shift {
        if (pixels < 0) {
            throw new IllegalArgumentException("shift of " + pixels + " pixels is negative");
        }
    }

    @Override
    public Tensor apply(Tensor pictures) {
        Batches.check(pictures);
        long count = pictures.size(0);
        return Batches.crop(pictures.pad(pixels, pixels, pixels, pixels),
                Draws.randint(0, 2L * pixels + 1, count), Draws.randint(0, 2L * pixels + 1, count),
                pictures.size(2), pictures.size(3));
    }
}
