package gyrus.testing.hostile;

import static gyrus.testing.hostile.Cases.EITHER;
import static gyrus.testing.hostile.Cases.RIGHT;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import gyrus.testing.hostile.Cases.Case;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.SequencedMap;
import java.util.function.Supplier;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;

/// Pictures that promise more than they hold, hide bombs in their chunks, or are damaged; and the smallest legal ones.
final class PictureCases {

    private static final byte[] ZEROS = new byte[1 << 20];
    private static final int MOST = Integer.MAX_VALUE;

    private PictureCases() {}

    static SequencedMap<String, Case> named() {
        Cases cases = new Cases();
        cases.add("empty file", "no PNG, JPEG, GIF or BMP", () -> new byte[0]);
        cases.text("text", "no PNG, JPEG, GIF or BMP", "hello");
        cases.text("SVG", "no PNG, JPEG, GIF or BMP", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
        cases.add("zeros", "no PNG, JPEG, GIF or BMP", () -> new byte[100_000]);
        png(cases);
        chunks(cases);
        gif(cases);
        jpeg(cases);
        bmp(cases);
        return cases.named();
    }

    static SequencedMap<String, Case> damaged() {
        var all = Cases.damaged(Png.of(3, 2, 8, 2, new byte[20]), 60, EITHER);
        Cases.damaged(Raw.gif(4, 4, 0, 0, 4, 4), 38, EITHER).forEach((name, one) -> all.put("GIF " + name, one));
        Cases.damaged(Raw.bmp(2, 2, 24, 0, 16), 54, EITHER).forEach((name, one) -> all.put("BMP " + name, one));
        byte[] jpeg = jpeg(3);
        Cases.damaged(jpeg, jpeg.length, EITHER).forEach((name, one) -> all.put("JPEG " + name, one));
        return all;
    }

    private static void png(Cases cases) {
        int[][] sizes = {{MOST, MOST}, {Integer.MIN_VALUE, Integer.MIN_VALUE}, {-1, -1}, {0, 5}, {5, 0}, {1, MOST},
            {MOST, 1}, {65_536, 65_536}, {46_341, 46_341}, {1 << 13, (1 << 12) + 1}};
        for (int[] size : sizes) {
            cases.add("PNG of %d×%d".formatted(size[0], size[1]), "",
                    () -> Png.of(size[0], size[1], 8, 0, new byte[9]));
        }
        cases.add("PNG of all the pixels that are read", "more memory", () -> Png.of(1 << 13, 1 << 12, 8, 2,
                33, 3 << 20));
        cases.add("PNG without pixels", "", () -> Png.chunks(Png.header(4, 4, 8, 0), Png.end()));
        cases.add("PNG of too few pixels", "", () -> Png.of(4, 4, 8, 0, new byte[6]));
        cases.add("PNG of too many pixels", EITHER, () -> Png.of(1, 1, 8, 0, 64, 1 << 20));
        cases.add("PNG signature alone", "", () -> Arrays.copyOf(Png.of(1, 1, 8, 0, new byte[2]), 8));
        cases.add("PNG that ends in its header", "", () -> Arrays.copyOf(Png.of(1, 1, 8, 0, new byte[2]), 20));
        for (int bits : new int[] {0, 3, 5, 7, 9, 32, 255}) {
            cases.add("PNG of %d bits".formatted(bits), "", () -> Png.of(2, 2, bits, 0, new byte[64]));
        }
        for (int colour : new int[] {1, 5, 7, 255}) {
            cases.add("PNG of colour type " + colour, "", () -> Png.of(2, 2, 8, colour, new byte[64]));
        }
        cases.add("PNG of a palette that it lacks", "", () -> Png.of(2, 2, 8, 3, new byte[6]));
        cases.add("PNG with a number beyond its palette", EITHER, () -> Png.chunks(Png.header(1, 1, 8, 3),
                Png.chunk("PLTE", new byte[3]), Png.chunk("IDAT", Cases.deflated(1, new byte[] {0, 9})), Png.end()));
        cases.add("PNG of an empty palette", EITHER, () -> Png.chunks(Png.header(1, 1, 8, 3),
                Png.chunk("PLTE", new byte[0]), Png.chunk("IDAT", Cases.deflated(1, new byte[2])), Png.end()));
        cases.add("PNG of unknown filter", "", () -> Png.of(1, 1, 8, 0, new byte[] {9, 1}));
        cases.add("PNG of a chunk of 2^31 - 1 bytes", "", () -> Png.chunks(Png.header(1, 1, 8, 0),
                Png.length(Png.chunk("IDAT", new byte[4]), MOST)));
        cases.add("PNG of a chunk of -1 bytes", "", () -> Png.chunks(Png.header(1, 1, 8, 0),
                Png.length(Png.chunk("tEXt", new byte[4]), -1)));
        cases.add("PNG of a palette of 2^31 - 1 bytes", "", () -> Png.chunks(Png.header(1, 1, 8, 3),
                Png.length(Png.chunk("PLTE", new byte[4]), MOST)));
        for (int colour : new int[] {0, 2, 4, 6}) {
            for (int bits : new int[] {8, 16}) {
                int bytes = new int[] {1, 0, 3, 0, 2, 0, 4}[colour] * bits / 8;
                cases.add("PNG, 1×1, colour type %d, %d bits".formatted(colour, bits), RIGHT,
                        () -> Png.of(1, 1, bits, colour, new byte[1 + bytes]));
            }
        }
        cases.add("PNG, 1×1, one bit", RIGHT, () -> Png.of(1, 1, 1, 0, new byte[2]));
        cases.add("PNG, 1×100,000", RIGHT, () -> Png.of(1, 100_000, 8, 0, 100_000, 2));
        cases.add("PNG, 100,000×1", RIGHT, () -> Png.of(100_000, 1, 8, 0, 1, 100_001));
        cases.add("PNG, 2048×2048", RIGHT, () -> Png.of(2048, 2048, 8, 0, 2048, 2049));
    }

    private static void chunks(Cases cases) {
        byte[] bomb = Cases.deflated(100, ZEROS);
        byte[] pixel = Png.chunk("IDAT", Cases.deflated(1, new byte[2]));
        chunk(cases, "zTXt", text("Comment\0\0", bomb), pixel);
        chunk(cases, "iTXt", text("Comment\0\1\0en\0Comment\0", bomb), pixel);
        chunk(cases, "iCCP", text("profile\0\0", bomb), pixel);
        chunk(cases, "tEXt", text("Comment\0", ZEROS), pixel);
        chunk(cases, "sPLT", text("palette\0\10", ZEROS), pixel);
        chunk(cases, "eXIf", ZEROS, pixel);
        chunk(cases, "hIST", new byte[3], pixel);
        chunk(cases, "tRNS", new byte[1000], pixel);
        chunk(cases, "gAMA", new byte[4], pixel);
        chunk(cases, "cHRM", new byte[1], pixel);
        chunk(cases, "tIME", new byte[] {-1, -1, -1, -1, -1, -1, -1}, pixel);
        chunk(cases, "????", new byte[4], pixel);
        cases.add("PNG with a million chunks", EITHER, () -> {
            var out = new ByteArrayOutputStream();
            for (int i = 0; i < 200_000; i++) out.writeBytes(Png.chunk("tEXt", new byte[] {'a', 0}));
            return Png.chunks(Png.header(1, 1, 8, 0), out.toByteArray(), pixel, Png.end());
        });
    }

    private static void chunk(Cases cases, String type, byte[] data, byte[] pixel) {
        cases.add("PNG with %s of %,d bytes".formatted(type, data.length), EITHER,
                () -> Png.chunks(Png.header(1, 1, 8, 0), Png.chunk(type, data), pixel, Png.end()));
    }

    private static byte[] text(String start, byte[] rest) {
        return Raw.joined(start.getBytes(ISO_8859_1), rest);
    }

    private static void gif(Cases cases) {
        cases.add("GIF frame of 65535 squared", "pixels", () -> Raw.gif(10, 10, 0, 0, 65_535, 65_535));
        cases.add("GIF screen of 65535 squared", EITHER, () -> Raw.gif(65_535, 65_535, 0, 0, 4, 4));
        cases.add("GIF frame beyond its screen", EITHER, () -> Raw.gif(2, 2, 0, 0, 4, 4));
        cases.add("GIF frame beside its screen", EITHER, () -> Raw.gif(4, 4, 60_000, 60_000, 4, 4));
        cases.add("GIF frame of 0×0", "", () -> Raw.gif(4, 4, 0, 0, 0, 0));
        cases.add("GIF frame of 0×4", "", () -> Raw.gif(4, 4, 0, 0, 0, 4));
        cases.add("GIF screen of 0×0", EITHER, () -> Raw.gif(0, 0, 0, 0, 4, 4));
        cases.add("GIF frame larger than its data", EITHER, () -> Raw.gif(2000, 2000, 0, 0, 2000, 2000));
        cases.add("GIF of no frames", "", () -> Arrays.copyOf(Raw.gif(4, 4, 0, 0, 4, 4), 19));
        cases.add("GIF header alone", "", () -> "GIF89a".getBytes(ISO_8859_1));
        cases.add("GIF of a future version", "", () -> Raw.replaced(Raw.gif(4, 4, 0, 0, 4, 4), 4, '0'));
        for (int bits : new int[] {0, 1, 12, 13, 31, 255}) {
            cases.add("GIF of codes of %d bits".formatted(bits), EITHER,
                    () -> Raw.replaced(Raw.gif(4, 4, 0, 0, 4, 4), 29, bits));
        }
        cases.add("GIF of a million comments", EITHER, () -> {
            byte[] gif = Raw.gif(4, 4, 0, 0, 4, 4);
            var out = new ByteArrayOutputStream();
            out.write(gif, 0, 19);
            for (int i = 0; i < 1_000_000; i++) out.writeBytes(new byte[] {0x21, (byte) 0xFE, 1, 'a', 0});
            out.write(gif, 19, gif.length - 19);
            return out.toByteArray();
        });
        cases.add("GIF of 4×4", RIGHT, () -> Raw.gif(4, 4, 0, 0, 4, 4));
    }

    private static void jpeg(Cases cases) {
        cases.add("JPEG, grey", RIGHT, () -> jpeg(1));
        cases.add("JPEG, colours", RIGHT, () -> jpeg(3));
        cases.add("JPEG, four colours", RIGHT, () -> jpeg(4));
        cases.add("JPEG start alone", "", () -> new byte[] {-1, (byte) 0xD8, -1});
        cases.add("JPEG start and end", "", () -> new byte[] {-1, (byte) 0xD8, -1, (byte) 0xD9});
        Supplier<byte[]> huge = () -> Raw.frame(jpeg(3), 65_535, 65_535);
        cases.add("JPEG of 65535 squared", "pixels", huge);
        cases.add("JPEG of 0×0", "", () -> Raw.frame(jpeg(3), 0, 0));
        cases.add("JPEG of no height", "", () -> Raw.frame(jpeg(3), 8, 0));
        cases.add("JPEG of more pixels than data", EITHER, () -> Raw.frame(jpeg(1), 2000, 2000));
        for (int components : new int[] {0, 2, 5, 255}) {
            cases.add("JPEG of %d colours".formatted(components), "", () -> Raw.components(jpeg(3), components));
        }
        cases.add("JPEG of fill bytes", EITHER, () -> {
            byte[] file = new byte[1 << 20];
            Arrays.fill(file, (byte) 0xFF);
            file[1] = (byte) 0xD8;
            return file;
        });
        cases.add("JPEG of a thousand profiles", EITHER, () -> {
            var out = new ByteArrayOutputStream();
            out.writeBytes(new byte[] {-1, (byte) 0xD8});
            byte[] profile = Raw.joined(new byte[] {-1, (byte) 0xE2, -1, -1},
                    "ICC_PROFILE\0\1\377".getBytes(ISO_8859_1), new byte[65_519]);
            for (int i = 0; i < 1000; i++) out.writeBytes(profile);
            byte[] jpeg = jpeg(3);
            out.write(jpeg, 2, jpeg.length - 2);
            return out.toByteArray();
        });
        cases.add("JPEG of a segment of no length", "", () -> Raw.joined(new byte[] {-1, (byte) 0xD8, -1, (byte) 0xE0,
            0, 0}, new byte[100]));
    }

    private static void bmp(Cases cases) {
        int[][] sizes = {{MOST, MOST}, {10, Integer.MIN_VALUE}, {-10, 10}, {0, 0}, {0, 10}, {MOST, 1},
            {65_536, 65_536}, {1, 1 << 26}};
        for (int[] size : sizes) {
            cases.add("BMP of %d×%d".formatted(size[0], size[1]), "", () -> Raw.bmp(size[0], size[1], 24, 0, 16));
        }
        for (int bits : new int[] {0, 2, 3, 7, 64, 65_535}) {
            cases.add("BMP of %d bits".formatted(bits), "", () -> Raw.bmp(2, 2, bits, 0, 64));
        }
        cases.add("BMP of unknown packing", "", () -> Raw.bmp(2, 2, 24, 99, 64));
        cases.add("BMP with a JPEG in it", "", () -> Raw.bmp(2, 2, 0, 4, 64));
        cases.add("BMP of runs that lead out of it", EITHER, () -> Raw.bmp(2, 2, 8, 1, 2000));
        cases.add("BMP without pixels", EITHER, () -> Raw.bmp(2, 2, 24, 0, 0));
        cases.add("BMP of more pixels than data", EITHER, () -> Raw.bmp(2000, 2000, 24, 0, 64));
        cases.add("BMP of a palette that it lacks", EITHER, () -> Raw.bmp(2, 2, 8, 0, 0));
        cases.add("BMP of 2×2", RIGHT, () -> Raw.bmp(2, 2, 24, 0, 16));
        cases.add("BMP from top to bottom", RIGHT, () -> Raw.bmp(2, -2, 24, 0, 16));
    }

    /// A picture of 8×8 in as many colours; in four it is raw samples, as ImageIO has no model of them.
    private static byte[] jpeg(int colours) {
        var out = new ByteArrayOutputStream();
        try (var stream = ImageIO.createImageOutputStream(out)) {
            var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
            writer.setOutput(stream);
            if (colours == 4) {
                WritableRaster raster = Raster.createInterleavedRaster(0, 8, 8, 4, null);
                writer.write(null, new IIOImage(raster, null, null), null);
            } else {
                int type = colours == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB;
                writer.write(new BufferedImage(8, 8, type));
            }
            writer.dispose();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
