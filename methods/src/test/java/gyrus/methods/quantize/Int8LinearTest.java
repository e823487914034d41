package gyrus.methods.quantize;

import static org.assertj.core.api.Assertions.assertThat;

import gyrus.methods.quantize.Int8Linear.Product;
import gyrus.nn.Linear;
import gyrus.tensor.DType;
import gyrus.tensor.Generator;
import gyrus.tensor.Gradients;
import gyrus.tensor.Tensor;
import gyrus.testing.NetContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class Int8LinearTest {

    private static Int8Linear fresh(Product product) {
        return Int8Linear.of(Linear.of(12, 5), product);
    }

    @Nested
    class OfWeights implements NetContract<Int8Linear> {
        @Override
        public Int8Linear net() {
            return fresh(Product.WEIGHTS);
        }

        @Override
        public Tensor input() {
            return Tensor.randn(3, 12);
        }
    }

    @Nested
    class Dynamic implements NetContract<Int8Linear> {
        @Override
        public Int8Linear net() {
            return fresh(Product.DYNAMIC);
        }

        @Override
        public Tensor input() {
            return Tensor.randn(2, 3, 12);
        }
    }

    @ParameterizedTest
    @EnumSource
    void itIsNearlyTheDenseOne(Product product) {
        Generator.seeded(1).run(() -> {
            var dense = Linear.of(64, 32);
            Int8Linear integers = Int8Linear.of(dense, product);
            Tensor input = Tensor.randn(10, 64);
            Tensor expected = dense.apply(input).detach();
            Tensor off = integers.apply(input).detach().sub(expected).abs();
            assertThat(off.max().item()).isLessThan(0.02).isPositive();
            assertThat(integers.weight().dtype()).isEqualTo(DType.INT8);
        });
    }

    @Test
    void theDenseOneGivesTheSame() {
        Generator.seeded(1).run(() -> {
            Int8Linear integers = fresh(Product.WEIGHTS);
            Tensor input = Tensor.randn(4, 12);
            Tensor off = integers.apply(input).detach().sub(integers.dense().apply(input).detach());
            assertThat(off.abs().max().item()).isLessThan(1e-6);
        });
    }

    @ParameterizedTest
    @EnumSource
    void aGradientGoesThrough(Product product) {
        Generator.seeded(1).run(() -> {
            Int8Linear integers = fresh(product);
            Tensor input = Tensor.randn(4, 12).trainable(true);
            Tensor gradient = Gradients.of(integers.apply(input).sum(), input);
            Tensor expected = integers.dense().weight().sum(0).expand(4, 12);
            assertThat(gradient.allClose(expected, 1e-5, 1e-6)).isTrue();
        });
    }
}
