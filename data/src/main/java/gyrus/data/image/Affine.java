package gyrus.data.image;

import gyrus.data.Draws;
import gyrus.tensor.Tensor;
import java.util.List;
import java.util.function.UnaryOperator;

/// Turns, scales, slants and moves each picture of a batch about its middle, by uniform random amounts;
/// bilinear, zero outside. (B, C, H, W) → (B, C, H, W)
///
/// @param degrees turned by at most so much either way
/// @param scale   scaled by 1 − scale to 1 + scale
/// @param shear   slanted by at most so much: horizontal pixels a vertical pixel
/// @param shift   moved by at most this share of the height and the width
public record Affine(double degrees, double scale, double shear, double shift)
        implements UnaryOperator<Tensor> {

    /// Checks the bounds.
    public Affine {
        if (!(degrees >= 0 && scale >= 0 && scale < 1 && shear >= 0 && shift >= 0)) {
            throw new IllegalArgumentException("affine bounds must be 0 or more, scale below 1: "
                    + List.of(degrees, scale, shear, shift));
        }
    }

    @Override
    public Tensor apply(Tensor pictures) {
        Batches.check(pictures);
        long count = pictures.size(0);
        long height = pictures.size(2);
        long width = pictures.size(3);
        var angle = uniform(count, Math.toRadians(degrees));
        var zoom = uniform(count, scale).add(1);
        var slant = uniform(count, shear);
        var down = uniform(count, 2 * shift);                       // the grid's side is 2 long
        var right = uniform(count, 2 * shift);
        // where a pixel's value comes from: the inverse of turning, then slanting, then scaling
        var cos = angle.cos().div(zoom);
        var sin = angle.sin().div(zoom);
        double aspect = (double) height / width;                    // the grid is square
        var map = Tensor.stack(List.of(
                cos.add(slant.mul(sin)), sin.neg().add(slant.mul(cos)).mul(aspect), right,
                sin.div(aspect), cos, down), 1).reshape(count, 2, 3);
        return pictures.gridSample(map.to(pictures.dtype()).affineGrid(height, width));
    }

    private static Tensor uniform(long count, double bound) {
        return Draws.rand(count).mul(2 * bound).sub(bound);
    }
}
