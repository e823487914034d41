package gyrus.train.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gyrus.tensor.DType;
import gyrus.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrechetTest {

    /// sin(phase + 1.7·i·(1 + 0.31·j) + 0.9·j²)·(1 + scale·j) at row i and column j.
    static Tensor table(int rows, int columns, double phase, double scale) {
        double[] values = new double[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                values[i * columns + j] = Math.sin(phase + 1.7 * i * (1 + 0.31 * j) + 0.9 * j * j) * (1 + scale * j);
            }
        }
        return Tensor.of(values, rows, columns);
    }

    /// The number is that of `numpy.cov` and `scipy.linalg.sqrtm`.
    @Test
    void equalsTheFormulaWithTheRootOfAMatrix() {
        Tensor some = table(40, 5, 0, 0.2);
        Tensor others = table(30, 5, 0.5, 0.5).add(0.3);
        assertThat(Frechet.distance(some, others)).isCloseTo(1.8587048909220911, within(1e-9));
        assertThat(Frechet.distance(others, some)).isCloseTo(1.8587048909220911, within(1e-9));
        assertThat(Frechet.distance(some.to(DType.FLOAT32), others.to(DType.FLOAT32)))
                .isCloseTo(1.8587048909220911, within(1e-5));
    }

    /// In one dimension: (μ₁ − μ₂)² + (σ₁ − σ₂)².
    @Test
    void ofTwoNormalDistributions() {
        double distance = Frechet.distance(Tensor.of(new double[] {1}), Tensor.of(new double[] {4}, 1, 1),
                Tensor.of(new double[] {3}), Tensor.of(new double[] {9}, 1, 1));
        assertThat(distance).isCloseTo(4 + 1, within(1e-12));
    }

    @Test
    void isZeroToItselfAlsoWhereFeaturesDoNotVary() {
        Tensor some = table(40, 5, 0, 0.2);
        assertThat(Frechet.distance(some, some)).isCloseTo(0, within(1e-9));
        Tensor flat = Tensor.cat(List.of(some, some.mul(0)), 1);
        assertThat(Frechet.distance(flat, flat)).isCloseTo(0, within(1e-9));
        assertThat(Frechet.distance(some, some.add(2))).isCloseTo(5 * 4, within(1e-9));
    }

    @Test
    void tablesOfOtherWidthsAreRefused() {
        assertThatThrownBy(() -> Frechet.distance(table(4, 3, 0, 0), table(4, 2, 0, 0)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("(4, 3)")
                        .hasMessageContaining("(4, 2)");
    }
}
