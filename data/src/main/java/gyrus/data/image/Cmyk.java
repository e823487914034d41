package gyrus.data.image;

import java.awt.image.Raster;
import java.io.IOException;
import java.util.function.IntPredicate;

/// JPEG pictures of four colours, which ImageIO gives only as raw samples.
///
/// Adobe's programs store the inks inverted and say in an `APP14` segment whether they were turned into YCCK.
/// Adobe Technical Note 5116, §18.
final class Cmyk {

    private static final int APP14 = 0xEE;
    private static final int YCCK = 2;

    private Cmyk() { }

    /// Number of colour components in the frame header; 0 if there is none.
    static int components(byte[] file) {
        int at = segment(file, Cmyk::frame);
        return at < 0 || at + 9 >= file.length ? 0 : Byte.toUnsignedInt(file[at + 9]);
    }

    /// The raw samples of `file` as RGB.
    static Picture picture(Raster raster, byte[] file) throws IOException {
        if (raster.getNumBands() != 4) {
            throw new IOException("four colours were promised, " + raster.getNumBands() + " came");
        }
        int adobe = segment(file, marker -> marker == APP14);
        boolean inverted = adobe >= 0;
        boolean ycck = inverted && adobe + 15 < file.length && file[adobe + 15] == YCCK;
        int height = raster.getHeight();
        int width = raster.getWidth();
        var samples = new byte[3 * height * width];
        var row = new int[4 * width];
        for (int y = 0; y < height; y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            for (int x = 0; x < width; x++) {
                if (ycck) {
                    toCmyk(row, 4 * x);
                }
                int paper = inverted ? row[4 * x + 3] : 255 - row[4 * x + 3];
                for (int c = 0; c < 3; c++) {
                    int light = inverted ? row[4 * x + c] : 255 - row[4 * x + c];
                    samples[3 * (y * width + x) + c] = (byte) ((light * paper + 127) / 255);
                }
            }
        }
        return new Picture(height, width, 3, samples);
    }

    /// Luminance and differences to colours: what they give is the inverse of the inks, which were inverted.
    private static void toCmyk(int[] row, int at) {
        double y = row[at];
        double cb = row[at + 1] - 128;
        double cr = row[at + 2] - 128;
        row[at] = 255 - Math.clamp(Math.round(y + 1.402 * cr), 0, 255);
        row[at + 1] = 255 - Math.clamp(Math.round(y - 0.344136 * cb - 0.714136 * cr), 0, 255);
        row[at + 2] = 255 - Math.clamp(Math.round(y + 1.772 * cb), 0, 255);
    }

    private static boolean frame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    /// Offset of the first segment, from its `0xFF`, whose marker is wanted; −1 if there is none before the
    /// scan.
    private static int segment(byte[] file, IntPredicate wanted) {
        int at = 2;
        while (at + 4 <= file.length && file[at] == (byte) 0xFF) {
            int marker = Byte.toUnsignedInt(file[at + 1]);
            if (marker == 0xFF) {                                   // a fill byte
                at++;
                continue;
            }
            if (wanted.test(marker)) {
                return at;
            }
            if (marker == 0xDA) {
                return -1;
            }
            at += 2 + (Byte.toUnsignedInt(file[at + 2]) << 8 | Byte.toUnsignedInt(file[at + 3]));
        }
        return -1;
    }
}
