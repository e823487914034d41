package gyrus.train.picture;

import gyrus.train.internal.WholeFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// A small picture in memory.
///
/// @param width  in pixels
/// @param height in pixels
/// @param pixels `0xRRGGBB`, row by row from the top
public record Picture(int width, int height, int[] pixels) {

    public Picture {
        if (width < 1 || height < 1 || (long) width * height != pixels.length) {
            throw new IllegalArgumentException("picture of " + width + " × " + height + " has "
                    + pixels.length
                    + " pixels");
        }
        pixels = pixels.clone();
    }

    /// A picture of one channel (H, W) or of three (C, H, W).
    ///
    /// @param values channel by channel, row by row
    /// @param low    the value that is black
    /// @param high   the value that is white
    public static Picture of(float[] values, int channels, int height, int width, double low, double high) {
        if (channels != 1 && channels != 3 || (long) channels * height * width != values.length) {
            throw new IllegalArgumentException("cannot make a picture of " + channels + " × " + height
                    + " × " + width
                    + " from " + values.length + " values; it takes 1 or 3 channels");
        }
        int size = height * width;
        var pixels = new int[size];
        for (int i = 0; i < size; i++) {
            int red = level(values[i], low, high);
            pixels[i] = channels == 1 ? red * 0x010101
                    : red << 16 | level(values[size + i], low, high) << 8 | level(values[2 * size + i], low,
                    high);
        }
        return new Picture(width, height, pixels);
    }

    /// Colour of a pixel, `0xRRGGBB`.
    public int at(int column, int row) {
        return pixels[row * width + column];
    }

    /// This picture with each pixel as a square of `scale` × `scale`.
    public Picture enlarged(int scale) {
        if (scale < 1) throw new IllegalArgumentException("a scale of %d; use 1 or more".formatted(scale));
        if (scale == 1) return this;
        int[] large = new int[Math.multiplyExact(Math.multiplyExact(width, scale), Math.multiplyExact(height, scale))];
        for (int i = 0; i < large.length; i++) {
            large[i] = at(i % (width * scale) / scale, i / (width * scale) / scale);
        }
        return new Picture(width * scale, height * scale, large);
    }

    /// The bytes of this picture as a PNG file, pixel by pixel.
    public byte[] png() {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, width, height, pixels, 0, width);
        return png(image);
    }

    static byte[] png(BufferedImage image) {
        var bytes = new ByteArrayOutputStream();
        try (var stream = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// Writes this picture as PNG, whole or not at all.
    ///
    /// @throws UncheckedIOException if it cannot be written
    public void save(Path file) {
        WholeFile.write(file, png());
    }

    /// A copy of the pixels.
    @Override public int[] pixels() {
        return pixels.clone();
    }

    @Override public boolean equals(Object other) {
        return other instanceof Picture that && width == that.width && Arrays.equals(pixels, that.pixels);
    }

    @Override public int hashCode() {
        return 31 * width + Arrays.hashCode(pixels);
    }

    private static int level(double value, double low, double high) {
        double share = Math.clamp((value - low) / (high - low), 0.0, 1.0);
        return Double.isNaN(share) ? 0 : (int) Math.round(255 * share);
    }
}
