package gyrus.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gyrus.nn.Losses.Reduction;
import gyrus.tensor.Generator;
import gyrus.tensor.Tensor;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What no reference has, and what is refused; the values of the others are held against PyTorch elsewhere.
class LossesTest {

    @Test
    void quadraticCostSumsOutputsAndAveragesExamples() {
        Tensor output = Tensor.of(new float[] {0.622459f, 1, 2, 0}, 2, 2);
        Tensor target = Tensor.of(new float[] {1, 1, 0, 0}, 2, 2);
        assertThat(Losses.quadraticCost(output, target).item()).isCloseTo((0.142537 + 4) / 2, within(1e-5));
    }

    @Test
    void quadraticCostOfTheChainRule() {
        Tensor w = Tensor.of(1.0).trainable(true);
        Tensor cost = Losses.quadraticCost(w.mul(0.5).sigmoid(), Tensor.of(1.0));
        cost.backward();
        assertThat(cost.item()).isCloseTo(0.142537, within(1e-6));
        assertThat(gradient(w).item()).isCloseTo(-0.088723, within(1e-6));
    }

    @Test
    void divergenceOfADistributionFromItselfIsNothing() {
        Tensor p = Tensor.of(0.2, 0.3, 0.5);
        assertThat(Losses.klDivergence(p.log(), p, false, Reduction.SUM).item()).isCloseTo(0, within(1e-12));
        Tensor half = Tensor.of(0.5, 0.5);
        assertThat(Losses.klDivergence(Tensor.of(0.25, 0.75).log(), half, false, Reduction.SUM).item())
                .isCloseTo(0.5 * Math.log(2) + 0.5 * Math.log(2.0 / 3), within(1e-12));
    }

    @Test
    void contrastivePullsLikeAndPushesOthersToTheMargin() {
        Tensor first = Tensor.of(new float[] {0, 0, 0, 0, 0, 0}, 3, 2);
        Tensor second = Tensor.of(new float[] {3, 4, 0.3f, 0.4f, 3, 4}, 3, 2).trainable(true);
        Tensor similar = Tensor.of(1f, 0, 0);
        Tensor losses = MarginLosses.contrastive(first, second, similar, 1, Reduction.NONE);
        assertThat(losses.toDoubles()).containsExactly(new double[] {12.5, 0.125, 0}, within(1e-6));
        losses.sum().backward();
        assertThat(gradient(second).toDoubles())
                .containsExactly(new double[] {3, 4, -0.3, -0.4, 0, 0}, within(1e-6));
    }

    @Test
    void contrastiveHasAGradientWhereBothAreTheSame() {
        Tensor x = Tensor.zeros(1, 2).trainable(true);
        MarginLosses.contrastive(x, Tensor.zeros(1, 2), Tensor.of(0f)).backward();
        assertThat(gradient(x).isFinite().all().item()).isOne();
    }

    @Test
    void hingeCountsWhatIsInsideTheMargin() {
        assertThat(MarginLosses.hinge(Tensor.of(2f, 0.5f, -1), Tensor.of(1f, 1, 1), Reduction.NONE).toFloats())
                .containsExactly(0, 0.5f, 2);
    }

    @Test
    void queriesFindTheirKeys() {
        Tensor axes = Tensor.eye(4);
        double chance = Math.log(4);
        assertThat(MarginLosses.infoNce(axes, axes, 0.01).item()).isCloseTo(0, within(1e-6));
        assertThat(MarginLosses.infoNce(Tensor.ones(4, 4), Tensor.ones(4, 4), 0.1).item())
                .isCloseTo(chance, within(1e-6));
        assertThat(MarginLosses.infoNce(axes.mul(7), axes, 1).item())
                .as("length does not count").isCloseTo(Math.log(1 + 3 * Math.exp(-1)), within(1e-6));
        assertThat(MarginLosses.clip(axes, axes, Tensor.scalar(1)).item())
                .isCloseTo(Math.log(1 + 3 * Math.exp(-1)), within(1e-6));
    }

    @Test
    void clipIsTheMeanOfBothWays() {
        Generator random = Generator.seeded(3);
        Tensor a = Tensor.randn(random, 5, 3);
        Tensor b = Tensor.randn(random, 5, 3);
        double both = (MarginLosses.infoNce(a, b, 0.5).item() + MarginLosses.infoNce(b, a, 0.5).item()) / 2;
        assertThat(MarginLosses.clip(a, b, Tensor.scalar(2)).item()).isCloseTo(both, within(1e-6));
    }

    @Test
    void viewsFindEachOtherAmongAllOthers() {
        Tensor axes = Tensor.eye(3);
        // Each sees its partner at 1 and the four of others at 0; itself does not count.
        assertThat(MarginLosses.ntXent(axes, axes, 1).item()).isCloseTo(Math.log(1 + 4 * Math.exp(-1)), within(1e-6));
    }

    @Test
    void differentShapesAreRefusedAndNotBroadcast() {
        assertThatThrownBy(() -> Losses.mse(Tensor.zeros(3, 1), Tensor.zeros(3)))
                .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("output (3, 1) and target (3,) differ in shape");
        assertThatThrownBy(() -> MarginLosses.softMargin(Tensor.zeros(3, 1), Tensor.zeros(3)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void classesAndLengthsOutOfBoundsAreRefused() {
        Tensor log = Tensor.zeros(4, 1, 3).logSoftmax(-1);
        Tensor four = Tensor.of(4L);
        Tensor two = Tensor.of(2L);
        Tensor good = Tensor.of(new long[] {1, 2}, 1, 2);
        assertThat(Losses.ctc(log, good, four, two).item()).isPositive();
        for (long id : new long[] {3, -1, 1L << 40}) {
            assertThatThrownBy(() -> Losses.ctc(log, Tensor.of(new long[] {1, id}, 1, 2), four, two))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("class " + id);
        }
        assertThatThrownBy(() -> Losses.ctc(log, good, Tensor.of(5L), two)).hasMessageContaining("length 5");
        assertThatThrownBy(() -> Losses.ctc(log, good, four, Tensor.of(3L))).hasMessageContaining("target length 3");
        assertThatThrownBy(() -> Losses.crossEntropy(Tensor.zeros(1, 3), Tensor.of(3L)))
                .isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> MarginLosses.multiClass(Tensor.zeros(1, 3), Tensor.of(3L)))
                .isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> MarginLosses.multiLabel(Tensor.zeros(1, 3), Tensor.of(new long[] {3, -1, -1}, 1, 3)))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        Tensor x = Tensor.zeros(2);
        assertThatThrownBy(() -> Losses.huber(x, x, 0, Reduction.MEAN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Losses.smoothL1(x, x, -1, Reduction.MEAN))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Losses.binaryCrossEntropy(Tensor.of(1.5f, 0), x)).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> Losses.gaussianNll(x, x, Tensor.of(-1f, 1))).hasMessageContaining("-1.0 is negative");
        assertThatThrownBy(() -> MarginLosses.infoNce(Tensor.eye(2), Tensor.eye(2), 0))
                .hasMessageContaining("temperature");
    }

    private static Tensor gradient(Tensor of) {
        return Objects.requireNonNull(of.gradient());
    }
}
