package gyrus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the command answered.
///
/// @param status what the process would end with
record Answer(int status, String out, String err) {

    private static final JsonMapper STRICT =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    /// Runs the command in this process.
    static Answer of(String... words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int status = Main.run(new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8), words);
        return new Answer(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /// The one JSON document on standard output, and that alone.
    JsonNode json() {
        return STRICT.readTree(out);
    }

    /// Checks that its figures are those of the same weights, judged in batches of another size.
    void judgesAs(JsonNode figures) {
        JsonNode own = json().get("metrics");
        assertThat(own.get("accuracy")).isEqualTo(figures.get("accuracy"));
        assertThat(own.get("loss").doubleValue()).isCloseTo(figures.get("loss").doubleValue(), within(1e-6));
    }

    List<String> lines() {
        return out.lines().toList();
    }

    List<String> errors() {
        return err.lines().toList();
    }
}
