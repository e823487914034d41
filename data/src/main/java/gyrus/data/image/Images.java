package gyrus.data.image;

import gyrus.data.file.BadFileException;
import gyrus.data.internal.Heap;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/// Reads and writes picture files: PNG, JPEG, GIF (first frame), BMP.
///
/// Height and width are checked before any pixel is decoded, and comments and profiles are skipped, so that a
/// small file cannot ask for much memory. Transparency is dropped; CMYK becomes RGB.
public final class Images {

    /// Pixels that a picture may have unless another bound is given: 2²⁵, sixteen full-HD frames.
    public static final int MAX_PIXELS = 1 << 25;

    private static final long MAX_BYTES = 256L << 20;
    private static final int PIXEL = 6;                             // bytes: three decoded, three of the result

    private Images() { }

    /// Reads a file; grey where the file is grey, else RGB.
    ///
    /// @throws BadFileException     if it is no picture, damaged or too large
    /// @throws UncheckedIOException if it cannot be read
    public static Picture read(Path file) {
        return read(file, MAX_PIXELS);
    }

    /// As [#read(Path)], with another bound on the pixels.
    public static Picture read(Path file, int maxPixels) {
        try {
            long size = Files.size(file);
            if (size > MAX_BYTES) {
                throw new BadFileException(file, "%,d bytes; pictures of up to %,d are read"
                        .formatted(size, MAX_BYTES));
            }
            Heap.require(file, 2 * size);
            return decode(file.toString(), Files.readAllBytes(file), maxPixels);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": " + e.getMessage(), e);
        }
    }

    /// Reads the bytes of a picture file; `name` is for messages.
    ///
    /// @throws BadFileException if it is no picture, damaged or too large
    public static Picture decode(String name, byte[] file, int maxPixels) {
        try (var stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            var readers = ImageIO.getImageReaders(stream);
            if (!readers.hasNext()) {
                throw new BadFileException(name, "no PNG, JPEG, GIF or BMP picture");
            }
            var reader = readers.next();
            try {
                reader.setInput(stream, true, true);
                int width = reader.getWidth(0);
                int height = reader.getHeight(0);
                if (width < 1 || height < 1 || (long) width * height > maxPixels) {
                    throw new BadFileException(name, "%,d × %,d pixels; pictures of 1 to %,d are read"
                            .formatted(height, width, maxPixels));
                }
                Heap.require(name, file.length + (long) PIXEL * width * height);
                return pixels(reader, file, height, width);
            } finally {
                reader.dispose();
            }
        } catch (BadFileException e) {
            throw e;
        } catch (IOException | RuntimeException e) {                // ImageIO's readers throw what they like
            throw new BadFileException(name, "damaged picture: " + e.getMessage(), e);
        }
    }

    private static Picture pixels(ImageReader reader, byte[] file, int height, int width) throws IOException {
        if (reader.getFormatName().toUpperCase(Locale.ROOT).startsWith("JP") && Cmyk.components(file) == 4) {
            return Cmyk.picture(reader.readRaster(0, null), file);
        }
        var image = reader.read(0);
        if (image.getHeight() != height || image.getWidth() != width) {
            throw new IOException("%d×%d pixels were promised, %d×%d came"
                    .formatted(height, width, image.getHeight(), image.getWidth()));
        }
        var model = image.getColorModel();
        if (model.getNumColorComponents() == 1 && !(model instanceof IndexColorModel)) {
            return grey(image.getRaster(), model.getComponentSize(0));
        }
        return plain(model) ? rgb(image.getRaster()) : colours(image);
    }

    /// Whether the samples are red, green and blue as they are, perhaps with alpha.
    private static boolean plain(ColorModel model) {
        return model instanceof ComponentColorModel && model.getColorSpace().isCS_sRGB()
                && model.getComponentSize(0) == 8 && !model.isAlphaPremultiplied();
    }

    private static Picture rgb(Raster raster) {
        int width = raster.getWidth();
        int height = raster.getHeight();
        int bands = raster.getNumBands();
        var samples = new byte[3 * height * width];
        var row = new int[bands * width];
        for (int y = 0; y < height; y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < 3; c++) {
                    samples[3 * (y * width + x) + c] = (byte) row[bands * x + c];
                }
            }
        }
        return new Picture(height, width, 3, samples);
    }

    /// Samples as they are in the file; asking the image for RGB would apply a gamma curve.
    private static Picture grey(Raster raster, int bits) {
        int width = raster.getWidth();
        int height = raster.getHeight();
        var samples = new byte[height * width];
        var row = new int[width];
        for (int y = 0; y < height; y++) {
            raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, 0, row);
            for (int x = 0; x < width; x++) {
                samples[y * width + x] = (byte) (bits > 8 ? row[x] >> bits - 8
                        : row[x] * 255 / ((1 << bits) - 1));
            }
        }
        return new Picture(height, width, 1, samples);
    }

    private static Picture colours(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        var samples = new byte[3 * height * width];
        var row = new int[width];
        boolean grey = image.getColorModel() instanceof IndexColorModel;
        int at = 0;
        for (int y = 0; y < height; y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int rgb : row) {
                samples[at++] = (byte) (rgb >> 16);
                samples[at++] = (byte) (rgb >> 8);
                samples[at++] = (byte) rgb;
                grey &= (rgb >> 16 & 0xFF) == (rgb & 0xFF) && (rgb >> 8 & 0xFF) == (rgb & 0xFF);
            }
        }
        var picture = new Picture(height, width, 3, samples);
        return grey ? picture.grey() : picture;
    }

    /// Writes a PNG file.
    ///
    /// @throws UncheckedIOException if it cannot be written
    public static void write(Path file, Picture picture) {
        try {
            Files.write(file, png(picture));
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": " + e.getMessage(), e);
        }
    }

    /// The picture as the bytes of a PNG file.
    public static byte[] png(Picture picture) {
        int height = picture.height();
        int width = picture.width();
        var image = new BufferedImage(width, height,
                picture.channels() == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
        var raster = image.getRaster();
        var row = new int[width * picture.channels()];
        for (int y = 0; y < height; y++) {
            for (int i = 0; i < row.length; i++) {
                row[i] = Byte.toUnsignedInt(picture.samples()[y * row.length + i]);
            }
            raster.setPixels(0, y, width, 1, row);
        }
        try {
            var bytes = new ByteArrayOutputStream();
            if (!ImageIO.write(image, "png", bytes)) {
                throw new IllegalStateException("this Java has no PNG writer");
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
