package gyrus.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class IndexingTest {

    private final Tensor rows = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);

    @Test
    void takeAlongRefusesIndicesOutOfRange() {
        assertThat(rows.takeAlong(1, Tensor.of(new long[] {0, 2}, 1, 2)).toFloats()).containsExactly(1, 3, 4, 6);
        assertThat(rows.takeAlong(1, Tensor.of(new long[] {-1}, 1, 1)).toFloats()).containsExactly(3, 6);
        for (long out : new long[] {3, 7, -4}) {
            assertThatThrownBy(() -> rows.takeAlong(1, Tensor.of(new long[] {0, out}, 1, 2)))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessage("index %d along dimension 1 of shape (2, 3)".formatted(out));
        }
        assertThat(rows.takeAlong(1, Tensor.empty(DType.INT64, 2, 0)).shape()).isEqualTo(Shape.of(2, 0));
    }
}
