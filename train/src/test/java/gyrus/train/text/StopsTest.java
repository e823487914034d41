package gyrus.train.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class StopsTest {

    @Test
    void whatMayBeTheBeginningOfAStopIsHeldBack() {
        Stops stops = new Stops(List.of("END"));
        assertThat(stops.next("the E")).isEqualTo("the ");
        assertThat(stops.next("N")).isEmpty();
        assertThat(stops.next("d")).isEqualTo("ENd");
        assertThat(stops.next("EEN")).isEqualTo("E");
        assertThat(stops.found()).isFalse();
        assertThat(stops.next("D and more")).isEmpty();
        assertThat(stops.found()).isTrue();
        assertThat(stops.next("nothing")).isEmpty();
        assertThat(stops.end()).isEmpty();
    }

    @Test
    void theFirstOfSeveralEndsTheText() {
        Stops stops = new Stops(List.of("\n\n", ".", "b."));
        assertThat(stops.next("a\n")).isEqualTo("a");
        assertThat(stops.next("b. c\n\n")).isEqualTo("\n");
        assertThat(stops.found()).isTrue();
    }

    @Test
    void whatWasHeldBackComesAtTheEnd() {
        Stops stops = new Stops(List.of("aab"));
        assertThat(stops.next("xaa")).isEqualTo("x");
        assertThat(stops.end()).isEqualTo("aa");
        assertThat(new Stops(List.of()).next("all")).isEqualTo("all");
        assertThatThrownBy(() -> new Stops(List.of(""))).hasMessageContaining("empty");
    }
}
