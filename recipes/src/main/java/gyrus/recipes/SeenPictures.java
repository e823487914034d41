package gyrus.recipes;

import gyrus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Keeps the pictures that a judge is shown, batch by batch, as plain numbers: a batch's tensors do not last.
final class SeenPictures {

    private static final int PIXELS = DigitPictures.SIZE * DigitPictures.SIZE;

    private final List<float[]> batches = new ArrayList<>();
    private int count;

    /// Keeps these too, (N, 1, 28, 28).
    void see(Tensor pictures) {
        batches.add(pictures.toFloats());
        count += Math.toIntExact(pictures.size(0));
    }

    /// How many were seen.
    int count() {
        return count;
    }

    /// The first of them, as many as there are up to `most`. (N, 1, 28, 28)
    Tensor first(int most) {
        int some = Math.min(most, count);
        float[] values = new float[some * PIXELS];
        int at = 0;
        for (float[] batch : batches) {
            int length = Math.min(batch.length, values.length - at);
            System.arraycopy(batch, 0, values, at, length);
            at += length;
        }
        return Tensor.of(values, some, 1, DigitPictures.SIZE, DigitPictures.SIZE);
    }

    /// All of them. (N, 1, 28, 28)
    Tensor all() {
        return first(count);
    }
}
