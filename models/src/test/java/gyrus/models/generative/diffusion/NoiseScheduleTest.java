package gyrus.models.generative.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gyrus.tensor.DType;
import gyrus.tensor.Generator;
import gyrus.tensor.Tensor;
import gyrus.testing.Golden;
import gyrus.testing.Tolerance;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NoiseScheduleTest {

    @Test
    void linearEndsWhereThePaperSays() {
        assertThat(NoiseSchedule.linear(1000).bar(999)).isCloseTo(4.0358e-5, within(1e-9));
        assertThat(NoiseSchedule.linear(1000).bar(0)).isCloseTo(1 - 1e-4, within(1e-15));
        assertThat(NoiseSchedule.linear(1000).bar(-1)).isOne();
    }

    /// Their tables are in float32, whose rounding adds up.
    @Test
    void tablesAreThoseOfDiffusers() {
        Golden.Case golden = Golden.open("diffusion", DType.FLOAT64).at("tables");
        new Tolerance(2e-4, 1e-7).compare("linear", bars(NoiseSchedule.linear(1000)), golden.out("linear"));
        new Tolerance(2e-4, 1e-7).compare("cosine", bars(NoiseSchedule.cosine(1000)), golden.out("cosine"));
    }

    private static Tensor bars(NoiseSchedule schedule) {
        return Tensor.of(IntStream.range(0, schedule.steps()).mapToDouble(schedule::bar).toArray());
    }

    /// A picture of variance 1 keeps it at every step.
    @Test
    void noiseTakesThePlaceOfThePicture() {
        NoiseSchedule schedule = NoiseSchedule.cosine(1000);
        Generator.seeded(1).run(() -> {
            Tensor pictures = Tensor.randn(3, 1, 64, 64);
            Tensor noise = Tensor.randn(3, 1, 64, 64);
            Tensor noisy = schedule.noised(pictures, noise, Tensor.of(0L, 500L, 999L));
            assertThat(noisy.variance().item()).isCloseTo(1, within(0.05));
            assertThat(noisy.select(0, 0).sub(pictures.select(0, 0)).abs().max().item()).isLessThan(0.1);
            assertThat(noisy.select(0, 2).sub(noise.select(0, 2)).abs().max().item()).isLessThan(0.1);
        });
    }

    /// Either target tells the noise.
    @Test
    void whatIsSeenTellsTheNoise() {
        NoiseSchedule schedule = NoiseSchedule.linear(1000);
        Generator.seeded(1).run(() -> {
            Tensor pictures = Tensor.randn(3, 1, 4, 4);
            Tensor noise = Tensor.randn(3, 1, 4, 4);
            Tensor times = Tensor.of(0L, 500L, 999L);
            Tensor noisy = schedule.noised(pictures, noise, times);
            for (Target target : Target.values()) {
                Tensor seen = target.of(schedule, pictures, noise, times);
                new Tolerance(1e-5, 1e-5).compare(target.name(), target.noise(schedule, seen, noisy, times), noise);
            }
        });
    }

    @Test
    void numbersThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> NoiseSchedule.cosine(1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 steps");
        assertThatThrownBy(() -> NoiseSchedule.linear(10, 0.5, 0.1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0.5 to 0.1");
    }
}
