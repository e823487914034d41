package gyrus.train.optim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlateauTest {

    @Test
    void fallsWhenPatienceEnds() {
        var plateau = Plateau.falling(0.5, 1);
        plateau.observe(1);
        plateau.observe(1);
        assertThat(plateau.at(0)).isEqualTo(1);
        plateau.observe(Double.NaN);
        assertThat(plateau.at(99)).isEqualTo(0.5);
        plateau.observe(0.9);
        plateau.observe(0.9);
        assertThat(plateau.at(0)).isEqualTo(0.5);
    }

    @Test
    void moreIsBetterForAScore() {
        var plateau = Plateau.rising(0.1, 0);
        plateau.observe(0.5);
        plateau.observe(0.6);
        assertThat(plateau.at(0)).isEqualTo(1);
        plateau.observe(0.6);
        assertThat(plateau.at(0)).isEqualTo(0.1);
    }

    @Test
    void goesOnFromItsStateAtAnyMoment() {
        double[] metrics = {3, 2, 2, 2, 1, 1, 1, 1, 1, 0.5};
        for (int cut = 0; cut <= metrics.length; cut++) {
            var whole = Plateau.falling(0.5, 1);
            var part = Plateau.falling(0.5, 1);
            for (int i = 0; i < metrics.length; i++) {
                if (i == cut) {
                    var saved = part.state();
                    part = Plateau.falling(0.5, 1);
                    part.restore(saved);
                }
                whole.observe(metrics[i]);
                part.observe(metrics[i]);
                assertThat(part.at(i)).isEqualTo(whole.at(i));
            }
            assertThat(whole.at(0)).isLessThan(1);
        }
    }
}
