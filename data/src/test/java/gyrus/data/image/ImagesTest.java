package gyrus.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import gyrus.data.file.BadFileException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImagesTest {

    private static byte[] bytes(String name) {
        try (var stream = ImagesTest.class.getResourceAsStream(name)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Picture picture(String name) {
        return Images.decode(name, bytes(name), Images.MAX_PIXELS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7x5", "13x17", "26x34", "4x40", "31x9", "1x1", "28x28"})
    void resizesAsPillow(String size) {
        int height = Integer.parseInt(size.split("x")[0]);
        int width = Integer.parseInt(size.split("x")[1]);
        for (var resampling : Resampling.values()) {
            var expected = picture("resize-" + size + "-" + resampling.name().toLowerCase(Locale.ROOT)
                    + ".png");
            var actual = picture("source.png").resize(height, width, resampling);
            assertThat(actual.samples()).as(resampling + " " + size).isEqualTo(expected.samples());
        }
    }

    @Test
    void greyIsThatOfPillow() {
        assertThat(picture("source.png").grey().samples()).isEqualTo(picture("source-grey.png").samples());
    }

    @ParameterizedTest
    @ValueSource(strings = {"grey.png", "grey-16.png"})
    void greyHasNoGammaCurve(String name) {
        var grey = picture(name);
        assertThat(grey.channels()).isEqualTo(1);
        for (int i = 0; i < 13 * 17; i++) {
            assertThat(grey.samples()[i]).isEqualTo((byte) i);
        }
    }

    @Test
    void readsPalettesTransparencyBitsAndOnePixel() {
        assertThat(picture("palette.png").samples()).isEqualTo(picture("palette-as-rgb.png").samples());
        assertThat(picture("transparent.png").samples()).isEqualTo(picture("source.png").samples());
        assertThat(picture("bits.png").samples()).startsWith(0, 255, 0, 255);
        assertThat(picture("one.png")).satisfies(one -> assertThat(one.samples()).containsExactly(200));
        assertThat(picture("grey.gif").samples()).isEqualTo(picture("source-grey.png").samples());
    }

    @Test
    void readsFourColours() {
        var cmyk = picture("cmyk.jpg");
        var rgb = picture("cmyk-as-rgb.png");
        assertThat(cmyk.channels()).isEqualTo(3);
        double difference = 0;
        for (int i = 0; i < rgb.samples().length; i++) {
            difference += Math.abs((cmyk.samples()[i] & 0xFF) - (rgb.samples()[i] & 0xFF));
        }
        assertThat(difference / rgb.samples().length).isCloseTo(0, within(1.0));
    }

    @Test
    void writesWhatItReads(@TempDir Path folder) {
        for (var name : new String[] {"source.png", "grey.png"}) {
            Images.write(folder.resolve(name), picture(name));
            var back = Images.read(folder.resolve(name));
            assertThat(back.samples()).isEqualTo(picture(name).samples());
            assertThat(back.channels()).isEqualTo(picture(name).channels());
        }
    }

    @Test
    void cropsAndTensors() {
        var picture = picture("source.png");
        var middle = picture.cropCenter(6, 6);                      // 7 / 2 = 3.5 → 4 and 11 / 2 = 5.5 → 6
        assertThat(middle.sample(0, 0, 1)).isEqualTo(picture.sample(4, 6, 1));
        assertThat(picture.resizeShorter(26).width()).isEqualTo(34);
        assertThatThrownBy(() -> picture.crop(8, 0, 6, 6)).hasMessageContaining("13×17");
        var tensor = picture.tensor();
        assertThat(tensor.shape()).hasToString("(3, 13, 17)");
        assertThat(tensor.get(2, 3, 5).item()).isCloseTo(picture.sample(3, 5, 2) / 255.0, within(1e-6));
        assertThat(Picture.of(tensor).samples()).isEqualTo(picture.samples());
        assertThat(Picture.of(picture.grey().tensor()).samples()).isEqualTo(picture.grey().samples());
    }

    static Stream<Arguments> hostile() {
        var jpeg = bytes("cmyk.jpg");
        return Stream.of(
                Arguments.of("empty", new byte[0]),
                Arguments.of("text", "hello".getBytes(StandardCharsets.UTF_8)),
                Arguments.of("PNG of 2³¹ − 1 squared", png(Integer.MAX_VALUE, Integer.MAX_VALUE)),
                Arguments.of("PNG of 2³¹ squared", png(Integer.MIN_VALUE, Integer.MIN_VALUE)),
                Arguments.of("PNG of 0×5", png(0, 5)),
                Arguments.of("PNG just over the bound", png(1 << 13, (1 << 12) + 1)),
                Arguments.of("PNG without pixels", png(100, 100)),
                Arguments.of("signature only", Arrays.copyOf(png(1, 1), 8)),
                Arguments.of("GIF frame of 65535 squared", gif(65535, 65535)),
                Arguments.of("GIF frame beyond its screen, cut", gif(200, 200)),
                Arguments.of("JPEG without scan", Arrays.copyOf(jpeg, 200)),
                Arguments.of("BMP of 2³¹ − 1 squared", bmp(Integer.MAX_VALUE, Integer.MAX_VALUE)),
                Arguments.of("BMP of negative height", bmp(10, Integer.MIN_VALUE)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void hostile(String name, byte[] file) {
        assertThatThrownBy(() -> Images.decode("bad", file, Images.MAX_PIXELS))
                .isInstanceOf(BadFileException.class).hasMessageStartingWith("bad: ");
    }

    @Test
    void compressedCommentsAreNotUnpacked() throws IOException {
        var good = bytes("one.png");
        var text = new ByteArrayOutputStream();
        text.write("Comment\0\0".getBytes(StandardCharsets.ISO_8859_1));
        try (var deflated = new DeflaterOutputStream(text, new Deflater(9))) {
            var zeros = new byte[1 << 20];
            for (int i = 0; i < 300; i++) {
                deflated.write(zeros);
            }
        }
        var bomb = new ByteArrayOutputStream();
        bomb.write(good, 0, 33);                                    // signature and IHDR
        bomb.write(chunk("zTXt", text.toByteArray()));
        bomb.write(good, 33, good.length - 33);
        long before = used();
        assertThat(Images.decode("bomb", bomb.toByteArray(), 100).samples()).containsExactly(200);
        assertThat(used() - before).isLessThan(64L << 20);
    }

    /// Bytes that this thread has ever allocated.
    private static long used() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }

    @ParameterizedTest
    @ValueSource(strings = {"one.png", "palette.png", "grey.gif", "cmyk.jpg"})
    void everyCutAndFlippedHeaderBitIsReadOrRefused(String name) {
        var good = bytes(name);
        for (int length = 0; length < good.length; length += 1 + good.length / 200) {
            readOrRefuse(Arrays.copyOf(good, length));
        }
        for (int bit = 0; bit < 8 * Math.min(good.length, 64); bit++) {
            var bad = good.clone();
            bad[bit / 8] ^= (byte) (1 << bit % 8);
            readOrRefuse(bad);
        }
    }

    private static void readOrRefuse(byte[] file) {
        try {
            Images.decode("x", file, 1 << 20);
        } catch (BadFileException e) {
            assertThat(e).hasMessageStartingWith("x: ");
        }
    }

    @Test
    void aLargeFileIsRefusedBeforeItIsRead(@TempDir Path folder) throws IOException {
        var file = folder.resolve("large.png");
        try (var channel = Files.newByteChannel(file, StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            channel.position((256L << 20) + 1).write(ByteBuffer.wrap(new byte[1]));
        }
        assertThatThrownBy(() -> Images.read(file)).isInstanceOf(BadFileException.class)
                .hasMessageContaining("bytes");
    }

    private static byte[] png(int width, int height) {
        var header = ByteBuffer.allocate(13).putInt(width).putInt(height).put(new byte[] {8, 0, 0, 0, 0})
                .array();
        var chunk = chunk("IHDR", header);
        return ByteBuffer.allocate(8 + chunk.length)
                .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10})
                .put(chunk).array();
    }

    private static byte[] chunk(String type, byte[] data) {
        var name = type.getBytes(StandardCharsets.ISO_8859_1);
        var crc = new CRC32();
        crc.update(name);
        crc.update(data);
        return ByteBuffer.allocate(12 + data.length).putInt(data.length).put(name).put(data)
                .putInt((int) crc.getValue()).array();
    }

    private static byte[] gif(int width, int height) {
        return ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN)
                .put("GIF89a".getBytes(StandardCharsets.ISO_8859_1)).putShort((short) 10).putShort((short) 10)
                .put(new byte[3]).put((byte) ',').putShort((short) 0).putShort((short) 0)
                .putShort((short) width).putShort((short) height).put((byte) 0).put((byte) 2).array();
    }

    private static byte[] bmp(int width, int height) {
        return ByteBuffer.allocate(54).order(ByteOrder.LITTLE_ENDIAN).put((byte) 'B').put((byte) 'M')
                .putInt(54).putInt(0).putInt(54).putInt(40).putInt(width).putInt(height)
                .putShort((short) 1).putShort((short) 24).array();
    }
}
