package gyrus.models.generative.gan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gyrus.tensor.DType;
import gyrus.tensor.Generator;
import gyrus.tensor.Tensor;
import gyrus.testing.GradientCheck;
import org.junit.jupiter.api.Test;

class GradientPenaltyTest {

    /// A plane of slope (3, 4) has slope 5 everywhere: (5 − 1)².
    @Test
    void ofAPlane() {
        Tensor plane = Tensor.of(3f, 4f);
        Tensor penalty = GradientPenalty.of(x -> x.matmul(plane), Tensor.rand(6, 2), Tensor.rand(6, 2));
        assertThat(penalty.item()).isCloseTo(16, within(1e-5));
    }

    /// It can be learned from: its gradient is that of differences.
    @Test
    void itsGradientIsRight() {
        Generator random = Generator.seeded(3);
        Tensor pictures = Tensor.randn(random, 3, 4).to(DType.FLOAT64);
        GradientCheck.check(w -> GradientPenalty.at(x -> x.matmul(w.get(0)).tanh().matmul(w.get(1)), pictures),
                Tensor.randn(random, 4, 5).to(DType.FLOAT64), Tensor.randn(random, 5).to(DType.FLOAT64));
    }

    @Test
    void itsGradientIsRightThroughConvolutions() {
        Generator random = Generator.seeded(4);
        Tensor pictures = Tensor.randn(random, 2, 1, 6, 6).to(DType.FLOAT64);
        GradientCheck.check(w -> GradientPenalty.at(
                x -> x.conv(w.get(0), null, new long[] {2, 2}, new long[] {1, 1}, new long[] {1, 1}, 1).leakyRelu(0.2)
                        .square().flatten(1, -1).sum(1), pictures),
                Tensor.randn(random, 3, 1, 4, 4).to(DType.FLOAT64));
    }

    @Test
    void picturesBetween() {
        Tensor between = GradientPenalty.between(Tensor.ones(2, 1, 2, 2), Tensor.zeros(2, 1, 2, 2),
                Tensor.of(0.25f, 1f));
        assertThat(between.toDoubles()).containsExactly(0.25, 0.25, 0.25, 0.25, 1, 1, 1, 1);
    }
}
