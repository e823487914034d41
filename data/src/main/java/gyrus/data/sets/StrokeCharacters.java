package gyrus.data.sets;

import gyrus.data.internal.SplitMix;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Characters of alphabets that nobody writes, drawn from random strokes: 28×28 grey pictures that need no download.
///
/// An alphabet has a style: how many strokes its characters take, how long and how bent they are, whether they have
/// corners. A character is a program of strokes in that style, and each of its examples is written by another hand
/// ([Pen]): shaken, bent, slanted, turned and stretched anew. All of it is a pure function of the seed and the numbers.
/// After Lake et al. 2015, Human-level concept learning through probabilistic program induction.
final class StrokeCharacters {

    private static final RandomGeneratorFactory<RandomGenerator> RANDOM =
            RandomGeneratorFactory.of("L64X128MixRandom");
    private static final double QUIET = 0.6;                        // of a digit's jitter: a character is no scrawl

    private final long seed;

    /// Characters of this seed; another seed gives other alphabets.
    StrokeCharacters(long seed) {
        this.seed = seed;
    }

    /// How an alphabet looks.
    ///
    /// @param strokes mean number of strokes of a character
    /// @param points  mean number of points of a stroke
    /// @param length  mean distance between two points, in heights of a character
    /// @param curl    how much a stroke turns at a point, in radians
    /// @param corner  share of points that are corners
    /// @param grid    whether strokes begin in one of eight directions
    private record Style(double strokes, double points, double length, double curl, double corner, boolean grid) {

        static Style random(RandomGenerator random) {
            return new Style(1.4 + 1.4 * random.nextDouble(), 2.6 + 2.2 * random.nextDouble(),
                    0.28 + 0.22 * random.nextDouble(), 0.4 + 1.0 * random.nextDouble(), 0.5 * random.nextDouble(),
                    random.nextBoolean());
        }

        /// The strokes of one character as `x₀ y₀ x₁ y₁ …`.
        float[][] character(RandomGenerator random) {
            float[][] character = new float[count(strokes, 1, 4, random)][];
            for (int s = 0; s < character.length; s++) character[s] = stroke(random);
            return character;
        }

        private float[] stroke(RandomGenerator random) {
            int count = count(points, 2, 7, random);
            boolean[] corners = new boolean[count];
            int doubled = 0;
            for (int i = 1; i < count - 1; i++) {
                corners[i] = random.nextDouble() < corner;
                if (corners[i]) doubled++;
            }
            float[] stroke = new float[2 * (count + doubled)];
            double x = random.nextDouble();
            double y = random.nextDouble();
            double heading = 2 * StrictMath.PI * (grid ? random.nextInt(8) / 8.0 : random.nextDouble());
            double bent = curl * random.nextGaussian();             // a stroke mostly goes on turning as it began
            int at = 0;
            for (int i = 0; i < count; i++) {
                for (int times = corners[i] ? 2 : 1; times > 0; times--) {
                    stroke[at++] = (float) x;
                    stroke[at++] = (float) y;
                }
                double stride = length * (0.6 + 0.8 * random.nextDouble());
                double nextX = x + stride * StrictMath.cos(heading);
                double nextY = y + stride * StrictMath.sin(heading);
                if (Math.abs(nextX - 0.5) > 0.75) nextX = 2 * x - nextX; // back from beyond the edge
                if (Math.abs(nextY - 0.5) > 0.75) nextY = 2 * y - nextY;
                heading = StrictMath.atan2(nextY - y, nextX - x) + bent + 0.3 * curl * random.nextGaussian();
                x = nextX;
                y = nextY;
            }
            return stroke;
        }

        private static int count(double mean, int low, int high, RandomGenerator random) {
            return Math.clamp(Math.round(mean + 0.8 * random.nextGaussian()), low, high);
        }
    }

    /// Draws an example of a character into `target` from `offset` on: 0 for paper to 255 for ink, by rows.
    void draw(int alphabet, int character, int example, byte[] target, int offset) {
        Style style = Style.random(random(alphabet, -1, -1));
        float[][] strokes = style.character(random(alphabet, character, -1));
        RandomGenerator hand = random(alphabet, character, example);
        Pen pen = Pen.random(hand);
        Pen calm = new Pen(QUIET * pen.jitter(), QUIET * pen.slant(), pen.turn(), Math.sqrt(pen.stretch()), pen.bend(),
                QUIET * pen.radius(), pen.press(), pen.edge());
        float[] ink = calm.draw(strokes, hand);
        for (int i = 0; i < ink.length; i++) target[offset + i] = (byte) Math.round(255f * ink[i]);
    }

    private RandomGenerator random(long... numbers) {
        long mixed = seed;
        for (long number : numbers) mixed = SplitMix.mix(mixed + SplitMix.STEP * (number + 2));
        return RANDOM.create(mixed);
    }
}
