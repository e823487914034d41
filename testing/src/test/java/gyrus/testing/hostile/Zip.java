package gyrus.testing.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Zip archives to the letter, lies among them. PKWARE APPNOTE 6.3, §4.3.
final class Zip {

    /// What stands in the records of an entry.
    ///
    /// @param data what lies in the archive
    /// @param size what it is said to unpack to
    record Entry(String name, byte[] data, int method, int flags, long crc, long size, int madeBy, int attributes) {

        Entry method(int method) {
            return new Entry(name, data, method, flags, crc, size, madeBy, attributes);
        }

        Entry flags(int flags) {
            return new Entry(name, data, method, flags, crc, size, madeBy, attributes);
        }

        Entry crc(long crc) {
            return new Entry(name, data, method, flags, crc, size, madeBy, attributes);
        }

        Entry size(long size) {
            return new Entry(name, data, method, flags, crc, size, madeBy, attributes);
        }

        /// Made on Unix, with this mode.
        Entry mode(int mode) {
            return new Entry(name, data, method, flags, crc, size, 3 << 8, mode << 16);
        }
    }

    private Zip() {}

    static Entry stored(String name, String text) {
        return stored(name, text.getBytes(StandardCharsets.UTF_8));
    }

    static Entry stored(String name, byte[] data) {
        return new Entry(name, data, 0, 1 << 11, crc(data, 1), data.length, 20, 0);
    }

    /// `count` times `piece`, deflated.
    static Entry deflated(String name, int count, byte[] piece) {
        var deflater = new Deflater(9, true);
        var data = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 16];
        for (int i = 0; i <= count; i++) {
            if (i < count) deflater.setInput(piece);
            else deflater.finish();
            for (int n = deflater.deflate(buffer); n > 0; n = deflater.deflate(buffer)) data.write(buffer, 0, n);
        }
        deflater.end();
        return new Entry(name, data.toByteArray(), 8, 1 << 11, crc(piece, count), (long) count * piece.length, 20, 0);
    }

    private static long crc(byte[] piece, int count) {
        var crc = new CRC32();
        for (int i = 0; i < count; i++) crc.update(piece);
        return crc.getValue();
    }

    static byte[] of(Entry... entries) {
        return of(List.of(entries), 1, new byte[0]);
    }

    /// An archive.
    ///
    /// @param copies  how many entries of the directory lead to the data of each, under numbered names
    /// @param comment at its end
    static byte[] of(List<Entry> entries, int copies, byte[] comment) {
        var out = new ByteArrayOutputStream();
        List<Integer> offsets = new ArrayList<>();
        for (Entry entry : entries) {
            offsets.add(out.size());
            byte[] name = entry.name().getBytes(StandardCharsets.UTF_8);
            out.writeBytes(record(30).putInt(0x04034b50).putShort((short) 20).put(common(entry, name))
                    .putShort((short) 0).array());
            out.writeBytes(name);
            out.writeBytes(entry.data());
        }
        int start = out.size();
        for (int i = 0; i < entries.size(); i++) {
            for (int copy = 0; copy < copies; copy++) {
                Entry entry = entries.get(i);
                byte[] name = (copies == 1 ? entry.name() : entry.name() + copy).getBytes(StandardCharsets.UTF_8);
                out.writeBytes(record(46).putInt(0x02014b50).putShort((short) (entry.madeBy() | 20))
                        .putShort((short) 20).put(common(entry, name)).putShort((short) 0).putShort((short) 0)
                        .putShort((short) 0).putShort((short) 0).putInt(entry.attributes()).putInt(offsets.get(i))
                        .array());
                out.writeBytes(name);
            }
        }
        int count = entries.size() * copies;
        out.writeBytes(end(count, out.size() - start, start, comment.length));
        out.writeBytes(comment);
        return out.toByteArray();
    }

    /// The record at an archive's end.
    static byte[] end(int entries, int length, int offset, int comment) {
        return record(22).putInt(0x06054b50).putInt(0).putShort((short) entries).putShort((short) entries)
                .putInt(length).putInt(offset).putShort((short) comment).array();
    }

    /// Flags to length of the name: 22 bytes that both records of an entry have.
    private static byte[] common(Entry entry, byte[] name) {
        return record(22).putShort((short) entry.flags()).putShort((short) entry.method()).putInt(0x21 << 16)
                .putInt((int) entry.crc()).putInt(entry.data().length).putInt((int) entry.size())
                .putShort((short) name.length).array();
    }

    private static ByteBuffer record(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
