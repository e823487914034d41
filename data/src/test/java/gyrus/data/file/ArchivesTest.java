package gyrus.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchivesTest {

    @TempDir
    private Path folder;
    private Path zip;
    private Path out;

    @BeforeEach
    void paths() {
        zip = folder.resolve("a.zip");
        out = folder.resolve("out");
    }

    private void pack(String... names) throws IOException {
        try (var stream = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (var name : names) {
                stream.putNextEntry(new ZipEntry(name));
                stream.write(name.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void unpacks() throws IOException {
        pack("top.txt", "a/b/deep.txt", "a/ü.txt");
        assertThat(Archives.unzip(zip, out)).isEqualTo(out);
        assertThat(out.resolve("a/b/deep.txt")).hasContent("a/b/deep.txt");
        assertThat(out.resolve("a/ü.txt")).hasContent("a/ü.txt");
        assertThat(folder).isDirectoryNotContaining(path -> path.getFileName().toString()
                .startsWith(".unpack"));
    }

    @Test
    void anExistingFolderStays() throws IOException {
        pack("x");
        Files.createDirectory(out);
        assertThatThrownBy(() -> Archives.unzip(zip, out)).isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("already");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "a/../../x", "a/..", "/etc/x", "a\\b", "..\\x", "C:/x", "a//b", "./x",
        "a/./b", "x.", "a /b", "nul\0", "a:stream", "line\nbreak", "what?"})
    void hostileNamesAreRefused(String name) throws IOException {
        pack("good.txt", name);
        assertThatThrownBy(() -> Archives.unzip(zip, out)).isInstanceOf(BadFileException.class)
                .hasMessageContaining("a.zip");
        assertThat(out).doesNotExist();
        assertThat(folder).isDirectoryNotContaining(path -> path.getFileName().toString()
                .startsWith(".unpack"));
        assertThat(folder.resolve("x")).doesNotExist();
    }

    @Test
    void symbolicLinksAreRefused() throws IOException {
        pack("good.txt", "link");
        patch(1, 5, (byte) 3);                                      // made on Unix
        patch(1, 41, (byte) 0xA1);                                  // mode 0120777
        assertThatThrownBy(() -> Archives.unzip(zip, out)).isInstanceOf(BadFileException.class)
                .hasMessageContaining("'link' is a symbolic link");
    }

    @Test
    void encryptedEntriesAreRefused() throws IOException {
        pack("secret");
        patch(0, 8, (byte) 1);
        assertThatThrownBy(() -> Archives.unzip(zip, out)).hasMessageContaining("encrypted");
    }

    @Test
    void theSameNameTwiceIsRefused() throws IOException {
        pack("one", "two");
        var bytes = new String(Files.readAllBytes(zip), StandardCharsets.ISO_8859_1).replace("two", "one");
        Files.write(zip, bytes.getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> Archives.unzip(zip, out)).isInstanceOf(BadFileException.class);
        assertThat(out).doesNotExist();
    }

    @Test
    void aBombIsRefused() throws IOException {
        try (var stream = new ZipOutputStream(Files.newOutputStream(zip))) {
            stream.putNextEntry(new ZipEntry("zeros"));
            var zeros = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
                stream.write(zeros);
            }
        }
        assertThatThrownBy(() -> Archives.unzip(zip, out)).isInstanceOf(BadFileException.class)
                .hasMessageContaining("unpacks to more");
        assertThat(out).doesNotExist();
        assertThat(Archives.unzip(zip, out, new Archives.Bounds(10, 1 << 28, 2000)).resolve("zeros"))
                .hasSize(64 << 20);
    }

    @Test
    void boundsHold() throws IOException {
        pack("one", "two", "three");
        assertThatThrownBy(() -> Archives.unzip(zip, out, new Archives.Bounds(2, 1 << 20, 200)))
                .hasMessageContaining("3 entries");
        assertThatThrownBy(() -> Archives.unzip(zip, out, new Archives.Bounds(3, 10, 200)))
                .hasMessageContaining("unpacks to more");
        Archives.unzip(zip, out, new Archives.Bounds(3, 11, 200));
    }

    @Test
    void everyCutAndFlippedBitIsUnpackedOrRefused() throws IOException {
        pack("one", "d/two");
        var good = Files.readAllBytes(zip);
        for (int length = 0; length < good.length; length += 3) {
            unpackOrRefuse(Arrays.copyOf(good, length));
        }
        for (int bit = 0; bit < 8 * good.length; bit += 3) {
            var bad = good.clone();
            bad[bit / 8] ^= (byte) (1 << bit % 8);
            unpackOrRefuse(bad);
        }
    }

    private void unpackOrRefuse(byte[] bytes) throws IOException {
        Files.write(zip, bytes);
        try {
            Archives.unzip(zip, out);
            Files.move(out, Files.createTempDirectory(folder, "done").resolve("x"));
        } catch (BadFileException e) {
            assertThat(e).hasMessageContaining("a.zip");
        }
    }

    /// Sets a byte of the directory entry of this number.
    private void patch(int entry, int offset, byte value) throws IOException {
        var bytes = ByteBuffer.wrap(Files.readAllBytes(zip)).order(ByteOrder.LITTLE_ENDIAN);
        int at = bytes.getInt(bytes.capacity() - 22 + 16);
        for (int i = 0; i < entry; i++) {
            at += 46 + bytes.getShort(at + 28) + bytes.getShort(at + 30) + bytes.getShort(at + 32);
        }
        bytes.put(at + offset, value);
        Files.write(zip, bytes.array());
    }
}
