package gyrus.data.image;

import java.util.function.DoubleUnaryOperator;

/// How a picture is resized: a filter, stretched by the scale when shrinking, applied along the rows, then
/// along the columns.
///
/// The arithmetic is that of Pillow (8-bit samples, weights in fixed point with 22 bits, rounding after each
/// pass), so that nets trained on pictures prepared there see the same numbers here. Pillow 13 takes the
/// columns first where it reckons that faster, and may then differ by one level.
public enum Resampling {

    /// `1 − |x|`.
    BILINEAR(1, x -> Math.max(0, 1 - Math.abs(x))),
    /// The cubic convolution with a = −½. Keys 1981, Cubic Convolution Interpolation for Digital Image
    /// Processing.
    BICUBIC(2, Resampling::cubic);

    private static final int BITS = 22;

    private final double support;
    private final DoubleUnaryOperator filter;

    Resampling(double support, DoubleUnaryOperator filter) {
        this.support = support;
        this.filter = filter;
    }

    Picture resize(Picture picture, int height, int width) {
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException("cannot resize to %d×%d".formatted(height, width));
        }
        Math.multiplyExact(Math.multiplyExact(height, Math.max(width, picture.width())), 3);
        var rows = width == picture.width() ? picture : pass(picture, picture.height(), width, false);
        return height == picture.height() ? rows : pass(rows, height, width, true);
    }

    /// Resizes along one direction.
    private Picture pass(Picture from, int height, int width, boolean vertical) {
        int channels = from.channels();
        int inSize = vertical ? from.height() : from.width();
        int outSize = vertical ? height : width;
        int inStep = vertical ? from.width() * channels : channels;
        int outStep = vertical ? width * channels : channels;
        int lines = vertical ? width : height;                      // independent of each other
        int inLine = vertical ? channels : from.width() * channels;
        int outLine = vertical ? channels : width * channels;
        double scale = (double) inSize / outSize;
        double stretch = Math.max(1, scale);
        double reach = support * stretch;
        var in = from.samples();
        var out = new byte[height * width * channels];
        var weights = new double[2 * (int) Math.ceil(reach) + 1];
        var fixed = new int[weights.length];
        for (int o = 0; o < outSize; o++) {
            double center = (o + 0.5) * scale;
            int first = Math.max(0, (int) (center - reach + 0.5));
            int count = Math.min(inSize, (int) (center + reach + 0.5)) - first;
            double total = 0;
            for (int k = 0; k < count; k++) {
                weights[k] = filter.applyAsDouble((k + first - center + 0.5) / stretch);
                total += weights[k];
            }
            for (int k = 0; k < count; k++) {
                double weight = weights[k] / total * (1 << BITS);
                fixed[k] = (int) (weight < 0 ? weight - 0.5 : weight + 0.5);
            }
            for (int line = 0; line < lines; line++) {
                for (int c = 0; c < channels; c++) {
                    int at = line * inLine + first * inStep + c;
                    int sum = 1 << BITS - 1;
                    for (int k = 0; k < count; k++) {
                        sum += fixed[k] * Byte.toUnsignedInt(in[at + k * inStep]);
                    }
                    out[line * outLine + o * outStep + c] = (byte) Math.clamp(sum >> BITS, 0, 255);
                }
            }
        }
        return new Picture(height, width, channels, out);
    }

    private static double cubic(double x) {
        double a = -0.5;
        double d = Math.abs(x);
        if (d < 1) {
            return ((a + 2) * d - (a + 3)) * d * d + 1;
        }
        return d < 2 ? (((d - 5) * d + 8) * d - 4) * a : 0;
    }
}
