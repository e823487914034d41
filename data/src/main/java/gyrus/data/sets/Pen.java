package gyrus.data.sets;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/// One hand on one day: how it bends, slants and stretches a sign, and how thick and soft its line is.
///
/// Lengths are in pixels of the 28×28 picture; `jitter` and `bend` in heights of the digit.
///
/// @param jitter  standard deviation of each control point
/// @param slant   horizontal shift of the top against the foot
/// @param turn    rotation in radians
/// @param stretch width against the skeleton's
/// @param bend    amplitude of the smooth warp of the whole digit
/// @param radius  half the width of the line
/// @param press   relative change of the radius along a stroke
/// @param edge    width of the soft edge of the line
record Pen(double jitter, double slant, double turn, double stretch, double bend,
           double radius, double press, double edge) {

    private static final int SIZE = StrokeDigits.SIZE;
    private static final double BOX = 20;
    private static final double ASTRAY = 0.6;                       // pixels that the middle is missed by
    private static final int STEPS = 6;                             // segments between two points

    /// A hand as often seen as in a crowd of writers.
    static Pen random(RandomGenerator random) {
        return new Pen(
                0.010 + 0.032 * random.nextDouble(),
                Math.clamp(0.12 + 0.26 * random.nextGaussian(), -0.6, 0.8),
                0.13 * random.nextGaussian(),
                Math.clamp(StrictMath.exp(0.25 * random.nextGaussian()), 0.55, 1.7),
                0.03 * random.nextGaussian(),
                Math.clamp(1.25 * StrictMath.exp(0.35 * random.nextGaussian()), 0.55, 2.2),
                0.25 * random.nextGaussian(),
                0.9 + 0.7 * random.nextDouble());
    }

    /// Ink of a digit, 0 to 1, by rows.
    float[] draw(int digit, RandomGenerator random) {
        return draw(DigitShapes.pick(digit, random).mix(random), random);
    }

    /// Ink of what these strokes write, 0 to 1, by rows. Their points are moved.
    float[] draw(float[][] strokes, RandomGenerator random) {
        for (var stroke : strokes) {
            shake(stroke, random);
        }
        var curves = new float[strokes.length][];
        for (int s = 0; s < strokes.length; s++) {
            curves[s] = smooth(strokes[s]);
        }
        bend(curves, random);
        place(curves, random);
        var ink = new float[SIZE * SIZE];
        for (var curve : curves) {
            double from = radius * Math.clamp(1 - press / 2, 0.5, 1.5);
            double to = radius * Math.clamp(1 + press / 2, 0.5, 1.5);
            ink(ink, curve, from, to);
        }
        return ink;
    }

    /// Moves each control point a little; the two halves of a corner stay together.
    private void shake(float[] points, RandomGenerator random) {
        var still = points.clone();
        for (int i = 0; i < points.length; i += 2) {
            boolean corner = i > 0 && same(still, i / 2 - 1, i / 2);
            for (int axis = i; axis <= i + 1; axis++) {
                points[axis] = corner ? points[axis - 2]
                        : still[axis] + (float) (jitter * random.nextGaussian());
            }
        }
    }

    /// A Catmull-Rom spline through the points as a polyline; at a doubled point it has a corner.
    private static float[] smooth(float[] points) {
        int last = points.length / 2 - 1;
        var curve = new float[2 * (last * STEPS + 1)];
        int at = 0;
        for (int i = 0; i < last; i++) {
            if (same(points, i, i + 1)) {
                continue;
            }
            boolean starts = i == 0 || same(points, i - 1, i);
            boolean ends = i + 1 == last || same(points, i + 1, i + 2);
            for (int step = 0; step < STEPS; step++) {
                for (int axis = 0; axis < 2; axis++) {
                    float b = points[2 * i + axis];
                    float c = points[2 * i + 2 + axis];
                    float a = starts ? 2 * b - c : points[2 * i - 2 + axis];
                    float d = ends ? 2 * c - b : points[2 * i + 4 + axis];
                    curve[at++] = spline(a, b, c, d, (float) step / STEPS);
                }
            }
        }
        curve[at++] = points[2 * last];
        curve[at++] = points[2 * last + 1];
        return Arrays.copyOf(curve, at);
    }

    /// Between `b` (t = 0) and `c` (t = 1), with slopes (c − a) / 2 and (d − b) / 2.
    private static float spline(float a, float b, float c, float d, float t) {
        return 0.5f * (2 * b + t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a))));
    }

    private static boolean same(float[] p, int i, int j) {
        return p[2 * i] == p[2 * j] && p[2 * i + 1] == p[2 * j + 1];
    }

    /// Warps the whole digit smoothly, then stretches, slants and turns it.
    private void bend(float[][] curves, RandomGenerator random) {
        double phaseX = 2 * StrictMath.PI * random.nextDouble();
        double phaseY = 2 * StrictMath.PI * random.nextDouble();
        double heavy = 0.25 * random.nextGaussian();                // one half grows, one shrinks
        double taper = 0.18 * random.nextGaussian();                // wider above or below
        double sin = StrictMath.sin(turn);
        double cos = StrictMath.cos(turn);
        for (var curve : curves) {
            for (int i = 0; i < curve.length; i += 2) {
                double u = curve[i];
                double v = curve[i + 1];
                double x = u + bend * StrictMath.sin(5 * v + phaseX);
                double y = v + bend * StrictMath.sin(5 * u + phaseY) + heavy * v * (1 - v);
                x = (x - 0.3) * stretch * (1 + taper * (v - 0.5)) - slant * (y - 0.5);
                y -= 0.5;
                curve[i] = (float) (cos * x - sin * y);
                curve[i + 1] = (float) (sin * x + cos * y);
            }
        }
    }

    /// Scales the digit into the box, its line included, and moves its centre of mass near the middle.
    private void place(float[][] curves, RandomGenerator random) {
        float left = Float.MAX_VALUE;
        float right = -Float.MAX_VALUE;
        float top = Float.MAX_VALUE;
        float bottom = -Float.MAX_VALUE;
        double mass = 0;
        double massX = 0;
        double massY = 0;
        for (var curve : curves) {
            for (int i = 0; i < curve.length; i += 2) {
                left = Math.min(left, curve[i]);
                right = Math.max(right, curve[i]);
                top = Math.min(top, curve[i + 1]);
                bottom = Math.max(bottom, curve[i + 1]);
                if (i >= 2) {
                    double dx = curve[i] - curve[i - 2];
                    double dy = curve[i + 1] - curve[i - 1];
                    double length = Math.sqrt(dx * dx + dy * dy);
                    mass += length;
                    massX += length * 0.5 * (curve[i] + curve[i - 2]);
                    massY += length * 0.5 * (curve[i + 1] + curve[i - 1]);
                }
            }
        }
        double scale = (BOX - 2 * radius) / Math.max(right - left, bottom - top);
        double shiftX = SIZE / 2.0 + ASTRAY * random.nextGaussian();
        double shiftY = SIZE / 2.0 + ASTRAY * random.nextGaussian();
        double middleX = massX / mass;
        double middleY = massY / mass;
        for (var curve : curves) {
            for (int i = 0; i < curve.length; i += 2) {
                curve[i] = (float) (scale * (curve[i] - middleX) + shiftX);
                curve[i + 1] = (float) (scale * (curve[i + 1] - middleY) + shiftY);
            }
        }
    }

    /// Draws a polyline whose half width runs from `from` to `to`: each pixel takes the darkest of what the
    /// segments give it, by the distance of its middle to the line.
    private void ink(float[] ink, float[] curve, double from, double to) {
        double reach = Math.max(from, to) + edge / 2;
        int last = curve.length - 2;
        for (int i = 0; i < last; i += 2) {
            double ax = curve[i];
            double ay = curve[i + 1];
            double dx = curve[i + 2] - ax;
            double dy = curve[i + 3] - ay;
            double squared = Math.max(dx * dx + dy * dy, 1e-12);
            int x0 = Math.max(0, (int) Math.floor(Math.min(ax, ax + dx) - reach));
            int x1 = Math.min(SIZE - 1, (int) Math.ceil(Math.max(ax, ax + dx) + reach));
            int y0 = Math.max(0, (int) Math.floor(Math.min(ay, ay + dy) - reach));
            int y1 = Math.min(SIZE - 1, (int) Math.ceil(Math.max(ay, ay + dy) + reach));
            for (int y = y0; y <= y1; y++) {
                for (int x = x0; x <= x1; x++) {
                    double px = x + 0.5 - ax;
                    double py = y + 0.5 - ay;
                    double t = Math.clamp((px * dx + py * dy) / squared, 0.0, 1.0);
                    double ex = px - t * dx;
                    double ey = py - t * dy;
                    double half = from + (to - from) * (i + 2 * t) / last;
                    double cover = 0.5 + (half - Math.sqrt(ex * ex + ey * ey)) / edge;
                    if (cover > ink[y * SIZE + x]) {
                        ink[y * SIZE + x] = (float) Math.min(1, cover);
                    }
                }
            }
        }
    }
}
