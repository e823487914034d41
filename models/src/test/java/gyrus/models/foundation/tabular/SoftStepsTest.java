package gyrus.models.foundation.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gyrus.tensor.DType;
import gyrus.tensor.Tensor;
import gyrus.testing.NetContract;
import org.junit.jupiter.api.Test;

class SoftStepsTest implements NetContract<SoftSteps> {

    @Override
    public SoftSteps net() {
        return SoftSteps.of(3, 4, 10);
    }

    @Override
    public Tensor input() {
        return Tensor.randn(5, 3);
    }

    @Test
    void aNumberStaysAndIsPutAmongItsThresholds() {
        SoftSteps steps = new SoftSteps(Tensor.of(new float[] {0, 1, 5, 6}, 2, 2),
                Tensor.full(DType.FLOAT32, 100, 2, 2));
        float[] row = steps.apply(Tensor.of(new float[] {0.5f, 5}, 1, 2)).toFloats();
        assertThat(row).containsExactly(new float[] {0.5f, 5, 1, 0, 0.5f, 0}, within(1e-6f));
    }

    @Test
    void refusesShapesThatDiffer() {
        assertThatThrownBy(() -> new SoftSteps(Tensor.zeros(2, 3), Tensor.zeros(2, 4))).hasMessageContaining("(2, 3)")
                .hasMessageContaining("(2, 4)");
    }
}
