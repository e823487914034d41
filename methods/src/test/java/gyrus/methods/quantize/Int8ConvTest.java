package gyrus.methods.quantize;

import static org.assertj.core.api.Assertions.assertThat;

import gyrus.nn.Conv;
import gyrus.nn.Window;
import gyrus.tensor.Generator;
import gyrus.tensor.Tensor;
import gyrus.testing.NetContract;
import org.junit.jupiter.api.Test;

class Int8ConvTest implements NetContract<Int8Conv> {

    @Override
    public Int8Conv net() {
        return Int8Conv.of(Conv.of(4, 6, Window.square(3).padding(1).stride(2), 2, true));
    }

    @Override
    public Tensor input() {
        return Tensor.randn(2, 4, 8, 8);
    }

    @Test
    void itIsNearlyTheDenseOne() {
        Generator.seeded(1).run(() -> {
            var dense = Conv.of(4, 6, Window.square(3), 1, false);
            assertThat(Int8Conv.of(dense).bias()).isNull();
            Tensor picture = Tensor.randn(4, 8, 8);
            Tensor alone = Int8Conv.of(dense).apply(picture).sub(dense.apply(picture).detach());
            assertThat(alone.abs().max().item()).isLessThan(0.02).isPositive();
        });
    }
}
