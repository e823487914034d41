package gyrus.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gyrus.tensor.Tensor;
import org.junit.jupiter.api.Test;

/// What is refused; the values are held against PyTorch's elsewhere.
class InitTest {

    @Test
    void constantsAreTrainable() {
        assertThat(Init.zeros(2).toFloats()).containsExactly(0, 0);
        assertThat(Init.ones(2).toFloats()).containsExactly(1, 1);
        assertThat(Init.constant(3, 2).trainable()).isTrue();
    }

    @Test
    void aRowHasNoInputsAndOutputs() {
        assertThatThrownBy(() -> Init.xavierUniform(3)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("shape (3,) has no inputs and outputs: two dimensions are needed");
        assertThatThrownBy(() -> Init.orthogonal(3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Init.kaimingNormal()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void emptyRangesAreRefused() {
        assertThatThrownBy(() -> Init.truncatedNormal(0, 1, 2, -2, 3)).hasMessageContaining("within 2.0 and -2.0");
        assertThatThrownBy(() -> Init.truncatedNormal(0, 1, 50, 60, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Init.truncatedNormal(0, Double.NaN, -2, 2, 3))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void diracNeedsAKernelAndWholeGroups() {
        assertThatThrownBy(() -> Init.dirac(1, 3, 3)).hasMessage("shape (3, 3) has no kernel");
        assertThatThrownBy(() -> Init.dirac(2, 3, 3, 3)).hasMessage("outputs 3 are not a multiple of groups 2");
    }

    @Test
    void nothingIsMadeOfNothing() {
        for (Tensor t : new Tensor[] {Init.orthogonal(0, 3), Init.kaimingUniform(3, 0), Init.xavierNormal(0, 0)}) {
            assertThat(t.count()).isZero();
        }
    }
}
