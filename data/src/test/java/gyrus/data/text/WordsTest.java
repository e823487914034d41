package gyrus.data.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gyrus.data.file.BadFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordsTest {

    @Test
    void splits() {
        assertThat(Words.split("Don't CALL 0800-123 now!! £50 at www.win.example/x?y=1 ok"))
                .containsExactly("don't", "call", "<4 digits>", "-", "<3 digits>", "now", "!", "!", "£",
                        "<2 digits>", "at", "<link>", "ok");
        assertThat(Words.split("naïve ÜBER 'quoted' 😀"))
                .containsExactly("naïve", "über", "'", "quoted", "'", "😀");
        assertThat(Words.split(" \n\t ")).isEmpty();
        assertThat(Words.split("a".repeat(1_000_000))).hasSize(1);
    }

    @Test
    void fitsOnFrequentWords() {
        var words = Words.fit(List.of("b a", "a c", "a b b", "d"), 1, 3);
        assertThat(words.words()).containsExactly("<unknown>", "a", "b", "c");
        assertThat(Words.fit(List.of("b a", "a c", "a b b", "d"), 2, 9).words())
                .containsExactly("<unknown>", "a", "b");
        assertThat(words.ids("a x b")).containsExactly(1, 0, 2);
        var counts = words.counts(List.of("b b z", ""));
        assertThat(counts.shape()).hasToString("(2, 4)");
        assertThat(counts.toFloats()).containsExactly(1, 0, 2, 0, 0, 0, 0, 0);
    }

    @Test
    void listsAreChecked() {
        assertThatThrownBy(() -> new Words(List.of())).hasMessageContaining("missing");
        assertThatThrownBy(() -> new Words(List.of("a"))).hasMessageContaining("'a'");
        assertThatThrownBy(() -> new Words(List.of("<unknown>", "a", "a"))).hasMessageContaining("twice");
    }

    @Test
    void readsTextsPackedOrNot(@TempDir Path folder) throws IOException {
        var plain = folder.resolve("a.txt");
        Files.writeString(plain, "\uFEFFone\r\ntwö\n");
        assertThat(Texts.lines(plain)).containsExactly("one", "twö");
        var packed = folder.resolve("a.txt.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write("one\ntwö".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(Texts.read(packed)).isEqualTo("one\ntwö");
        Files.write(plain, new byte[] {'a', (byte) 0xFC});
        assertThatThrownBy(() -> Texts.read(plain)).isInstanceOf(BadFileException.class)
                .hasMessageContaining("UTF-8");
        Files.write(packed, Arrays.copyOf(Files.readAllBytes(packed), 15));
        assertThatThrownBy(() -> Texts.read(packed)).isInstanceOf(BadFileException.class)
                .hasMessageContaining("gzip");
    }
}
