package gyrus.train.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MeasureTest {

    @Test
    void namesAreThoseOfTheContract() {
        assertThat(Arrays.stream(Measure.values()).map(Measure::id))
                .containsExactly("loss", "accuracy", "f1", "auc", "r2", "mae", "perplexity",
                        "nats_per_character", "return", "frechet", "knn", "interval");
        assertThat(Measure.of("r2")).contains(Measure.R2);
        assertThat(Measure.of("R2")).isEmpty();
    }

    @Test
    void betterDependsOnTheMeasure() {
        assertThat(Measure.LOSS.better(1, 2)).isTrue();
        assertThat(Measure.ACCURACY.better(1, 2)).isFalse();
        assertThat(Measure.ACCURACY.better(2, 2)).isFalse();
    }

    @Test
    void nanIsWorseThanAll() {
        assertThat(Measure.LOSS.better(Double.NaN, 9)).isFalse();
        assertThat(Measure.LOSS.better(9, Double.NaN)).isTrue();
        assertThat(Measure.LOSS.better(Double.NaN, Double.NaN)).isFalse();
    }
}
