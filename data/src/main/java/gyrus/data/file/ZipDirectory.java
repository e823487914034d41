package gyrus.data.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The central directory of a zip archive, read for what `java.util.zip` does not tell: links, special
/// files, and how many entries there are before an object is made for each. PKWARE APPNOTE 6.3, §4.3.12 and §4.3.16.
final class ZipDirectory {

    private static final int END = 0x06054b50;
    private static final int ENTRY = 0x02014b50;
    private static final int END_SIZE = 22;
    private static final int ENTRY_SIZE = 46;
    private static final long MAX_DIRECTORY = 64 << 20;
    private static final int FOLDER = 0x4;                          // S_IFDIR >> 12
    private static final int FILE = 0x8;                            // S_IFREG >> 12
    private static final int LINK = 0xA;                            // S_IFLNK >> 12
    private static final int UNIX = 3;

    private ZipDirectory() { }

    /// Refuses archives with more than `maxEntries` entries, with symbolic links, encrypted or damaged.
    static void check(Path zip, int maxEntries) throws IOException {
        try (var channel = FileChannel.open(zip, StandardOpenOption.READ)) {
            long size = channel.size();
            int tail = (int) Math.min(size, END_SIZE + 0xFFFF);
            var end = read(channel, size - tail, tail);
            int at = tail - END_SIZE;
            while (at >= 0 && end.getInt(at) != END) {
                at--;
            }
            if (at < 0) {
                throw new BadFileException(zip, "no zip archive: it has no end record");
            }
            int entries = Short.toUnsignedInt(end.getShort(at + 10));
            long length = Integer.toUnsignedLong(end.getInt(at + 12));
            long offset = Integer.toUnsignedLong(end.getInt(at + 16));
            if (entries == 0xFFFF || length == 0xFFFFFFFFL || offset == 0xFFFFFFFFL) {
                throw new BadFileException(zip, "zip64 archives are not read; pack it as parts below 4 GiB");
            }
            if (entries > maxEntries) {
                throw new BadFileException(zip, "%,d entries; at most %,d are allowed"
                        .formatted(entries, maxEntries));
            }
            if (length > MAX_DIRECTORY || offset + length > size) {
                throw new BadFileException(zip, "directory of %,d bytes at %,d does not fit the file of %,d"
                        .formatted(length, offset, size));
            }
            entries(zip, read(channel, offset, (int) length), entries);
        }
    }

    private static void entries(Path zip, ByteBuffer directory, int entries) {
        for (int i = 0; i < entries; i++) {
            int at = directory.position();
            if (directory.remaining() < ENTRY_SIZE || directory.getInt(at) != ENTRY) {
                throw new BadFileException(zip, "directory is damaged at entry %d of %d"
                        .formatted(i, entries));
            }
            int name = Short.toUnsignedInt(directory.getShort(at + 28));
            int length = ENTRY_SIZE + name + Short.toUnsignedInt(directory.getShort(at + 30))
                    + Short.toUnsignedInt(directory.getShort(at + 32));
            if (directory.remaining() < length) {
                throw new BadFileException(zip, "directory is cut off at entry %d of %d"
                        .formatted(i, entries));
            }
            var text = StandardCharsets.UTF_8.decode(directory.slice(at + ENTRY_SIZE, name)).toString();
            if (text.length() > 100) {
                text = text.substring(0, 100) + "…";
            }
            int kind = directory.get(at + 5) == UNIX ? directory.getInt(at + 38) >>> 28 : 0;
            if (kind != 0 && kind != FILE && kind != FOLDER) {
                throw new BadFileException(zip, "entry '" + text + "' is a "
                        + (kind == LINK ? "symbolic link" : "special file"));
            }
            if ((directory.getShort(at + 8) & 1) != 0) {
                throw new BadFileException(zip, "entry '" + text + "' is encrypted");
            }
            directory.position(at + length);
        }
    }

    private static ByteBuffer read(FileChannel channel, long offset, int length) throws IOException {
        var bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining() && channel.read(bytes, offset + bytes.position()) >= 0) {
            // read on
        }
        return bytes.flip();
    }
}
