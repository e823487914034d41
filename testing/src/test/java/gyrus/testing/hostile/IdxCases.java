package gyrus.testing.hostile;

import static gyrus.testing.hostile.Cases.RIGHT;

import gyrus.testing.hostile.Cases.Case;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SequencedMap;
import java.util.zip.GZIPOutputStream;

/// Files that break the rules of IDX, plain and gzipped.
final class IdxCases {

    private static final int[][] LENGTHS = {{2}, {1, 1}, {2, 3}, {3, 0}, {0}, {1, 1, 1, 1, 1, 1, 1, 1}};

    private IdxCases() {}

    static SequencedMap<String, Case> named() {
        Cases cases = new Cases();
        cases.add("empty file", "cut off", () -> new byte[0]);
        cases.add("one byte", "cut off", () -> new byte[1]);
        cases.add("magic only", "cut off", () -> new byte[] {0, 0, 8, 1});
        cases.add("text", "two zero bytes", () -> "hello, world".getBytes(StandardCharsets.UTF_8));
        cases.add("first byte not zero", "0x0100", () -> idx(1, 8, new int[] {1}, 1));
        for (int type : new int[] {0, 1, 0x0A, 0x0F, 0x80, 0xFF}) {
            cases.add("type 0x%02x".formatted(type), "none of IDX's", () -> idx(0, type, new int[] {1}, 1));
        }
        for (int rank : new int[] {0, 9, 64, 128, 255}) {
            cases.add("rank " + rank, rank + " dimensions", () -> idx(0, 8, new int[rank], 0));
        }
        for (int dim : new int[] {-1, Integer.MIN_VALUE, -2}) {
            cases.add("length " + Integer.toUnsignedString(dim), "at most 2,147,483,647",
                    () -> idx(0, 8, new int[] {dim}, 0));
        }
        cases.add("length 2^31 - 1", "promises 2,147,483,", () -> idx(0, 8, new int[] {Integer.MAX_VALUE - 64}, 4));
        cases.add("more than an array holds", "take more than", () -> idx(0, 8, new int[] {Integer.MAX_VALUE}, 4));
        cases.add("2^16 squared", "take more than", () -> idx(0, 8, new int[] {1 << 16, 1 << 16}, 0));
        cases.add("product overflows", "take more than", () -> idx(0, 8, filled(3, 1 << 30), 0));
        cases.add("product wraps to 0", "take more than", () -> idx(0, 8, filled(8, 1 << 16), 0));
        cases.add("product times size overflows", "take more than", () -> idx(0, 14, filled(2, 1 << 30), 0));
        cases.add("empty beside a huge length", "take more than", () -> idx(0, 8, new int[] {0, 1 << 30, 1 << 30,
                1 << 30}, 0));
        cases.add("one value short", "promises 6 bytes", () -> idx(0, 8, new int[] {6}, 5));
        cases.add("one value more", "promises 6 bytes", () -> idx(0, 8, new int[] {6}, 7));
        cases.add("no values", "promises 4 bytes", () -> idx(0, 8, new int[] {4}, 0));
        cases.add("half a value", "promises 8 bytes", () -> idx(0, 14, new int[] {1}, 4));
        cases.add("gzip of nothing", "cut off", () -> gzip(new byte[0], 1));
        cases.add("gzip magic only", "", () -> new byte[] {0x1F, (byte) 0x8B});
        cases.add("gzip of gzip", "two zero bytes", () -> gzip(gzip(idx(0, 8, new int[] {1}, 1), 1), 1));
        cases.add("gzip, one value short", "cut off: 5 of 6", () -> gzip(idx(0, 8, new int[] {6}, 5), 1));
        cases.add("gzip, one value more", "left over", () -> gzip(idx(0, 8, new int[] {6}, 7), 1));
        cases.add("gzip, promise beyond the ratio", "unpacks to more",
                () -> gzip(idx(0, 8, new int[] {2_000_000_000}, 7), 1));
        cases.add("gzip of 128 MiB of zeros", "unpacks to more", () -> bomb(128 << 20));
        cases.add("gzip of zeros without end", "", () -> gzip(new byte[1 << 20], 100));
        cases.add("gzip with another checksum", "damaged gzip", () -> {
            byte[] file = gzip(idx(0, 8, new int[] {2}, 2), 1);
            file[file.length - 8] ^= 1;
            return file;
        });
        cases.add("gzip of another method", "damaged gzip", () -> {
            byte[] file = gzip(idx(0, 8, new int[] {2}, 2), 1);
            file[2] = 7;
            return file;
        });
        for (int type : new int[] {8, 9, 0x0B, 0x0C, 0x0D, 0x0E}) {
            int size = type < 10 ? 1 : type == 0x0B ? 2 : type == 0x0E ? 8 : 4;
            for (int[] dims : LENGTHS) {
                cases.add("legal 0x%02x %s".formatted(type, Arrays.toString(dims)), RIGHT,
                        () -> idx(0, type, dims, size * Arrays.stream(dims).reduce(1, (a, b) -> a * b)));
            }
        }
        cases.add("legal and gzipped", RIGHT, () -> gzip(idx(0, 8, new int[] {2, 2}, 4), 1));
        cases.add("legal, 16 MiB", RIGHT, () -> idx(0, 8, new int[] {4096, 4096}, 1 << 24));
        return cases.named();
    }

    static SequencedMap<String, Case> damaged() {
        byte[] good = idx(0, 0x0C, new int[] {2, 3}, 24);
        var all = Cases.damaged(good, 12, "");
        Cases.damaged(gzip(good, 1), 10, "").forEach((name, one) -> all.put("gzip " + name, one));
        return all;
    }

    private static int[] filled(int rank, int length) {
        int[] dims = new int[rank];
        Arrays.fill(dims, length);
        return dims;
    }

    private static byte[] idx(int first, int type, int[] dims, int bytes) {
        ByteBuffer file = ByteBuffer.allocate(4 + 4 * dims.length + bytes).put((byte) first).put((byte) 0)
                .put((byte) type).put((byte) dims.length);
        for (int dim : dims) file.putInt(dim);
        return file.array();
    }

    /// `count` times `piece`, gzipped.
    static byte[] gzip(byte[] piece, int count) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            for (int i = 0; i < count; i++) out.write(piece);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] bomb(int bytes) {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(idx(0, 8, new int[] {bytes}, 0));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < bytes; i += zeros.length) out.write(zeros);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
