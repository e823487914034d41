package gyrus.train.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {

    @TempDir Path folder;
    private Path last;
    private Checkpoint checkpoint;

    @BeforeEach
    void setUp() {
        last = folder.resolve("last");
        checkpoint = Checkpoint.at(last);
    }

    private static SequencedMap<String, Content> files(String text) {
        var files = new LinkedHashMap<String, Content>();
        files.put("model.safetensors", Content.of(text));
        files.put("empty.bin", Content.of(new byte[0]));
        return files;
    }

    @Test
    void savesAndLoads() throws IOException {
        assertThat(checkpoint.exists()).isFalse();
        checkpoint.save(files("one"));
        assertThat(checkpoint.exists()).isTrue();
        var found = checkpoint.load();
        assertThat(found.warning()).isNull();
        assertThat(found.files()).containsExactly("model.safetensors", "empty.bin");
        assertThat(found.file("model.safetensors")).isEqualTo(last.resolve("model.safetensors")).hasContent("one");
        // sha256sum of "one"
        assertThat(last.resolve("manifest.json")).content().contains("\"bytes\" : 3",
                "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed");
    }

    @Test
    void replacesAsAWholeAndLeavesNothing() throws IOException {
        checkpoint.save(files("one"));
        var fewer = new LinkedHashMap<String, Content>();
        fewer.put("other.json", Content.of("{}"));
        checkpoint.save(fewer);
        assertThat(checkpoint.load().files()).containsExactly("other.json");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(last);
        }
        try (var files = Files.list(last)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void aContentThatFailsLeavesTheOldOne() throws IOException {
        checkpoint.save(files("one"));
        var bad = files("two");
        bad.put("bad", _ -> {
            throw new IOException("device is on fire");
        });
        assertThatThrownBy(() -> checkpoint.save(bad)).isInstanceOf(UncheckedIOException.class).hasMessage(
                "cannot save " + last + ": device is on fire; the last good checkpoint stays: "
                        + "make room or mend the disk, then resume");
        assertThat(checkpoint.load().file("model.safetensors")).hasContent("one");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(last);
        }
    }

    /// Writers of tensors throw the unchecked kind.
    @Test
    void anUncheckedFailureLeavesNothingEither() throws IOException {
        checkpoint.save(files("one"));
        for (RuntimeException failure : new RuntimeException[] {
            new UncheckedIOException("cannot write", new IOException("No space left on device")),
            new IllegalStateException("broken")}) {
            var bad = files("two");
            bad.put("bad", _ -> {
                throw failure;
            });
            assertThatThrownBy(() -> checkpoint.save(bad)).hasMessageContaining(
                    failure instanceof UncheckedIOException ? "cannot save " + last + ": No space" : "broken");
            assertThat(checkpoint.load().file("model.safetensors")).hasContent("one");
            try (var files = Files.list(folder)) {
                assertThat(files).containsExactly(last);
            }
        }
    }

    @Test
    void whatIsWrongIsToldWithItsPlace() throws IOException {
        assertThatThrownBy(checkpoint::load).isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot load a checkpoint: there is no folder " + last);
        checkpoint.save(files("one"));
        var model = last.resolve("model.safetensors");
        Files.writeString(model, "onE");
        assertThatThrownBy(checkpoint::load).hasMessageStartingWith("cannot load a checkpoint: " + model
                + " has SHA-256 ").hasMessageEndingWith(
                ", its manifest says 7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed");
        Files.writeString(model, "on");
        assertThatThrownBy(checkpoint::load)
                .hasMessage("cannot load a checkpoint: " + model + " has 2 bytes, its manifest says 3");
        Files.delete(model);
        assertThatThrownBy(checkpoint::load).hasMessage("cannot load a checkpoint: " + model + " is missing");
        Files.delete(last.resolve("manifest.json"));
        assertThatThrownBy(checkpoint::load).hasMessage("cannot load a checkpoint: "
                + last.resolve("manifest.json") + " is missing: the checkpoint was not written to its end");
    }

    @Test
    void thePreviousOneIsUsedAndTold() throws IOException {
        checkpoint.save(files("one"));
        Files.move(last, folder.resolve("last.previous"));
        var found = checkpoint.load();
        assertThat(found.file("model.safetensors")).hasContent("one");
        assertThat(found.warning()).isEqualTo("using the previous checkpoint, because there is no folder "
                + last);
        Files.writeString(folder.resolve("last.previous").resolve("empty.bin"), "!");
        assertThatThrownBy(checkpoint::load).hasMessage("cannot load a checkpoint: there is no folder " + last
                + "; nor can the previous one: " + folder.resolve("last.previous").resolve("empty.bin")
                + " has 1 bytes, its manifest says 0");
    }

    @Test
    void noFlippedBitOfTheManifestLoadsSomethingElse() throws IOException {
        checkpoint.save(files("one"));
        var manifest = last.resolve("manifest.json");
        var bytes = Files.readAllBytes(manifest);
        for (int i = 0; i < bytes.length * 8; i++) {
            bytes[i / 8] ^= (byte) (1 << i % 8);
            Files.write(manifest, bytes);
            try {
                assertThat(checkpoint.load().file("model.safetensors")).hasContent("one");
            } catch (UncheckedIOException | IllegalArgumentException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
            bytes[i / 8] ^= (byte) (1 << i % 8);
        }
        for (int length = 0; length < bytes.length - 1; length++) {
            Files.write(manifest, Arrays.copyOf(bytes, length));
            assertThatThrownBy(checkpoint::load).as("cut to %d", length)
                    .isInstanceOf(UncheckedIOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../x", "a/b", "a\\b", "/etc/passwd", "C:x", ".", "..", "a\0b",
        "manifest.json", ".hidden"})
    void namesThatAreNoPlainFileNamesAreRefused(String name) throws IOException {
        var files = files("one");
        files.put(name, Content.of("x"));
        assertThatThrownBy(() -> checkpoint.save(files)).isInstanceOf(IllegalArgumentException.class);
        checkpoint.save(files("one"));
        var json = name.replace("\\", "\\\\").replace("\0", "\\u0000");
        Files.writeString(last.resolve("manifest.json"),
                "{\"format\":1,\"files\":{\"" + json + "\":{\"bytes\":0,\"sha256\":\"\"}}}");
        assertThatThrownBy(checkpoint::load).isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("manifest.json cannot be read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{\"format\":2,\"files\":{}}", "{\"format\":1}",
        "{\"format\":1,\"files\":{\"a\":3}}",
        "{\"format\":1,\"files\":{\"a\":{\"bytes\":1e3,\"sha256\":\"\"}}}"})
    void strangeManifestsAreRefused(String manifest) throws IOException {
        checkpoint.save(files("one"));
        Files.writeString(last.resolve("manifest.json"), manifest);
        assertThatThrownBy(checkpoint::load).isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(last.resolve("manifest.json").toString());
    }

    @Test
    void aFileItDoesNotHaveIsNamed() {
        checkpoint.save(files("one"));
        var found = checkpoint.load();
        assertThatThrownBy(() -> found.file("state.json")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(last + " has no state.json; it has [model.safetensors, empty.bin]");
    }
}
