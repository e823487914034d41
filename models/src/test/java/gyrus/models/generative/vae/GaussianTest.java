package gyrus.models.generative.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gyrus.tensor.DType;
import gyrus.tensor.Generator;
import gyrus.tensor.Tensor;
import gyrus.testing.GradientCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GaussianTest {

    @ParameterizedTest
    @CsvSource({"0, 1, 0", "1, 1, 0.5", "0, 4, 0.806853"})
    void divergenceFromTheStandardNormal(double mean, double variance, double nats) {
        var one = new Gaussian(Tensor.of(new double[] {mean}, 1, 1),
                Tensor.of(new double[] {Math.log(variance)}, 1, 1));
        assertThat(one.divergence().item()).isCloseTo(nats, within(1e-6));
    }

    @Test
    void dimensionsAddUpAndExamplesDoNot() {
        var two = new Gaussian(Tensor.of(new double[] {1, 1, 0, 0}, 2, 2), Tensor.of(new double[4], 2, 2));
        assertThat(two.divergence().toDoubles()).containsExactly(1, 0);
    }

    @Test
    void samplesHaveItsMeanAndVariance() {
        var wide = new Gaussian(Tensor.full(DType.FLOAT32, 3, 20_000, 1),
                Tensor.full(DType.FLOAT32, Math.log(4), 20_000, 1));
        Tensor drawn = Generator.seeded(1).call(wide::sample);
        assertThat(drawn.mean().item()).isCloseTo(3, within(0.05));
        assertThat(drawn.variance().item()).isCloseTo(4, within(0.15));
    }

    @Test
    void gradientsReachMeanAndVariance() {
        Tensor noise = Tensor.of(new double[] {0.3, -1.2, 0.7, 2}, 2, 2);
        GradientCheck.check(in -> {
            var gaussian = new Gaussian(in.get(0), in.get(1));
            return gaussian.at(noise).sum(1).add(gaussian.divergence());
        }, Tensor.of(new double[] {0.1, 0.4, -0.3, 1}, 2, 2), Tensor.of(new double[] {-1, 0.2, 0.5, -0.1}, 2, 2));
    }

    @Test
    void shapesMustAgree() {
        assertThatThrownBy(() -> new Gaussian(Tensor.zeros(2, 3), Tensor.zeros(2, 2)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("(2, 3)");
    }
}
