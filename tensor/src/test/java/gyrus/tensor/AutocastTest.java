package gyrus.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class AutocastTest {

    private final Tensor a = Tensor.randn(4, 4).trainable(true);

    @Test
    void productsAreShortAndTheRestIsNot() {
        Autocast.call(DType.BFLOAT16, () -> {
            assertThat(Autocast.on()).isTrue();
            assertThat(a.matmul(a).dtype()).isEqualTo(DType.BFLOAT16);
            assertThat(a.matmul(a).softmax(1).dtype()).isEqualTo(DType.BFLOAT16);
            assertThat(a.exp().dtype()).isEqualTo(DType.FLOAT32);
            assertThat(a.matmul(a).crossEntropy(Tensor.of(0L, 1L, 2L, 3L)).dtype()).isEqualTo(DType.FLOAT32);
            return null;
        });
        assertThat(Autocast.on()).isFalse();
        assertThat(a.matmul(a).dtype()).isEqualTo(DType.FLOAT32);
    }

    @Test
    void blocksNestAndEndWithExceptions() {
        Autocast.call(DType.BFLOAT16, () -> {
            assertThat(Autocast.call(DType.FLOAT32, () -> a.matmul(a)).dtype()).isEqualTo(DType.FLOAT32);
            assertThat(Autocast.call(DType.FLOAT16, () -> a.matmul(a)).dtype()).isEqualTo(DType.FLOAT16);
            assertThat(a.matmul(a).dtype()).isEqualTo(DType.BFLOAT16);
            assertThatThrownBy(() -> Autocast.call(DType.FLOAT32, () -> a.matmul(Tensor.ones(3))))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(Autocast.on()).isTrue();
            return null;
        });
        assertThat(Autocast.on()).isFalse();
        assertThatThrownBy(() -> Autocast.call(DType.INT8, () -> null)).hasMessageContaining("int8");
    }

    @Test
    void castsOfParametersDoNotOutliveTheBlock() {
        Tensor ones = Tensor.ones(4, 4);
        assertThat(Autocast.call(DType.BFLOAT16, () -> ones.matmul(a)).sum().item()).isNotZero();
        Gradients.off(a::zero);
        assertThat(Autocast.call(DType.BFLOAT16, () -> ones.matmul(a)).sum().item()).isZero();
    }

    @Test
    void gradientsAreLong() {
        Autocast.call(DType.BFLOAT16, () -> a.matmul(a).sum()).backward();
        assertThat(Objects.requireNonNull(a.gradient()).dtype()).isEqualTo(DType.FLOAT32);
    }

    @Test
    void convolutionsStayLong() {
        Tensor x = Tensor.randn(2, 3, 8, 8);
        Tensor kernel = Tensor.randn(4, 3, 3, 3).trainable(true);
        long[] one = {1, 1};
        long[] none = {0, 0};
        Tensor y = Autocast.call(DType.BFLOAT16, () -> x.conv(kernel, null, one, none, one, 1));
        assertThat(y.dtype()).isEqualTo(DType.FLOAT32);
        y.sum().backward();
        assertThat(Objects.requireNonNull(kernel.gradient()).dtype()).isEqualTo(DType.FLOAT32);
    }

    @Test
    void productsAreShortAndTheirResultsLong() {
        Tensor exact = Autocast.products(DType.BFLOAT16, () -> {
            assertThat(a.linear(a, null).dtype()).isEqualTo(DType.FLOAT32);
            assertThat(Autocast.call(DType.BFLOAT16, () -> a.matmul(a)).dtype()).isEqualTo(DType.BFLOAT16);
            assertThat(Autocast.call(DType.FLOAT32, () -> a.matmul(a)).dtype()).isEqualTo(DType.FLOAT32);
            Tensor heads = a.unsqueeze(0).unsqueeze(0);
            assertThat(heads.attention(heads, heads, null, true, null, false).dtype()).isEqualTo(DType.FLOAT32);
            return a.matmul(a);
        });
        Tensor rounded = a.to(DType.BFLOAT16);
        assertThat(exact.dtype()).isEqualTo(DType.FLOAT32);
        assertThat(exact.toFloats()).isEqualTo(rounded.matmul(rounded).to(DType.FLOAT32).toFloats());
        assertThat(a.matmul(a).toFloats()).isNotEqualTo(exact.toFloats());
    }
}
