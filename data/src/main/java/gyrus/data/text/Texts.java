package gyrus.data.text;

import gyrus.data.file.BadFileException;
import gyrus.data.internal.Heap;
import gyrus.data.internal.Unpacking;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipException;

/// Reads text files: UTF-8, gzipped or not, within a bound.
public final class Texts {

    /// Bytes, unpacked, that a file may have.
    public static final int MAX_BYTES = 1 << 30;

    private static final int EACH = 6;                              // bytes of memory for a byte, while it becomes text

    private Texts() { }

    /// The whole text; a byte order mark is dropped.
    ///
    /// @throws BadFileException     if it is too long, damaged or not UTF-8
    /// @throws UncheckedIOException if it cannot be read
    public static String read(Path file) {
        try (var in = Unpacking.of(file, Files.newInputStream(file), Files.size(file))) {
            int most = (int) Math.min(MAX_BYTES, Heap.most() / EACH);
            var bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                Heap.require(file, EACH * (most + 1L));
                throw new BadFileException(file, "more than %,d bytes of text".formatted(MAX_BYTES));
            }
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new BadFileException(file, "is not UTF-8; convert it first", e);
        } catch (ZipException | EOFException e) {
            throw new BadFileException(file, "damaged gzip data: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": " + e.getMessage(), e);
        }
    }

    /// The lines, without their ends.
    ///
    /// @throws BadFileException     as [#read]
    /// @throws UncheckedIOException as [#read]
    public static List<String> lines(Path file) {
        return read(file).lines().toList();
    }
}
