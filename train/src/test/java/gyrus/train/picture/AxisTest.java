package gyrus.train.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisTest {

    @Test
    void ticksAreRoundNumbers() {
        var axis = new Axis(0, 3000, false);
        assertThat(axis.ticks(5)).containsExactly(0.0, 500.0, 1000.0, 1500.0, 2000.0, 2500.0, 3000.0);
        assertThat(new Axis(0.78, 1.0, false).labels(new Axis(0.78, 1.0, false).ticks(5)))
                .containsExactly("0.80", "0.85", "0.90", "0.95", "1.00");
        assertThat(new Axis(-1, 1, false).ticks(4)).containsExactly(-1.0, -0.5, 0.0, 0.5, 1.0);
        assertThat(new Axis(0, 3000, false).labels(axis.ticks(5))).startsWith("0", "500", "1,000");
    }

    @Test
    void ticksOfAnyAxisAreFewInsideAndRising() {
        var random = new Random(3);
        for (int i = 0; i < 2000; i++) {
            double low = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(-12, 12));
            var axis = new Axis(low, low + Math.abs(low) * Math.pow(10, random.nextInt(-3, 4)), false);
            var ticks = axis.ticks(5);
            assertThat(ticks).as("%s", axis).hasSizeBetween(2, 9).isSorted().doesNotHaveDuplicates();
            double air = (axis.high() - axis.low()) * 1e-3;
            assertThat(ticks).allMatch(t -> t >= axis.low() - air && t <= axis.high() + air);
            assertThat(axis.labels(ticks)).as("%s", axis).doesNotHaveDuplicates();
        }
    }

    @Test
    void widePositiveValuesAreLogarithmicWhereTheyMay() {
        double[] losses = {2.3, 0.5, 0.01};
        var axis = Axis.of(losses, true);
        assertThat(axis.log()).isTrue();
        assertThat(axis.ticks(5)).contains(0.01, 0.1, 1.0);
        assertThat(axis.at(axis.low())).isZero();
        assertThat(axis.at(Math.sqrt(axis.low() * axis.high()))).isCloseTo(0.5, within(1e-12));
        assertThat(Axis.of(losses, false).log()).isFalse();
        assertThat(Axis.of(new double[] {2.3, 0.5, 0}, true).log()).isFalse();
        assertThat(Axis.of(new double[] {2.3, 2.0}, true).log()).isFalse();
    }

    @Test
    void ticksOfAWideLogarithmicAxisStayFew() {
        assertThat(new Axis(1e-12, 1e6, true).ticks(5)).hasSizeBetween(3, 6);
        assertThat(new Axis(0.9, 11, true).ticks(5)).containsExactly(1.0, 2.0, 5.0, 10.0);
    }

    @Test
    void valuesThatAreNotFinitePassAndEqualOnesGetAir() {
        var axis = Axis.of(new double[] {Double.NaN, 3, Double.POSITIVE_INFINITY, 3}, true);
        assertThat(axis.low()).isLessThan(3);
        assertThat(axis.high()).isGreaterThan(3);
        assertThat(Axis.of(new double[0], true)).isEqualTo(new Axis(0, 1, false));
        assertThat(Axis.of(new double[] {0, 0}, true).low()).isNegative();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "0 | 0", "1e-5 | 1e-5", "0.0001 | 0.0001", "0.25 | 0.25", "1500 | 1,500", "1000000 | 1e6", "2500000 | 2.5e6",
                "-3 | -3", "0.1 | 0.1"})
    void labelsAreShort(double value, String expected) {
        assertThat(Axis.label(value)).isEqualTo(expected);
    }

    @Test
    void emptyAxesAreRefused() {
        assertThatThrownBy(() -> new Axis(1, 1, false)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Axis(0, 1, true)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("axis from 0.0 to 1.0, logarithmic");
    }
}
