package gyrus.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.Test;

class DrawingTest {

    @Test
    void numbersDrawnApartAreTheSame() {
        Tensor transposed = Tensor.empty(DType.FLOAT32, 30, 40).transpose(0, 1);
        Tensor direct = transposed.emptyLike().fillNormal(Generator.seeded(3), 1, 2);
        Tensor apart = Drawing.apart("normal_", transposed.emptyLike(), 1, 2, Generator.seeded(3));
        assertThat(apart.same(direct)).isTrue();
        Tensor whole = Drawing.apart("random_.from", Tensor.empty(DType.INT64, 50), 0, 9,
                Generator.seeded(3));
        assertThat(whole.same(Tensor.randint(Generator.seeded(3), 0, 9, 50))).isTrue();
        assertThat(Drawing.here(Device.CPU)).isTrue();
        assertThat(Drawing.here(Device.cuda(0))).isFalse();
    }

    @Test
    void nothingIsDrawnOnTheMetaDevice() {
        Generator generator = Generator.seeded(5);
        Tensor before = generator.state();
        Device.META.call(() -> {
            assertThat(Tensor.randn(generator, 2, 3).shape()).isEqualTo(Shape.of(2, 3));
            assertThat(Tensor.randperm(generator, 7).shape()).isEqualTo(Shape.of(7));
            return null;
        });
        assertThat(generator.state().same(before)).isTrue();
    }

    @Test
    void aDeviceElsewhereHasTheNumbersOfTheProcessor() {
        assumeThat(Engine.cuda()).isPositive();
        Tensor elsewhere = Device.cuda(0).call(() -> Tensor.randn(Generator.seeded(1), 100));
        assertThat(elsewhere.to(Device.CPU).same(Tensor.randn(Generator.seeded(1), 100))).isTrue();
    }
}
