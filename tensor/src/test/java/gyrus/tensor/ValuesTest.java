package gyrus.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import org.junit.jupiter.api.Test;

class ValuesTest {

    private final Tensor ones = Tensor.ones(DType.INT64, 2);

    @Test
    void everyWholeNumberKeepsIntegersIntegers() {
        for (Number three : new Number[] {(byte) 3, (short) 3, 3, 3L}) {
            assertThat(ones.add(three).toLongs()).containsExactly(4, 4);
            assertThat(ones.add(three).dtype()).isEqualTo(DType.INT64);
            assertThat(ones.mul(three).dtype()).isEqualTo(DType.INT64);
            assertThat(ones.maximum(ones.mul(three)).dtype()).isEqualTo(DType.INT64);
            assertThat(ones.remainder(three).dtype()).isEqualTo(DType.INT64);
        }
        for (Number half : new Number[] {0.5f, 0.5}) {
            assertThat(ones.add(half).dtype()).isEqualTo(DType.FLOAT32);
        }
    }

    @Test
    void numbersOfOtherClassesAreRefused() {
        assertThatThrownBy(() -> ones.add(new BigDecimal("3"))).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no operator takes the BigDecimal 3;"
                        + " give a byte, short, int, long, float or double");
        assertThatThrownBy(() -> ones.fill(new BigDecimal("3"))).hasMessageContaining("BigDecimal");
    }

    @Test
    void arraysWithoutAShapeAreRows() {
        assertThat(Tensor.of(new int[] {1, 2, 3}).shape()).isEqualTo(Shape.of(3));
        assertThat(Tensor.of(new int[] {7}).shape()).isEqualTo(Shape.of(1));
        assertThat(Tensor.of(new byte[] {1, 2}).toInts()).containsExactly(1, 2);
        assertThat(Tensor.of(new boolean[] {true, false}).toBooleans()).containsExactly(true, false);
        assertThat(Tensor.of(1, 2).dtype()).isEqualTo(DType.INT64);
    }

    @Test
    void buffersOfAnotherOrderOrTypeAreRefused() {
        ByteBuffer bytes = ByteBuffer.allocate(8);
        ByteBuffer foreign = bytes.duplicate().order(ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN
                ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        ByteBuffer own = bytes.duplicate().order(ByteOrder.nativeOrder());
        assertThatThrownBy(() -> Tensor.copy(foreign, DType.FLOAT32, 2))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("nativeOrder()");
        assertThatThrownBy(() -> Tensor.copy(foreign.asFloatBuffer(), DType.FLOAT32, 2))
                .hasMessageContaining("nativeOrder()");
        assertThatThrownBy(() -> Tensor.copy(FloatBuffer.allocate(2), DType.INT32, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a buffer of floats has no int32; take the type it has, then to(int32)");
        assertThat(Tensor.copy(own.putFloat(0, 2.5f), DType.FLOAT32, 2).toFloats()).containsExactly(2.5f, 0);
        assertThat(Tensor.copy(own.asFloatBuffer(), DType.FLOAT32, 2).toFloats()).containsExactly(2.5f, 0);
        assertThat(Tensor.copy(foreign, DType.UINT8, 8).shape()).isEqualTo(Shape.of(8));
        ShortBuffer half = ShortBuffer.wrap(new short[] {Float.floatToFloat16(1.5f)});
        assertThat(Tensor.copy(half, DType.FLOAT16, 1).item()).isEqualTo(1.5);
    }
}
