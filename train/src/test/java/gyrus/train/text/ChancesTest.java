package gyrus.train.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ChancesTest {

    private static final double OUT = Double.NEGATIVE_INFINITY;

    /// Of probabilities 0.5, 0.3, 0.15, 0.05, shifted by a constant.
    private static final double[] LOGITS =
            {Math.log(0.5) + 2, Math.log(0.3) + 2, Math.log(0.15) + 2, Math.log(0.05) + 2};

    @Test
    void softmaxGivesTheProbabilities() {
        assertThat(Chances.softmax(LOGITS)).containsExactly(new double[] {0.5, 0.3, 0.15, 0.05}, within(1e-12));
        assertThat(Chances.softmax(new double[] {1000, 1000, OUT})).containsExactly(0.5, 0.5, 0);
    }

    @Test
    void thePenaltyMakesWhatWasThereLessLikely() {
        assertThat(Chances.penalty(new double[] {2, -2, 4, 0}, new int[] {0, 1, 1, 3}, 2)).containsExactly(1, -4, 4, 0);
        assertThat(Chances.penalty(new double[] {2, -2}, new int[] {}, 2)).containsExactly(2, -2);
    }

    @Test
    void theTemperatureDividesTheLogits() {
        assertThat(Chances.temperature(new double[] {1, -3}, 0.5)).containsExactly(2, -6);
        assertThat(Chances.softmax(Chances.temperature(new double[] {Math.log(4), 0}, 2)))
                .containsExactly(new double[] {2 / 3.0, 1 / 3.0}, within(1e-12));
    }

    @Test
    void topKKeepsTheLargestAndTheirEquals() {
        assertThat(Chances.topK(new double[] {1, 5, 3, 4}, 2)).containsExactly(OUT, 5, OUT, 4);
        assertThat(Chances.topK(new double[] {1, 3, 3, 4}, 2)).containsExactly(OUT, 3, 3, 4);
        assertThat(Chances.topK(new double[] {1, 2}, 9)).containsExactly(1, 2);
    }

    @Test
    void topPKeepsTheSmallestSetThatReachesTheShare() {
        assertThat(kept(Chances.topP(LOGITS, 0.4))).containsExactly(true, false, false, false);
        assertThat(kept(Chances.topP(LOGITS, 0.6))).containsExactly(true, true, false, false);
        assertThat(kept(Chances.topP(LOGITS, 0.9))).containsExactly(true, true, true, false);
        assertThat(kept(Chances.topP(LOGITS, 0.99))).containsExactly(true, true, true, true);
        assertThat(kept(Chances.topP(new double[] {0, 0, 0}, 0.5))).as("equals: the first").containsExactly(true, true,
                false);
        assertThat(kept(Chances.topP(LOGITS, 1e-9))).as("never nothing").containsExactly(true, false, false, false);
    }

    @Test
    void minPKeepsWhatIsNotFarBelowTheMost() {
        assertThat(kept(Chances.minP(LOGITS, 0.29))).containsExactly(true, true, true, false); // 0.145
        assertThat(kept(Chances.minP(LOGITS, 0.31))).containsExactly(true, true, false, false);
        assertThat(kept(Chances.minP(LOGITS, 1))).containsExactly(true, false, false, false);
    }

    @Test
    void aLotFallsOnItsShare() {
        double[] probabilities = {0.5, 0, 0.25, 0.25};
        assertThat(Chances.at(probabilities, 0)).isZero();
        assertThat(Chances.at(probabilities, 0.499)).isZero();
        assertThat(Chances.at(probabilities, 0.5)).isEqualTo(2);
        assertThat(Chances.at(probabilities, 0.75)).isEqualTo(3);
        assertThat(Chances.at(new double[] {0.3, 0.6, 0}, 0.95)).as("where rounding has left a gap").isEqualTo(1);
    }

    @Test
    void theOrderIsFromTheLargestDown() {
        assertThat(Chances.order(new double[] {0.2, 0.5, 0.2, 0.1})).containsExactly(1, 0, 2, 3);
        assertThat(Chances.largest(new double[] {1, 7, 7})).isEqualTo(1);
    }

    private static boolean[] kept(double[] logits) {
        boolean[] kept = new boolean[logits.length];
        for (int i = 0; i < kept.length; i++) kept[i] = logits[i] > OUT;
        return kept;
    }
}
