package gyrus.models.generative.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gyrus.tensor.DType;
import gyrus.tensor.Generator;
import gyrus.tensor.Tensor;
import gyrus.testing.Golden;
import gyrus.testing.Tolerance;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DenoisingTest {

    private static final NoiseSchedule LINEAR = NoiseSchedule.linear(1000);

    /// Steps are those of diffusers' DDPM and DDIM schedulers, which keep the picture within −1 and 1.
    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void stepsAreThoseOfDiffusers(DType type) {
        Golden golden = Golden.open("diffusion", type);
        int seen = 0;
        for (String name : golden.cases()) {
            if (!name.startsWith("dd")) continue;
            Golden.Case step = golden.at(name);
            int from = (int) step.number("time", 0);
            int count = (int) step.number("steps", 0);
            Denoising denoising = new Denoising(LINEAR, count, step.number("eta", 0));
            assertThat(denoising.times()).as(name).contains(from);
            Tensor y = denoising.step(step.in("x"), step.in("noise"), from, Math.max(-1, from - 1000 / count),
                    step.in("drawn"));
            // At the last steps small differences are divided by √(1 − ᾱ), a hundredth.
            (type == DType.FLOAT32 ? new Tolerance(1e-5, 2e-5) : Tolerance.of(type)).compare(name, y, step.out("y"));
            seen++;
        }
        assertThat(seen).isEqualTo(12);
    }

    @Test
    void timesFallFromTheLastEvenly() {
        assertThat(new Denoising(LINEAR, 4, 0).times()).containsExactly(999, 749, 499, 249);
        assertThat(new Denoising(LINEAR, 1000, 0).times()).hasSize(1000).startsWith(999, 998).endsWith(1, 0);
    }

    /// Who sees the noise exactly gets the picture back, whatever the way.
    @Test
    void anOracleMakesThePicture() {
        for (double eta : new double[] {0, 1}) {
            Generator.seeded(1).run(() -> {
                Tensor picture = Tensor.rand(2, 1, 4, 4).mul(2).sub(1);
                AtomicInteger steps = new AtomicInteger();
                Tensor made = new Denoising(LINEAR, 10, eta).run((x, times) -> {
                    double bar = LINEAR.bar((int) times.toLongs()[0]);
                    return x.sub(picture.mul(Math.sqrt(bar))).div(Math.sqrt(1 - bar));
                }, Tensor.randn(2, 1, 4, 4), _ -> steps.incrementAndGet());
                new Tolerance(0, 1e-4).compare("picture", made, picture);
                assertThat(steps).hasValue(10);
            });
        }
    }

    @Test
    void numbersThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new Denoising(LINEAR, 1001, 0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("steps=1001");
        assertThatThrownBy(() -> new Denoising(LINEAR, 10, 2)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2.0");
    }
}
