package gyrus.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ReductionTest {

    @Test
    void withoutDimensionsAllAreReduced() {
        Tensor zeros = Tensor.zeros(2, 3);
        assertThat(zeros.amax(false).shape()).isEqualTo(Shape.of());
        assertThat(zeros.logSumExp(false).item()).isCloseTo(Math.log(6), within(1e-6));
        assertThat(zeros.logSumExp(true).shape()).isEqualTo(Shape.of(1, 1));
        assertThat(Tensor.scalar(2).logSumExp(false).item()).isCloseTo(2, within(1e-6));
    }
}
