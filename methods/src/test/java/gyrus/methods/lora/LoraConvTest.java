package gyrus.methods.lora;

import static org.assertj.core.api.Assertions.assertThat;

import gyrus.nn.Conv;
import gyrus.nn.Nets;
import gyrus.nn.Window;
import gyrus.tensor.Generator;
import gyrus.tensor.Tensor;
import gyrus.testing.NetContract;
import org.junit.jupiter.api.Test;

class LoraConvTest implements NetContract<LoraConv> {

    @Override
    public LoraConv net() {
        return LoraConv.of(Nets.freeze(Conv.of(4, 6, Window.square(3).padding(1).stride(2))), 2, 4);
    }

    @Override
    public Tensor input() {
        return Tensor.randn(2, 4, 8, 8);
    }

    @Test
    void mergedItGivesTheSame() {
        Generator.seeded(1).run(() -> {
            for (Conv.Edges edges : Conv.Edges.values()) {
                Conv base = Conv.of(4, 6, Window.square(3).padding(1)).edges(edges);
                LoraConv fresh = LoraConv.of(base, 2, 4);
                LoraConv lora = new LoraConv(base, fresh.down(), Tensor.randn(6, 2, 1, 1), 4, fresh.shape());
                Tensor input = input();
                Tensor off = lora.dense().apply(input).sub(lora.apply(input)).detach().abs();
                assertThat(off.max().item()).as(edges.toString()).isLessThan(1e-5);
            }
        });
    }
}
