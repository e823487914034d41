package gyrus.testing.hostile;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/// PNG files to the letter. ISO/IEC 15948.
final class Png {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};

    private Png() {}

    /// A picture of these rows, each with its filter's number first.
    static byte[] of(int width, int height, int bits, int colour, byte[] rows) {
        return chunks(header(width, height, bits, colour), chunk("IDAT", Cases.deflated(1, rows)), end());
    }

    /// A picture of `count` times `bytes` zeros.
    static byte[] of(int width, int height, int bits, int colour, int count, int bytes) {
        return chunks(header(width, height, bits, colour), chunk("IDAT", Cases.deflated(count, new byte[bytes])),
                end());
    }

    static byte[] chunks(byte[]... chunks) {
        return Raw.joined(SIGNATURE, Raw.joined(chunks));
    }

    static byte[] header(int width, int height, int bits, int colour) {
        return chunk("IHDR", ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) bits).put((byte) colour)
                .array());
    }

    static byte[] end() {
        return chunk("IEND", new byte[0]);
    }

    static byte[] chunk(String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
        var crc = new CRC32();
        crc.update(name);
        crc.update(data);
        return ByteBuffer.allocate(12 + data.length).putInt(data.length).put(name).put(data)
                .putInt((int) crc.getValue()).array();
    }

    /// A chunk that says it is so long.
    static byte[] length(byte[] chunk, int length) {
        ByteBuffer.wrap(chunk).putInt(length);
        return chunk;
    }
}
