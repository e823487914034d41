package gyrus.nn;

import static org.assertj.core.api.Assertions.assertThat;

import gyrus.tensor.Device;
import gyrus.tensor.Shape;
import gyrus.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SummaryTest {

    /// A net with a part that is used twice, one that is not used, a shared weight, a tensor of its own and a buffer.
    public record Sample(Linear first, List<Layer> rest, Linear shared, Tensor scale, @Buffer Tensor seen)
            implements Layer {
        static Sample of() {
            DenseLinear first = Linear.of(4, 3);
            return new Sample(first, List.of(LayerNorm.of(3), Linear.unbiased(3, 1000)),
                    new DenseLinear(first.weight(), null),
                    Init.ones(1), Tensor.zeros(7));
        }

        @Override
        public Tensor forward(Tensor input) {
            Tensor x = rest.getFirst().apply(first.apply(input));
            return rest.getLast().apply(rest.getFirst().apply(x)).mul(scale);
        }
    }

    @Test
    void rowsTellTypesParametersAndOutputs() {
        Summary summary = Nets.summary(Sample.of(), Tensor.zeros(2, 4));
        assertThat(summary.rows()).extracting(Summary.Row::name)
                .containsExactly("", "first", "rest.0", "rest.1", "shared");
        assertThat(summary.rows()).extracting(Summary.Row::parameters).containsExactly(1L, 15L, 6L, 3000L, 0L);
        assertThat(summary.rows()).extracting(Summary.Row::output)
                .containsExactly(Shape.of(2, 1000), Shape.of(2, 3), Shape.of(2, 3), Shape.of(2, 1000), null);
        assertThat(summary.rows().get(1).weights()).isEqualTo(Map.of("weight", Shape.of(3, 4), "bias", Shape.of(3)));
        assertThat(summary.parameters()).isEqualTo(3022).isEqualTo(Nets.count(Sample.of()));
        assertThat(summary.buffers()).isEqualTo(7);
        assertThat(summary.bytes()).isEqualTo(4 * 3029);
    }

    @Test
    void printsAsATable() {
        Sample net = Sample.of();
        Nets.trainable(net, false, name -> name.startsWith("rest"));
        assertThat(Nets.summary(net, Tensor.zeros(2, 4))).hasToString("""
                Sample
                name    type         output     parameters
                        Sample       (2, 1000)           1
                first   DenseLinear  (2, 3)             15
                rest.0  LayerNorm    (2, 3)              6
                rest.1  DenseLinear  (2, 1000)       3,000
                shared  DenseLinear
                3,022 parameters, 16 of them trainable; 7 values in buffers; 12,116 bytes""");
        assertThat(Nets.summary(Linear.of(2, 3))).hasToString("""
                DenseLinear
                name  type         parameters
                      DenseLinear           9
                9 parameters, all trainable; 36 bytes""");
    }

    @Test
    void lookingTakesNoMemory() {
        Summary summary = Nets.summary(Device.META.call(() -> Linear.of(1 << 20, 1 << 20)));
        assertThat(summary.parameters()).isEqualTo((1L << 40) + (1L << 20));
    }

    @Test
    void lookingLeavesNoGraphAndNoMode() {
        Sample net = Sample.of();
        Nets.summary(net, Tensor.zeros(2, 4));
        assertThat(net.scale().gradient()).isNull();
        assertThat(Mode.training()).isFalse();
    }
}
