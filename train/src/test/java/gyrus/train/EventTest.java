package gyrus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTest {

    static Stream<Event> events() {
        var options = new LinkedHashMap<String, Object>();
        options.put("text", "two\nlines \"quoted\" \u0000 é 漢");
        options.put("flag", true);
        options.put("whole", Long.MIN_VALUE);
        options.put("small", 3);
        options.put("real", 3.0);
        options.put("tiny", Double.MIN_VALUE);
        options.put("float", 0.1f);
        options.put("infinite", Double.POSITIVE_INFINITY);
        options.put("path", Path.of("a", "b"));
        options.put("none", null);
        var odd = new LinkedHashMap<String, Double>();
        odd.put("loss", Double.NaN);
        odd.put("up", Double.POSITIVE_INFINITY);
        odd.put("down", Double.NEGATIVE_INFINITY);
        odd.put("third", 1.0 / 3);
        odd.put("minus zero", -0.0);
        odd.put("whole", 1e15);
        return Stream.of(
                new Event.Started("lenet/3", "lenet", options, 1234567890123L),
                new Event.Started("x/1", "x", Map.of(), 0),
                new Event.Stepped(Long.MAX_VALUE, Integer.MAX_VALUE, odd),
                new Event.Evaluated(7, "validation", odd),
                new Event.Sampled(7, "digits", Path.of("samples", "7.png")),
                new Event.Saved(7, Path.of("last")),
                new Event.Warned("loss is NaN"),
                new Event.Finished(9, new Outcome.Done()),
                new Event.Finished(9, new Outcome.Stopped("early")),
                new Event.Finished(9, new Outcome.Failed("out of memory")));
    }

    @ParameterizedTest
    @MethodSource("events")
    void comesBackFromJsonAsItWas(Event event) {
        var json = event.toJson();
        assertThat(json).doesNotContain("\n");
        var back = Event.fromJson(json);
        assertThat(back).isEqualTo(event);
        assertThat(back.toJson()).isEqualTo(json);
    }

    @Test
    void mapsKeepTheirOrderAndCannotBeChanged() {
        var scalars = new LinkedHashMap<>(Map.of("b", 1.0));
        scalars.put("a", 2.0);
        var event = new Event.Stepped(1, 1, scalars);
        scalars.put("c", 3.0);
        assertThat(event.scalars().keySet()).containsExactly("b", "a");
        var back = (Event.Stepped) Event.fromJson(event.toJson());
        assertThat(back.scalars().keySet()).containsExactly("b", "a");
        assertThatThrownBy(() -> event.scalars().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void optionsHoldPlainValuesOnly() {
        var event = new Event.Started("x/1", "x", Map.of("seed", 3, "rate", 0.1f, "where", Path.of("a")), 0);
        assertThat(event.options()).isEqualTo(Map.of("seed", 3L, "rate", 0.1, "where", "a"));
        var none = new Event.Started("x/1", "x", Collections.singletonMap("data", null), 0);
        assertThat(none.toJson()).contains("\"data\":null");
    }

    @Test
    void pathsHaveForwardSlashes() {
        assertThat(new Event.Saved(1, Path.of("a", "b")).toJson()).contains("\"a/b\"");
    }

    @Test
    void knowsItsStep() {
        assertThat(new Event.Saved(5, Path.of("last")).at()).hasValue(5);
        assertThat(new Event.Warned("x").at()).isEmpty();
    }

    @Test
    void passesOverFieldsOfLaterVersions() {
        assertThat(Event.fromJson("{\"event\":\"warned\",\"colour\":[1],\"message\":\"x\"}"))
                .isEqualTo(new Event.Warned("x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "3", "{", "{}", "{\"event\":\"warned\"}", "{\"event\":3}",
        "{\"event\":\"born\"}", "{\"event\":\"saved\",\"step\":1.5,\"folder\":\"x\"}",
        "{\"event\":\"saved\",\"step\":1,\"step\":2,\"folder\":\"x\"}",
        "{\"event\":\"saved\",\"step\":92233720368547758070,\"folder\":\"x\"}",
        "{\"event\":\"evaluated\",\"step\":1,\"split\":\"test\",\"metrics\":{\"loss\":\"big\"}}",
        "{\"event\":\"warned\",\"message\":\"x\"} {}"})
    void refusesWhatIsNoEvent(String json) {
        assertThatThrownBy(() -> Event.fromJson(json)).isInstanceOf(IllegalArgumentException.class)
                .message().isNotBlank();
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> Event.fromJson("{\"event\":\"warned\"}"))
                .hasMessage("field \"message\" is missing");
        assertThatThrownBy(() -> Event.fromJson("{\"event\":\"born\"}"))
                .hasMessage("unknown event \"born\"; it may come from a newer version");
        assertThat(List.of(Event.class.getPermittedSubclasses())).hasSize(7);
    }
}
