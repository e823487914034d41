package gyrus.methods.lora;

import static org.assertj.core.api.Assertions.assertThat;

import gyrus.methods.quantize.Int8Linear;
import gyrus.nn.Linear;
import gyrus.nn.Nets;
import gyrus.tensor.Generator;
import gyrus.tensor.Tensor;
import gyrus.testing.NetContract;
import org.junit.jupiter.api.Test;

class LoraLinearTest implements NetContract<LoraLinear> {

    @Override
    public LoraLinear net() {
        return LoraLinear.of(Nets.freeze(Linear.of(12, 9)), 3, 6);
    }

    @Override
    public Tensor input() {
        return Tensor.randn(4, 12);
    }

    @Test
    void itBeginsAsTheBase() {
        Generator.seeded(1).run(() -> {
            LoraLinear lora = net();
            Tensor input = input();
            assertThat(lora.apply(input).detach().same(lora.base().apply(input).detach())).isTrue();
        });
    }

    @Test
    void onlyTheAdditionLearns() {
        assertThat(Nets.state(net()).keySet()).containsExactly("weight", "bias", "lora_a", "lora_b");
        assertThat(Nets.trainable(net()).stream().mapToLong(Tensor::count).sum()).isEqualTo(3 * (12 + 9));
    }

    @Test
    void mergedItGivesTheSame() {
        Generator.seeded(1).run(() -> {
            Linear frozen = Nets.freeze(Linear.of(12, 9));
            for (Linear base : new Linear[] {frozen, Int8Linear.of(frozen.dense(), Int8Linear.Product.WEIGHTS)}) {
                LoraLinear lora = new LoraLinear(base, Tensor.randn(3, 12), Tensor.randn(9, 3), 6);
                Tensor input = input();
                Tensor off = lora.dense().apply(input).sub(lora.apply(input)).detach().abs();
                assertThat(off.max().item()).isLessThan(1e-5);
                Tensor added = lora.dense().weight().sub(base.dense().weight().detach()); // α/r = 2
                assertThat(added.allClose(lora.up().matmul(lora.down()).mul(2), 1e-4, 1e-5)).isTrue();
            }
        });
    }
}
