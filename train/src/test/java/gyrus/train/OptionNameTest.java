package gyrus.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionNameTest {

    @ParameterizedTest
    @CsvSource({"batchSize, batch-size", "epochs, epochs", "useGPU, use-gpu", "KLWeight, kl-weight",
        "ADAM_W, adam-w", "beta1, beta1"})
    void kebab(String name, String expected) {
        assertThat(OptionName.kebab(name)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"a, a, 0", "abc, abd, 1", "abc, acb, 1", "abc, ab, 1", "kitten, sitting, 3", "'', abc, 3"})
    void distance(String a, String b, int expected) {
        assertThat(OptionName.distance(a, b)).isEqualTo(expected);
        assertThat(OptionName.distance(b, a)).isEqualTo(expected);
    }

    @Test
    void nearestNames() {
        var names = List.of("train", "test", "seed", "epochs", "batch-size");
        assertThat(OptionName.nearest("bathsize", names)).containsExactly("batch-size");
        assertThat(OptionName.nearest("tain", names)).containsExactly("train");
        assertThat(OptionName.nearest("zzzzz", names)).isEmpty();
    }
}
