package gyrus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

    /// Ways to optimise.
    public enum Rule { SGD, ADAM_W }

    /// Options of a recipe.
    public record Some(@Help("passes over the data") int epochs, @Help("step size") double learningRate,
                       long seed, float decay, boolean shuffle, String name, Rule rule, @Nullable Path data,
                       @Nullable Integer limit, char mark) {

        public Some {
            if (epochs < 1) {
                throw new IllegalArgumentException("epochs is " + epochs + "; it must be at least 1");
            }
        }
    }

    private static final Some DEFAULTS = new Some(5, 1e-3, 0, 0.1f, true, "x", Rule.SGD, null, null, 'a');

    private static Some parse(String... arguments) {
        return Options.parse(DEFAULTS, List.of(arguments));
    }

    @Test
    void nothingGivenIsTheDefaults() {
        assertThat(parse()).isEqualTo(DEFAULTS);
    }

    @Test
    void everyTypeIsRead() {
        assertThat(parse("epochs=7", "learningRate=1e-2", "seed=-9000000000", "decay=.25", "shuffle=false",
                "name=a=b c", "rule=adam-w", "data=/tmp/x", "limit=100", "mark=z"))
                .isEqualTo(new Some(7, 0.01, -9_000_000_000L, 0.25f, false, "a=b c", Rule.ADAM_W,
                        Path.of("/tmp/x"), 100, 'z'));
    }

    @Test
    void namesMayBeKebabCamelOrSnake() {
        for (var name : List.of("learning-rate", "learningRate", "learning_rate", "--learning-rate")) {
            assertThat(parse(name + "=0.5").learningRate()).isEqualTo(0.5);
        }
    }

    @Test
    void dashedFormsTakeTheNextWord() {
        var some = parse("--epochs", "3", "--data", "a", "--shuffle", "off", "--seed=4", "--learning-rate",
                "-1");
        assertThat(some.epochs()).isEqualTo(3);
        assertThat(some.data()).isEqualTo(Path.of("a"));
        assertThat(some.shuffle()).isFalse();
        assertThat(some.seed()).isEqualTo(4);
        assertThat(some.learningRate()).isEqualTo(-1);
        assertThat(Options.parse(new Some(5, 1, 0, 0, false, "", Rule.SGD, null, null, 'a'),
                List.of("--shuffle", "epochs=3")).shuffle()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"epochs=1e3, 1000", "epochs=60_000, 60000", "epochs=+7, 7", "epochs=5.0, 5"})
    void wholeNumbersMayBeWrittenAsPeopleDo(String argument, int expected) {
        assertThat(parse(argument).epochs()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '^', delimiter = '|', value = {
        "epochs=ten          | option epochs is \"ten\"; it takes a whole number",
        "epochs=1.5          | option epochs is \"1.5\"; it takes a whole number",
        "epochs=             | option epochs is \"\"; it takes a whole number",
        "epochs=3000000000   | option epochs is 3000000000, outside of -2147483648 to 2147483647",
        "epochs=1e9999       | option epochs is 1e9999, outside of -2147483648 to 2147483647",
        "learningRate=0x1p3  | option learning-rate is \"0x1p3\"; it takes a number",
        "learningRate=1d     | option learning-rate is \"1d\"; it takes a number",
        "learningRate=1e999  | option learning-rate is 1e999, too large for a double",
        "decay=1e99          | option decay is 1e99, too large for a float",
        "shuffle=maybe       | option shuffle is \"maybe\"; it takes true or false",
        "rule=adma           | option rule is \"adma\"; it takes one of sgd, adam-w",
        "mark=ab             | option mark is \"ab\"; it takes one character",
        "limit=x             | option limit is \"x\"; it takes a whole number",
        "epcohs=3            | unknown option \"epcohs\"; did you mean epochs?",
        "lr=3                | unknown option \"lr\"; known: epochs, learning-rate, seed, decay, shuffle, name, rule, "
            + "data, limit, mark",
        "epochs              | cannot read \"epochs\"; write an option as name=value",
        "=3                  | cannot read \"=3\"; write an option as name=value",
        "--epochs            | option --epochs needs a value: whole number",
        "epochs=0            | epochs is 0; it must be at least 1"})
    void errorsQuoteWhatWasGivenAndSayWhatIsTaken(String argument, String message) {
        assertThatThrownBy(() -> parse(argument)).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    @Test
    void hugeNumbersAreRefusedAtOnce() {
        assertThatThrownBy(() -> parse("seed=1e99999")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void twiceIsRefused() {
        assertThatThrownBy(() -> parse("epochs=3", "--epochs", "4"))
                .isInstanceOf(IllegalArgumentException.class).hasMessage("option epochs is given twice: 3 and 4");
    }

    @Test
    void whatHasNoDefaultCanBeTakenBack() {
        assertThat(parse("data=", "limit=").data()).isNull();
        assertThat(parse("name=").name()).isEmpty();
    }

    @Test
    void rowsTeach() {
        var rows = Options.rows(DEFAULTS);
        assertThat(rows).hasSize(10);
        assertThat(rows.get(0)).isEqualTo(new Options.Row("epochs", "whole number", "5",
                "passes over the data"));
        assertThat(rows.get(1)).isEqualTo(new Options.Row("learning-rate", "number", "0.001", "step size"));
        assertThat(rows.get(6)).isEqualTo(new Options.Row("rule", "one of sgd, adam-w", "sgd", ""));
        assertThat(rows.get(7)).isEqualTo(new Options.Row("data", "path", null, ""));
    }

    @Test
    void mapsGoBothWays() {
        var some = new Some(7, Double.POSITIVE_INFINITY, Long.MAX_VALUE, 0.1f, false, "é", Rule.ADAM_W,
                Path.of("a"), null, '=');
        var map = Options.toMap(some);
        assertThat(map).containsEntry("epochs", 7L).containsEntry("learningRate", "Infinity")
                .containsEntry("decay", 0.1).containsEntry("rule", "adam-w").containsEntry("limit", null);
        assertThat(Options.with(DEFAULTS, map)).isEqualTo(some);
        assertThat(Options.with(some, Options.toMap(DEFAULTS)).learningRate()).isEqualTo(1e-3);
    }

    @Test
    void mapsMayLackOptionsButNotHaveOthers() {
        assertThat(Options.with(DEFAULTS, Map.of("epochs", 2L)).epochs()).isEqualTo(2);
        assertThatThrownBy(() -> Options.with(DEFAULTS, Map.of("momentum", 2L)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("unknown option \"momentum\"");
        var none = new LinkedHashMap<String, @Nullable Object>();
        none.put("epochs", null);
        assertThatThrownBy(() -> Options.with(DEFAULTS, none)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("option epochs is \"null\"; it takes a whole number");
    }

    /// Options that nothing can read.
    public record Odd(List<String> words) {}

    @Test
    void otherTypesAreToldToTheAuthor() {
        assertThatThrownBy(() -> Options.rows(new Odd(List.of()))).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("options cannot hold a java.util.List; use a primitive, String, enum or Path");
    }
}
