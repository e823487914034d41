package gyrus.methods.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gyrus.train.Options;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SpaceTest {

    public enum Shape {
        ROUND,
        SQUARE
    }

    public record Chosen(String data, long seed, int epochs, int batch, double rate, double dropout, double momentum,
            boolean augment, Shape shape, double decay) {}

    private static final Chosen DEFAULTS = new Chosen("", 1, 9, 64, 4e-3, 0.1, 0.9, true, Shape.ROUND, 0);

    private static Dimension of(Space space, String option) {
        return space.dimensions().stream().filter(d -> d.option().equals(option)).findFirst().orElseThrow();
    }

    @Test
    void rangesComeFromDefaults() {
        Space space = Space.of(DEFAULTS, List.of());
        assertThat(space.dimensions()).extracting(Dimension::option)
                .containsExactly("batch", "rate", "dropout", "momentum", "augment", "shape");
        assertThat(of(space, "batch")).isEqualTo(new Range("batch", 16, 256, true, true));
        assertThat(of(space, "rate")).isEqualTo(new Range("rate", 4e-3 / 30, 4e-3 * 30, true, false));
        assertThat(of(space, "dropout")).isEqualTo(new Range("dropout", 0.1 / 30, 1, true, false));
        assertThat(of(space, "momentum")).isEqualTo(new Range("momentum", 0, 1, false, false));
        assertThat(of(space, "shape")).isEqualTo(new Choice("shape", List.of("ROUND", "SQUARE")));
        assertThat(space.fixed()).isEmpty();
    }

    @Test
    void wordsSayOtherwise() {
        Space space = Space.of(DEFAULTS, List.of("rate=1e-4..1e-1", "batch=32,64,128", "epochs=3", "data=../digits",
                "dropout=0.1..0.5", "augment=true", "momentum=0.9", "shape=round"));
        assertThat(space.dimensions()).containsExactly(new Choice("batch", List.of("32", "64", "128")),
                new Range("rate", 1e-4, 1e-1, true, false), new Range("dropout", 0.1, 0.5, false, false));
        assertThat(space.fixed()).containsEntry("epochs", "3").containsEntry("data", "../digits");
    }

    @Test
    void whateverIsDrawnFitsTheOptions() {
        Space space = Space.of(DEFAULTS, List.of());
        var random = new SplittableRandom(1);
        for (int i = 0; i < 500; i++) {
            Chosen chosen = Options.with(DEFAULTS, space.draw(random));
            assertThat(chosen.batch()).isBetween(16, 256);
            assertThat(chosen.rate()).isBetween(4e-3 / 30, 4e-3 * 30);
            assertThat(chosen.epochs()).isEqualTo(9);
        }
    }

    @Test
    void valuesKeepTheirPlace() {
        Range rate = new Range("rate", 1e-4, 1e-1, true, false);
        String value = rate.value(Math.log(0.00123456));
        assertThat(value).isEqualTo("0.00123");
        assertThat(rate.value(rate.place(value))).isEqualTo(value);
    }

    @Test
    void theDefaultsAreTheFirstToTry() {
        assertThat(Space.of(DEFAULTS, List.of()).of(DEFAULTS).orElseThrow()).containsEntry("batch", "64")
                .containsEntry("rate", "0.004").containsEntry("shape", "ROUND");
        assertThat(Space.of(DEFAULTS, List.of("batch=1..8")).of(DEFAULTS)).isEmpty();
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> Space.of(DEFAULTS, List.of("rte=1"))).hasMessageContaining("did you mean rate");
        assertThatThrownBy(() -> Space.of(DEFAULTS, List.of("rate=2..1"))).hasMessageContaining("lower end first");
        assertThatThrownBy(() -> Space.of(DEFAULTS, List.of("rate=a..b")))
                .hasMessageContaining("\"a\" is not a number");
        assertThatThrownBy(() -> Space.of(DEFAULTS, List.of("rate=fast"))).hasMessageContaining("rate");
        assertThatThrownBy(() -> Space.of(DEFAULTS, List.of("rate=1", "rate=2"))).hasMessageContaining("twice");
    }
}
