package gyrus.train.tensorboard;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/// The frame around each record of a TFRecord file: length, its checksum, the bytes, their checksum;
/// little-endian.
final class Records {

    private static final int MASK = 0xa282ead8;

    private Records() {}

    /// Writes a record by one call, so that a kill tears at most the last.
    static void write(OutputStream out, byte[] content) throws IOException {
        var frame = ByteBuffer.allocate(content.length + 16).order(ByteOrder.LITTLE_ENDIAN);
        frame.putLong(content.length);
        frame.putInt(checksum(frame.array(), 0, 8));
        frame.put(content);
        frame.putInt(checksum(content, 0, content.length));
        out.write(frame.array());
    }

    /// CRC-32C, turned right by 15 bits and shifted by a constant, so that sums of data that hold sums stay
    /// good.
    static int checksum(byte[] bytes, int offset, int length) {
        var crc = new CRC32C();
        crc.update(bytes, offset, length);
        return Integer.rotateRight((int) crc.getValue(), 15) + MASK;
    }
}
