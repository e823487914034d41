package gyrus.data.image;

import gyrus.data.Draws;
import gyrus.tensor.Tensor;
import java.util.function.UnaryOperator;

/// Mirrors some pictures of a batch left to right. (B, C, H, W) → (B, C, H, W)
///
/// @param probability of each picture to be mirrored
public record Flip(double probability) implements UnaryOperator<Tensor> {

    /// Checks the probability.
    public Flip {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability " + probability + " is not within 0 and 1");
        }
    }

    @Override
    public Tensor apply(Tensor pictures) {
        Batches.check(pictures);
        var chosen = Draws.rand(pictures.size(0), 1, 1, 1).lt(probability);
        return Tensor.where(chosen, pictures.flip(3), pictures);
    }
}
