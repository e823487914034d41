package gyrus.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gyrus.tensor.Tensor;
import org.junit.jupiter.api.Test;

class InOutLinearTest {

    @Test
    void theWeightLiesInputsFirst() {
        var map = new InOutLinear(Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3), Tensor.of(10f, 20f, 30f));
        assertThat(map.in()).isEqualTo(2);
        assertThat(map.out()).isEqualTo(3);
        Tensor x = Tensor.of(new float[] {1, -1}, 1, 2);
        assertThat(map.apply(x).toFloats()).containsExactly(7, 17, 27);
        assertThat(map.dense().apply(x).toFloats()).containsExactly(7, 17, 27);
        assertThat(map.dense().weight().shape().dims()).containsExactly(3, 2);
    }

    @Test
    void freshWeightsHaveTheDeviationAskedFor() {
        var map = InOutLinear.normal(0.02, 64, 128);
        assertThat(map.weight().detach().std().item()).isBetween(0.019, 0.021);
        assertThat(map.bias().detach().abs().max().item()).isZero();
        assertThatThrownBy(() -> InOutLinear.normal(0.02, 0, 4)).hasMessageContaining("linear from 0 to 4");
        assertThatThrownBy(() -> new InOutLinear(Tensor.zeros(2, 3), Tensor.zeros(2)))
                .hasMessageContaining("does not fit");
    }
}
