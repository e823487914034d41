package gyrus.train.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Reference values marked "scikit-learn" come from version 1.9.1 of it.
class MetricsTest {

    private static final int[] ACTUAL = {0, 1, 2, 2, 1, 0, 3, 3, 2, 1};
    private static final int[] PREDICTED = {0, 2, 2, 2, 1, 0, 3, 1, 2, 0};

    @Test
    void accuracyIsTheShareOfRightAnswers() {
        assertThat(Metrics.accuracy(ACTUAL, PREDICTED)).isEqualTo(0.7);
        assertThat(Metrics.accuracy(new int[0], new int[0])).isNaN();
    }

    @Test
    void macroF1IsTheMeanOverClasses() {                                            // scikit-learn
        assertThat(Metrics.f1(4, ACTUAL, PREDICTED)).isEqualTo(0.680952380952381, within(1e-15));
    }

    @Test
    void binaryF1IsThatOfClassOne() {                                               // scikit-learn
        int[] actual = {0, 1, 1, 0, 1, 0, 1, 1};
        int[] predicted = {0, 1, 0, 0, 1, 1, 1, 0};
        assertThat(Metrics.f1(2, actual, predicted)).isEqualTo(2.0 / 3, within(1e-15));
    }

    @Test
    void aucCountsTiesHalf() {                                                      // scikit-learn
        double[] scores = {0.1, 0.4, 0.35, 0.8, 0.4, 0.4, 0.9, 0.1, 0.7, 0.35};
        boolean[] actual = {false, false, true, true, true, false, true, true, false, false};
        assertThat(Metrics.auc(actual, scores)).isEqualTo(0.6, within(1e-15));
    }

    @Test
    void aucEqualsCountingEveryPair() {
        var random = new Random(7);
        for (int round = 0; round < 50; round++) {
            var scores = random.ints(40, 0, 8).asDoubleStream().toArray();
            var actual = new boolean[40];
            for (int i = 0; i < 40; i++) {
                actual[i] = random.nextBoolean();
            }
            double wins = 0;
            int pairs = 0;
            for (int i = 0; i < 40; i++) {
                for (int j = 0; j < 40; j++) {
                    if (actual[i] && !actual[j]) {
                        pairs++;
                        wins += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                    }
                }
            }
            assertThat(Metrics.auc(actual, scores)).isEqualTo(wins / pairs, within(1e-15));
        }
    }

    @Test
    void aucIsOneForAPerfectOrderAndHalfForNone() {
        boolean[] actual = {true, false, true, false};
        assertThat(Metrics.auc(actual, new double[] {4, 1, 3, 2})).isEqualTo(1);
        assertThat(Metrics.auc(actual, new double[] {1, 4, 2, 3})).isEqualTo(0);
        assertThat(Metrics.auc(actual, new double[] {5, 5, 5, 5})).isEqualTo(0.5);
        assertThat(Metrics.auc(actual, new double[] {0.0, -0.0, -0.0, 0.0})).isEqualTo(0.5);
    }

    @Test
    void aucOfOneClassOrOfNaNIsNaN() {
        assertThat(Metrics.auc(new boolean[] {true, true}, new double[] {1, 2})).isNaN();
        assertThat(Metrics.auc(new boolean[] {true, false}, new double[] {1, Double.NaN})).isNaN();
        assertThat(Metrics.auc(new boolean[0], new double[0])).isNaN();
    }

    @Test
    void r2AndMaeOfKnownValues() {                                                  // scikit-learn
        double[] actual = {3, -0.5, 2, 7, 1000};
        double[] predicted = {2.5, 0.0, 2, 8, 990};
        assertThat(Metrics.r2(actual, predicted)).isEqualTo(0.999872396992944, within(1e-14));
        assertThat(Metrics.mae(actual, predicted)).isEqualTo(2.4, within(1e-15));
    }

    @Test
    void r2OfEqualTargetsIsOneOrZero() {                                            // as scikit-learn documents
        double[] actual = {0.1, 0.1, 0.1};
        assertThat(Metrics.r2(actual, new double[] {0.1, 0.1, 0.1})).isEqualTo(1);
        assertThat(Metrics.r2(actual, new double[] {0.1, 0.1, 0.2})).isEqualTo(0);
        assertThat(Metrics.r2(new double[0], new double[0])).isNaN();
    }

    @Test
    void sumsDoNotLoseSmallValuesBesideLargeOnes() {
        assertThat(Metrics.sum(new double[] {1e100, 1, -1e100})).isEqualTo(1);
        var tenths = new double[1_000_000];
        Arrays.fill(tenths, 0.1);
        assertThat(Metrics.sum(tenths)).isEqualTo(100_000);
        assertThat(Metrics.sum(new double[] {1, Double.POSITIVE_INFINITY})).isInfinite();
    }

    @Test
    void perplexityIsTheExponentialOfTheLoss() {
        assertThat(Metrics.perplexity(0)).isEqualTo(1);
        assertThat(Metrics.perplexity(Math.log(10))).isEqualTo(10, within(1e-14));
    }

    @Test
    void lengthsMustAgree() {
        assertThatThrownBy(() -> Metrics.mae(new double[3], new double[2]))
                .isInstanceOf(IllegalArgumentException.class).hasMessage("3 actual values but 2 predictions");
    }
}
