package gyrus.train.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ConfusionTest {

    private final Confusion confusion = Confusion.of(4, new int[] {0, 1, 2, 2, 1, 0, 3, 3, 2, 1},
            new int[] {0, 2, 2, 2, 1, 0, 3, 1, 2, 0});

    @Test
    void countsByActualAndPredicted() {                                             // scikit-learn
        int[][] expected = {{2, 0, 0, 0}, {1, 1, 1, 0}, {0, 0, 3, 0}, {0, 1, 0, 1}};
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                assertThat(confusion.count(i, j)).as("%d %d", i, j).isEqualTo(expected[i][j]);
            }
        }
        assertThat(confusion.total()).isEqualTo(10);
        assertThat(confusion.accuracy()).isEqualTo(0.7);
    }

    @Test
    void precisionRecallAndF1OfAClass() {                                           // by hand
        assertThat(confusion.precision(1)).isEqualTo(0.5);
        assertThat(confusion.recall(1)).isEqualTo(1.0 / 3);
        assertThat(confusion.f1(1)).isEqualTo(0.4, within(1e-15));
    }

    @Test
    void macroF1LeavesOutClassesThatDoNotOccur() {                                  // scikit-learn
        var three = Confusion.of(3, new int[] {0, 0, 2, 2}, new int[] {0, 2, 2, 2});
        assertThat(three.f1()).isEqualTo(11.0 / 15, within(1e-15));
    }

    @Test
    void aClassThatIsNeverFoundCountsAsZero() {
        var two = Confusion.of(2, new int[] {1, 1, 0}, new int[] {0, 0, 0});
        assertThat(two.f1()).isEqualTo(0);
        assertThat(two.precision(1)).isEqualTo(0);
    }

    @Test
    void nothingCountedIsNaN() {
        assertThat(new Confusion(2).f1()).isNaN();
        assertThat(new Confusion(3).accuracy()).isNaN();
    }

    @Test
    void classesOutOfRangeAreRefused() {
        assertThatThrownBy(() -> confusion.add(4, 0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("actual class 4 is outside of 0 to 3");
        assertThatThrownBy(() -> confusion.add(0, -1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("predicted class -1 is outside of 0 to 3");
        assertThatThrownBy(() -> new Confusion(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
