package gyrus.data.sets;

import gyrus.data.internal.SplitMix;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Handwritten-looking digits 0 to 9, drawn from strokes: 28×28 grey pictures that need no download.
///
/// Picture `i` shows the digit `i mod 10`. It is a pure function of the seed and `i`, on every machine. A way
/// of writing the digit is chosen, its templates are mixed and bent, slanted, turned and stretched, a pen of
/// random width draws it, and the result is framed as MNIST is: the ink fits a box of 20×20, and its centre
/// of mass is within a pixel or two of the middle of the 28×28. LeCun et al. 1998, Gradient-Based Learning
/// Applied to Document Recognition, §III.A.
///
/// A convolutional net trained on these alone reads most of MNIST's digits.
public final class StrokeDigits {

    /// Height and width of a picture in pixels.
    public static final int SIZE = 28;

    private static final RandomGeneratorFactory<RandomGenerator> RANDOM =
            RandomGeneratorFactory.of("L64X128MixRandom");

    private final long seed;

    /// Digits of this seed; another seed gives wholly other pictures.
    public StrokeDigits(long seed) {
        this.seed = seed;
    }

    /// The digit that picture `index` shows.
    public int label(long index) {
        return (int) Math.floorMod(index, 10L);
    }

    /// Draws picture `index`: `SIZE · SIZE` values of ink by rows, 0 for paper to 255 for ink.
    public byte[] draw(long index) {
        var picture = new byte[SIZE * SIZE];
        draw(index, picture, 0);
        return picture;
    }

    /// Draws picture `index` into `target` from `offset` on.
    public void draw(long index, byte[] target, int offset) {
        var random = RANDOM.create(SplitMix.mix(seed ^ SplitMix.mix(index + SplitMix.STEP)));
        var ink = Pen.random(random).draw(label(index), random);
        for (int i = 0; i < ink.length; i++) {
            target[offset + i] = (byte) Math.round(255f * ink[i]);
        }
    }
}
