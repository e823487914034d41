package gyrus.train.metric;

import static gyrus.train.metric.FrechetTest.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gyrus.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ManifoldTest {

    /// The shares are those that numpy counts.
    @Test
    void countsWhatLiesWithinTheBalls() {
        Tensor real = table(40, 5, 0, 0.2);
        Tensor made = table(30, 5, 0.5, 0.5).add(0.3);
        assertThat(Manifold.of(real, 1).share(made)).isCloseTo(0.3, within(1e-12));
        assertThat(Manifold.of(made, 1).share(real)).isCloseTo(0.95, within(1e-12));
        assertThat(Manifold.of(real, 3).share(made)).isCloseTo(23 / 30.0, within(1e-12));
        assertThat(Manifold.of(made, 3).share(real)).isCloseTo(1, within(1e-12));
    }

    /// On a line at 0, 1, 3 the nearest neighbours are at 1, 1 and 2.
    @Test
    void ballsReachToTheNeighbour() {
        Manifold region = Manifold.of(Tensor.of(new double[] {0, 1, 3}, 3, 1), 1);
        assertThat(region.radii().toDoubles()).containsExactly(1, 1, 4);
        assertThat(region.share(Tensor.of(new double[] {-1, 5, 5.5, -1.5}, 4, 1))).isEqualTo(0.5);
    }

    @Test
    void whatIsFarIsOutsideAndTheSameInside() {
        Tensor real = table(600, 4, 0, 0);
        assertThat(Manifold.of(real, Manifold.NEIGHBOURS).share(real)).isOne();
        assertThat(Manifold.of(real, Manifold.NEIGHBOURS).share(real.add(10))).isZero();
    }

    @Test
    void tooFewFeaturesAreRefused() {
        assertThatThrownBy(() -> Manifold.of(table(3, 2, 0, 0), 3)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 neighbours");
    }
}
