package gyrus.nn;

import static org.assertj.core.api.Assertions.assertThat;

import gyrus.tensor.Tensor;
import org.junit.jupiter.api.Test;

class UnflattenTest {

    @Test
    void undoesFlatten() {
        Tensor maps = Tensor.arange(24).reshape(2, 3, 2, 2);
        Tensor again = Unflatten.of(3, 2, 2).apply(Flatten.of().apply(maps));
        assertThat(again.shape()).isEqualTo(maps.shape());
        assertThat(again.toDoubles()).isEqualTo(maps.toDoubles());
    }
}
