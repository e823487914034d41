package gyrus.train.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// Writes a small file whole or not at all: aside, then renamed over the old one.
public final class WholeFile {

    private WholeFile() {}

    /// Writes the bytes as the file; a reader sees the old content or the new, never a part.
    public static void write(Path file, byte[] content) {
        try {
            var folder = file.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            var aside = Files.createTempFile(folder, "." + file.getFileName(), ".tmp");
            try {
                try (var channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
                    var buffer = ByteBuffer.wrap(content);
                    while (buffer.hasRemaining()) {
                        channel.write(buffer);
                    }
                    channel.force(true);
                }
                open(aside);
                Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(aside);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e, e);
        }
    }

    /// Writes the text as the file, in UTF-8.
    public static void write(Path file, String content) {
        write(file, content.getBytes(StandardCharsets.UTF_8));
    }

    /// Temporary files are made for their owner alone; a result is for whoever may read the folder.
    private static void open(Path file) throws IOException {
        try {
            var folder = Files.getPosixFilePermissions(file.getParent());
            folder.removeIf(p -> p.name().endsWith("EXECUTE"));
            Files.setPosixFilePermissions(file, folder);
        } catch (UnsupportedOperationException _) {
            // not a POSIX file system: the folder's own rules are inherited
        }
    }
}
