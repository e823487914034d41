package gyrus.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {

    @Test
    void noColorTakesColoursAway() {
        assertThat(Terminal.of(true, true, "", Map.of()).colour()).isTrue();
        assertThat(Terminal.of(true, true, "", Map.of("NO_COLOR", "1")).colour()).isFalse();
        assertThat(Terminal.of(true, true, "", Map.of("NO_COLOR", "1")).live()).isTrue();
        assertThat(Terminal.of(true, true, "", Map.of("NO_COLOR", "")).colour()).isTrue();
    }

    @Test
    void dumbTerminalsCannotRewrite() {
        var dumb = Terminal.of(true, true, "", Map.of("TERM", "dumb"));
        assertThat(dumb.live()).isFalse();
        assertThat(dumb.colour()).isFalse();
    }

    @Test
    void widthIsReadOrEighty() {
        assertThat(Terminal.of(true, true, "132", Map.of()).columns()).isEqualTo(132);
        assertThat(Terminal.of(true, true, "wide", Map.of()).columns()).isEqualTo(80);
        assertThat(Terminal.of(true, true, "0", Map.of()).columns()).isEqualTo(80);
    }
}
