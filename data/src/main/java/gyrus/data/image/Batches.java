package gyrus.data.image;

import gyrus.tensor.Tensor;

/// What the transforms of batches share.
final class Batches {

    private Batches() { }

    /// Refuses what is not (B, C, H, W).
    static void check(Tensor pictures) {
        if (pictures.rank() != 4) {
            throw new IllegalArgumentException("a batch of pictures is (B, C, H, W), not "
                    + pictures.shape());
        }
    }

    /// For each picture the rectangle at its own corner. (B, C, H, W), (B), (B) → (B, C, h, w)
    static Tensor crop(Tensor pictures, Tensor top, Tensor left, long height, long width) {
        long count = pictures.size(0);
        long channels = pictures.size(1);
        var rows = top.reshape(count, 1).add(Tensor.arange(height)).reshape(count, 1, height, 1)
                .expand(count, channels, height, pictures.size(3));
        var columns = left.reshape(count, 1).add(Tensor.arange(width)).reshape(count, 1, 1, width)
                .expand(count, channels, height, width);
        return pictures.gather(2, rows).gather(3, columns);
    }
}
