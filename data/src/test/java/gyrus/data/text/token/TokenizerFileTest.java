package gyrus.data.text.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gyrus.data.file.BadFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenizerFileTest {

    private static final String PAIRS = TokenizerFile.write(BytePairs.learn("hello hello", 260));
    private static final String CHARACTERS = TokenizerFile.write(Characters.of("abc"));

    @Test
    void whatIsWrittenIsReadAgain(@TempDir Path folder) throws IOException {
        for (Tokenizer tokens : List.of(Characters.of("to be\n🙂\"\\"), BytePairs.learn("to be or not to be", 300))) {
            Path file = Files.writeString(folder.resolve("tokenizer.json"), TokenizerFile.write(tokens));
            assertThat(TokenizerFile.read(file)).isEqualTo(tokens);
        }
    }

    /// Merges as older files have them, and special tokens, which a text cannot name.
    @Test
    void publishedFilesAreRead() {
        String file = PAIRS.replace("[\"e\",\"l\"]", "\"e l\"").replace("\"added_tokens\":[]",
                "\"added_tokens\":[{\"id\":260,\"content\":\"<|endoftext|>\",\"special\":true}]");
        Tokenizer tokens = TokenizerFile.parse("file", file);
        assertThat(tokens.size()).isEqualTo(261);
        assertThat(tokens.decode(260)).isEqualTo("<|endoftext|>");
        assertThat(tokens.encode("<|endoftext|>")).hasSizeGreaterThan(1).doesNotContain(260);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "|not JSON",
        "{\"model\": |not JSON",
        "[]|no object \"model\"",
        "{\"model\": 1}|no object \"model\"",
        "{\"model\": {\"type\": \"Unigram\"}}|type is \"Unigram\"; only BPE",
        "{\"model\": {\"type\": \"BPE\"}}|no object \"vocab\"",
        "{\"model\": {\"type\": \"BPE\", \"vocab\": {}, \"merges\": []}}|no tokens",
        "{\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": 0, \"a\": 1}, \"merges\": []}}|uplicate",
        "{\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": 0, \"b\": 0}, \"merges\": []}}|both have the number 0",
        "{\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": 2147483647}, \"merges\": []}}|must be 0 to 1048575",
        "{\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": -1}, \"merges\": []}}|must be 0 to 1048575",
        "{\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": 1e3}, \"merges\": []}}|must be 0 to 1048575",
        "{\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": 1}, \"merges\": []}}|none of number 0",
        "{\"model\": {\"type\": \"BPE\", \"vocab\": {\"ab\": 0}, \"merges\": []}}|is not one character",
        "{\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": 0}}}|merges is no list",
        "{\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": 0}, \"merges\": [\"a a\"]}}"
                + "|has merges but no pre_tokenizer"})
    void otherFilesAreRefusedByName(String file, String why) {
        assertThatThrownBy(() -> TokenizerFile.parse("it.json", file == null ? "" : file))
                .isInstanceOf(BadFileException.class).hasMessageStartingWith("it.json: ").hasMessageContaining(why);
    }

    @Test
    void whatDoesNotFitTogetherIsRefused() {
        refused(PAIRS.replace("[\"e\",\"l\"]", "[\"e\",\"no\"]"), "has \"no\", which is no token");
        refused(PAIRS.replace("[\"e\",\"l\"]", "[\"e\",\"z\"]"), "makes no token");
        refused(PAIRS.replace("[\"e\",\"l\"]", "[\"e\",\"l\"],[\"e\",\"l\"]"), "is there twice");
        refused(PAIRS.replace("[\"e\",\"l\"]", "[\"e\"]"), "must be two tokens");
        refused(PAIRS.replace("\"use_regex\":true", "\"use_regex\":false"), "use_regex must be true");
        refused(PAIRS.replace("\"add_prefix_space\":false", "\"add_prefix_space\":true"), "add_prefix_space");
        refused(PAIRS.replace("\"dropout\":null", "\"dropout\":0.1"), "model.dropout is 0.1");
        refused(PAIRS.replace("\"normalizer\":null", "\"normalizer\":{\"type\":\"NFC\"}"), "normalizer");
        refused(PAIRS.replace("\"z\":", "\"zz\":"), "has no token");
        refused(CHARACTERS + "{}", "not JSON");
        refused("{\"model\":" + "[".repeat(100_000), "not JSON");
        for (int end = 1; end < CHARACTERS.length(); end += 7) refused(CHARACTERS.substring(0, end), "not JSON");
    }

    private static void refused(String file, String why) {
        assertThatThrownBy(() -> TokenizerFile.parse("it.json", file)).isInstanceOf(BadFileException.class)
                .hasMessageStartingWith("it.json: ").hasMessageContaining(why);
    }
}
