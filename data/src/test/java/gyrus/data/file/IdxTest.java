package gyrus.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gyrus.tensor.DType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdxTest {

    private static final byte[] GOOD = {0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, (byte) 250};

    @ParameterizedTest
    @ValueSource(strings = {"values.idx", "values.idx.gz"})
    void writesAndReads(String name, @TempDir Path folder) {
        var file = folder.resolve(name);
        new Idx(Idx.Type.UINT8, new int[] {2, 3}, new byte[] {1, 2, 3, 4, 5, (byte) 250}).write(file);
        var idx = Idx.read(file);
        assertThat(idx.dims()).containsExactly(2, 3);
        assertThat(idx.values()).containsExactly(1, 2, 3, 4, 5, 250);
        assertThat(idx.tensor().toLongs()).containsExactly(1, 2, 3, 4, 5, 250);
        assertThat(idx.tensor().shape()).hasToString("(2, 3)");
    }

    @Test
    void readsEveryType() {
        assertThat(tensor(9, 1, -7)).containsExactly(-7, 0);
        assertThat(tensor(0x0B, 2, 0x01, 0x02)).containsExactly(258, 0);
        assertThat(tensor(0x0C, 4, 0, 1, 0, 0)).containsExactly(65536, 0);
        assertThat(tensor(0x0D, 4, 0x3F, 0x80, 0, 0)).containsExactly(1, 0);
        assertThat(tensor(0x0E, 8, 0x40, 0, 0, 0, 0, 0, 0, 0)).containsExactly(2, 0);
    }

    private static double[] tensor(int type, int bytes, int... first) {
        var file = ByteBuffer.allocate(8 + 2 * bytes).put(new byte[] {0, 0, (byte) type, 1, 0, 0, 0, 2});
        for (int b : first) {
            file.put((byte) b);
        }
        var idx = Idx.parse("x", file.array());
        assertThat(idx.tensor().dtype()).isEqualTo(DType.valueOf(idx.type().name()));
        return idx.tensor().toDoubles();
    }

    @Test
    void readsAnEmptyArray() {
        assertThat(Idx.parse("x", header(8, 0, 28, 28)).values()).isEmpty();
    }

    static Stream<Arguments> hostile() {
        return Stream.of(
                Arguments.of("empty", new byte[0], "cut off"),
                Arguments.of("three bytes", new byte[] {0, 0, 8}, "cut off"),
                Arguments.of("no magic", new byte[] {1, 0, 8, 1, 0, 0, 0, 0}, "two zero bytes"),
                Arguments.of("type", header(7, 1), "type 0x07"),
                Arguments.of("no dimensions", header(8), "0 dimensions"),
                Arguments.of("many dimensions", new byte[] {0, 0, 8, -1, 0, 0, 0, 1}, "255 dimensions"),
                Arguments.of("negative", header(8, -1), "4,294,967,295"),
                Arguments.of("product overflows", header(8, 1 << 30, 1 << 30, 1 << 30), "more than"),
                Arguments.of("product wraps to zero", header(8, 1 << 16, 1 << 16, 1 << 16, 1 << 16),
                        "more than"),
                Arguments.of("size overflows by type", header(0x0E, 1 << 29), "more than"),
                Arguments.of("two gigabytes promised", header(8, Integer.MAX_VALUE - 100), "promises"),
                Arguments.of("zero times overflow", header(8, 0, Integer.MAX_VALUE, Integer.MAX_VALUE, 9),
                        "more than"),
                Arguments.of("one byte short", Arrays.copyOf(GOOD, GOOD.length - 1), "promises"),
                Arguments.of("one byte over", Arrays.copyOf(GOOD, GOOD.length + 1), "promises"),
                Arguments.of("gzip of nothing", zip(new byte[0]), "cut off"),
                Arguments.of("gzip short", zip(Arrays.copyOf(GOOD, GOOD.length - 1)), "cut off"),
                Arguments.of("gzip over", zip(Arrays.copyOf(GOOD, GOOD.length + 1)), "left over"),
                Arguments.of("gzip promises two gigabytes", zip(header(8, Integer.MAX_VALUE - 100)),
                        "promises"),
                Arguments.of("gzip cut", Arrays.copyOf(zip(GOOD), 20), "cut off"),
                Arguments.of("gzip of another method",
                        new byte[] {0x1F, (byte) 0x8B, 1, 0, 0, 0, 0, 0, 0, 0}, "gzip"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void hostile(String name, byte[] file, String message) {
        assertThatThrownBy(() -> Idx.parse("bad.idx", file)).isInstanceOf(BadFileException.class)
                .hasMessageStartingWith("bad.idx: ").hasMessageContaining(message);
    }

    @Test
    void everyCutAndEveryFlippedBitIsReadOrRefused() {
        for (byte[] good : new byte[][] {GOOD, zip(GOOD)}) {
            for (int length = 0; length < good.length; length++) {
                readOrRefuse(Arrays.copyOf(good, length));
            }
            for (int bit = 0; bit < 8 * good.length; bit++) {
                var bad = good.clone();
                bad[bit / 8] ^= (byte) (1 << bit % 8);
                readOrRefuse(bad);
            }
        }
    }

    private static void readOrRefuse(byte[] file) {
        try {
            Idx.parse("x", file);
        } catch (BadFileException e) {
            assertThat(e).hasMessageStartingWith("x: ");
        }
    }

    private static byte[] header(int type, int... dims) {
        var header = ByteBuffer.allocate(4 + 4 * dims.length)
                .put(new byte[] {0, 0, (byte) type, (byte) dims.length});
        for (int dim : dims) {
            header.putInt(dim);
        }
        return header.array();
    }

    private static byte[] zip(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }
}
