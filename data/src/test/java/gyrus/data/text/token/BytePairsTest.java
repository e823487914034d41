package gyrus.data.text.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BytePairsTest {

    private static final String TEXT = resource("/gyrus/data/sets/stories.txt");

    static String resource(String name) {
        try (var in = BytePairsTest.class.getResourceAsStream(name)) {
            if (in == null) throw new IOException("no resource " + name);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// "ab" is there four times; then "abab" twice, of lower numbers than what else is.
    @Test
    void theMostFrequentPairIsLearnedFirst() {
        BytePairs tokens = BytePairs.learn("abab abab", 258);
        assertThat(tokens.letters(256)).isEqualTo("ab");
        assertThat(tokens.letters(257)).isEqualTo("abab");
        assertThat(tokens.encode("ababab")).containsExactly(257, 256);
        assertThat(BytePairs.learn("abab abab", 1000).size()).as("until no pair is there twice").isEqualTo(258);
        assertThatThrownBy(() -> BytePairs.learn("text", 255)).hasMessageContaining("vocabulary=255 must be 256");
    }

    /// The file is what Gyrus writes; the numbers are those of Hugging Face's tokenizers for it.
    @Test
    void numbersAreThoseOfTokenizers() {
        String file = resource("pairs.json");
        BytePairs tokens = BytePairs.learn(TEXT, 400);
        assertThat(TokenizerFile.write(tokens)).isEqualTo(file.strip());
        Tokenizer read = TokenizerFile.parse("pairs.json", file);
        assertThat(read).isEqualTo(tokens);
        JsonNode rows = JsonMapper.builder().build().readTree(resource("pairs-ids.json"));
        assertThat(rows.size()).isGreaterThan(10);
        for (JsonNode row : rows) {
            String text = row.get("text").stringValue();
            int[] ids = new int[row.get("ids").size()];
            for (int i = 0; i < ids.length; i++) ids[i] = row.get("ids").get(i).intValue();
            assertThat(read.encode(text)).as(text).containsExactly(ids);
            assertThat(read.decode(ids)).isEqualTo(text);
        }
    }

    @Test
    void charactersAreCountedWhereTheyBegin() {
        BytePairs tokens = BytePairs.learn(TEXT, 300);
        long[] counts = tokens.characters();
        for (String text : new String[] {"a tale", "žluťoučký 🙂", TEXT}) {
            long sum = 0;
            for (int token : tokens.encode(text)) sum += counts[token];
            assertThat(sum).isEqualTo(text.codePointCount(0, text.length()));
        }
    }

    @Test
    void aLongWordTakesNoLongTime() {
        BytePairs tokens = BytePairs.learn("ab".repeat(5000), 300);
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            String text = "ab".repeat(250_000);
            assertThat(tokens.decode(tokens.encode(text))).isEqualTo(text);
        });
    }

    @Test
    void aCharacterThatComesByteByByteIsWrittenWhole() {
        BytePairs tokens = BytePairs.learn("plain", 256);
        Decoder decoder = new Decoder(tokens);
        int[] ids = tokens.encode("é🙂");
        assertThat(ids).hasSize(6);
        StringBuilder text = new StringBuilder();
        for (int id : ids) {
            String more = decoder.next(id);
            assertThat(more).doesNotContain("\uFFFD");
            text.append(more);
        }
        assertThat(text).hasToString("é🙂");
        assertThat(decoder.end()).isEmpty();
        decoder.next(ids[0]);
        assertThat(decoder.end()).as("begun and not ended").isEqualTo("\uFFFD");
    }
}
