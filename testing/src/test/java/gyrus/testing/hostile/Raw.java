package gyrus.testing.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// GIF, BMP and JPEG files to the letter.
final class Raw {

    private Raw() {}

    static byte[] joined(byte[]... pieces) {
        var out = new ByteArrayOutputStream();
        for (byte[] piece : pieces) out.writeBytes(piece);
        return out.toByteArray();
    }

    /// `file` with one byte of it changed, in place.
    static byte[] replaced(byte[] file, int at, int value) {
        file[at] = (byte) value;
        return file;
    }

    /// A GIF file of two colours with one frame, whose pixels are 16 of the first colour.
    static byte[] gif(int screenWidth, int screenHeight, int left, int top, int width, int height) {
        ByteBuffer file = ByteBuffer.allocate(19 + 10 + 1 + 10).order(ByteOrder.LITTLE_ENDIAN);
        file.put("GIF89a".getBytes(StandardCharsets.ISO_8859_1)).putShort((short) screenWidth)
                .putShort((short) screenHeight).put((byte) 0x80).put((byte) 0).put((byte) 0).put(new byte[6]);
        file.put((byte) ',').putShort((short) left).putShort((short) top).putShort((short) width)
                .putShort((short) height).put((byte) 0);
        file.put((byte) 2); // bits of the first codes: 4 clears, 5 ends, 6, 7, … are runs of the first colour
        byte[] codes = codes(4, 0, 6, 7, 8, 9, 0, 5);
        file.put((byte) codes.length).put(codes).put((byte) 0).put((byte) ';');
        return Arrays.copyOf(file.array(), file.position());
    }

    /// Codes of 3 bits, and of 4 from the fourth one after the clearing one on, which is when LZW's table has 8.
    private static byte[] codes(int... codes) {
        byte[] packed = new byte[5];
        int bit = 0;
        for (int i = 0; i < codes.length; i++) {
            int bits = i < 4 ? 3 : 4;
            for (int b = 0; b < bits; b++, bit++) packed[bit / 8] |= (byte) ((codes[i] >> b & 1) << bit % 8);
        }
        return packed;
    }

    static byte[] bmp(int width, int height, int bits, int packing, int data) {
        return ByteBuffer.allocate(54 + data).order(ByteOrder.LITTLE_ENDIAN).put((byte) 'B').put((byte) 'M')
                .putInt(54 + data).putInt(0).putInt(54).putInt(40).putInt(width).putInt(height)
                .putShort((short) 1).putShort((short) bits).putInt(packing).putInt(data).array();
    }

    /// A JPEG file whose frame says that it is so large.
    static byte[] frame(byte[] jpeg, int width, int height) {
        ByteBuffer.wrap(jpeg).putShort(frame(jpeg) + 5, (short) height).putShort(frame(jpeg) + 7, (short) width);
        return jpeg;
    }

    /// A JPEG file whose frame says that it has so many colours.
    static byte[] components(byte[] jpeg, int count) {
        return replaced(jpeg, frame(jpeg) + 9, count);
    }

    private static int frame(byte[] jpeg) {
        for (int i = 0; i + 1 < jpeg.length; i++) {
            if (jpeg[i] == -1 && jpeg[i + 1] == (byte) 0xC0) return i;
        }
        throw new AssertionError("no frame");
    }
}
