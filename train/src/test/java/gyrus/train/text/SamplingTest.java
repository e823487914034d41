package gyrus.train.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class SamplingTest {

    private static final double[] LOGITS = {Math.log(0.5), Math.log(0.3), Math.log(0.15), Math.log(0.05)};
    private static final int[] NOTHING = {};

    @Test
    void withoutBoundsTheProbabilitiesAreTheNets() {
        assertThat(Sampling.at(1).probabilities(LOGITS, NOTHING))
                .containsExactly(new double[] {0.5, 0.3, 0.15, 0.05}, within(1e-12));
    }

    @Test
    void withoutTemperatureTheLikeliestIsTaken() {
        assertThat(Sampling.GREEDY.probabilities(LOGITS, NOTHING)).containsExactly(1, 0, 0, 0);
        assertThat(new Sampling(0, 0, 1, 0, 4).probabilities(LOGITS, new int[] {0}))
                .as("0.5⁴ is below 0.3").containsExactly(0, 1, 0, 0);
    }

    /// Top-k leaves 0.5 and 0.3, which are 0.625 and 0.375 of what is left.
    @Test
    void whatIsLeftSharesTheProbability() {
        double[] expected = {0.625, 0.375, 0, 0};
        assertThat(new Sampling(1, 2, 1, 0, 1).probabilities(LOGITS, NOTHING)).containsExactly(expected, within(1e-12));
        assertThat(new Sampling(1, 0, 0.7, 0, 1).probabilities(LOGITS, NOTHING))
                .containsExactly(expected, within(1e-12));
        assertThat(new Sampling(1, 0, 1, 0.5, 1).probabilities(LOGITS, NOTHING))
                .containsExactly(expected, within(1e-12));
        assertThat(new Sampling(1, 3, 0.7, 0.5, 1).probabilities(LOGITS, NOTHING))
                .containsExactly(expected, within(1e-12));
    }

    @Test
    void lotsFallAsOftenAsTheProbabilitiesSay() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        int[] counts = new int[4];
        for (int i = 0; i < 20_000; i++) counts[Sampling.at(1).choose(LOGITS, NOTHING, random)]++;
        assertThat(counts[0] / 20_000.0).isCloseTo(0.5, within(0.02));
        assertThat(counts[3] / 20_000.0).isCloseTo(0.05, within(0.01));
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> Sampling.at(3))
                .hasMessageContaining("temperature=3.0 must be 0, always the likeliest");
        assertThatThrownBy(() -> Sampling.at(Double.NaN)).hasMessageContaining("temperature=NaN");
        assertThatThrownBy(() -> new Sampling(1, -1, 1, 0, 1)).hasMessageContaining("top-k=-1");
        assertThatThrownBy(() -> new Sampling(1, 0, 0, 0, 1)).hasMessageContaining("top-p=0.0");
        assertThatThrownBy(() -> new Sampling(1, 0, 1, 2, 1)).hasMessageContaining("min-p=2.0");
        assertThatThrownBy(() -> new Sampling(1, 0, 1, 0, 0)).hasMessageContaining("penalty=0.0");
    }
}
