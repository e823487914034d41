package gyrus.methods.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gyrus.methods.Retraining;
import gyrus.methods.prune.Prune.Among;
import gyrus.nn.Activations.Relu;
import gyrus.nn.Conv;
import gyrus.nn.DenseLinear;
import gyrus.nn.Embedding;
import gyrus.nn.Flatten;
import gyrus.nn.Linear;
import gyrus.nn.Nets;
import gyrus.nn.Sequential;
import gyrus.nn.Window;
import gyrus.tensor.Generator;
import gyrus.tensor.Tensor;
import gyrus.testing.NetContract;
import org.junit.jupiter.api.Test;

class PruneTest implements NetContract<Sequential> {

    private static Sequential dense() {
        return Sequential.of(Conv.of(1, 4, Window.square(3)), new Relu(), Flatten.of(), Linear.of(4 * 36, 10));
    }

    @Override
    public Sequential net() {
        return Prune.pruned(dense(), 0.8, Among.NET);
    }

    @Override
    public Tensor input() {
        return Tensor.randn(3, 1, 8, 8);
    }

    @Test
    void theSmallestAreCutAndNoOthers() {
        var linear = new DenseLinear(Tensor.of(new float[] {1, -5, 2, -4, 3, 0}, 2, 3), null);
        Sequential pruned = Prune.pruned(Sequential.of(linear), 0.5, Among.NET);
        var kept = (DenseLinear) Retraining.dense(pruned).layers().getFirst();
        assertThat(kept.weight().toFloats()).containsExactly(0, -5, 0, -4, 3, 0);
    }

    @Test
    void theShareIsOfTheNetOrOfEachLayer() {
        Generator.seeded(1).run(() -> {
            Sequential layered = Retraining.dense(Prune.pruned(dense(), 0.75, Among.LAYER));
            assertThat(zeros(layered, "0.weight")).isEqualTo(0.75, within(0.01));
            assertThat(zeros(layered, "3.weight")).isEqualTo(0.75, within(0.01));
            Sequential whole = Retraining.dense(Prune.pruned(dense(), 0.75, Among.NET));
            assertThat(zeros(whole, "0.weight")).as("larger weights: fewer inputs").isLessThan(0.5);
            assertThat(zeros(whole, "3.weight")).isGreaterThan(0.75);
        });
    }

    private static double zeros(Sequential net, String name) {
        Tensor weight = Nets.state(net).get(name);
        return (double) weight.eq(0).sum().itemLong() / weight.count();
    }

    @Test
    void whatIsCutHasNoGradient() {
        Generator.seeded(1).run(() -> {
            Sequential net = net();
            net.apply(input()).square().sum().backward();
            var masked = (MaskedLinear) net.layers().getLast();
            assertThat(masked.weight().gradient().maskedSelect(masked.mask().not()).abs().max().item()).isZero();
        });
    }

    @Test
    void refusesWhatMakesNoSense() {
        Prune.Options o = new Prune().defaults();
        assertThatThrownBy(() -> new Prune.Options("", 1, 1.5, Among.NET, 0, 0, o.rate()))
                .hasMessage("share=1.5 must be above 0 and below 1: 0.9 cuts nine in ten weights");
        assertThatThrownBy(() -> new Prune.Options("", 1, 0.5, Among.NET, -1, 0, o.rate()))
                .hasMessage("epochs=-1 must be 0 or more");
        assertThatThrownBy(() -> Prune.pruned(Embedding.of(3, 4), 0.5, Among.NET))
                .hasMessageContaining("finds nothing in Embedding to cut");
    }
}
