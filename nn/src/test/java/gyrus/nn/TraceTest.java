package gyrus.nn;

import static org.assertj.core.api.Assertions.assertThat;

import gyrus.nn.attention.MultiHeadAttention;
import gyrus.tensor.Gradients;
import gyrus.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceTest {

    /// A net that applies one of its layers twice.
    public record Again(Linear inner, List<Layer> others) implements Layer {
        @Override
        public Tensor forward(Tensor input) {
            Tensor x = inner.apply(inner.apply(input));
            for (Layer other : others) x = other.apply(x);
            return x;
        }
    }

    private static Again net() {
        return new Again(Linear.of(3, 3), List.of(new Activations.Relu(), Linear.of(3, 2)));
    }

    @Test
    void seesEveryLayerByItsName() {
        Again net = net();
        Tensor x = Tensor.randn(4, 3);
        var outputs = Trace.outputs(net, x);
        assertThat(outputs.keySet()).containsExactly("inner", "inner #2", "others.0", "others.1", "");
        assertThat(outputs.get("").toFloats()).isEqualTo(net.apply(x).toFloats());
        assertThat(outputs.get("others.0").toFloats()).isEqualTo(outputs.get("inner #2").relu().toFloats());
    }

    @Test
    void givesInputsAndLayers() {
        Again net = net();
        Tensor x = Tensor.randn(4, 3);
        Trace trace = Trace.of(net);
        trace.run(() -> net.apply(x));
        assertThat(trace.entries().getFirst().input()).isSameAs(x);
        assertThat(trace.entries().getFirst().layer()).isSameAs(net.inner());
        assertThat(trace.entries().get(1).input()).isSameAs(trace.entries().getFirst().output());
    }

    @Test
    void keepsTheGraphForGradientsOfLayers() {
        Again net = net();
        var outputs = Trace.outputs(net, Tensor.randn(4, 3));
        Tensor gradient = Gradients.of(outputs.get("").sum(), outputs.get("others.0"));
        assertThat(gradient.shape()).isEqualTo(outputs.get("others.0").shape());
        assertThat(gradient.abs().sum().item()).isPositive();
    }

    @Test
    void equalLayersAreToldApart() {
        var net = Sequential.of(new Activations.Relu(), new Activations.Relu());
        assertThat(Trace.outputs(net, Tensor.randn(2)).keySet()).containsExactly("0", "1", "");
    }

    @Test
    void hearsNotesOnlyInside() {
        MultiHeadAttention attention = MultiHeadAttention.of(4, 2);
        var net = Sequential.of(Linear.of(4, 4), attention);
        Trace trace = Trace.of(net);
        net.apply(Tensor.randn(1, 3, 4));
        assertThat(trace.notes()).isEmpty();
        assertThat(Trace.listening()).isFalse();
        trace.call(() -> net.apply(Tensor.randn(1, 3, 4)));
        assertThat(trace.notes().keySet()).containsExactly("1.weights");
        assertThat(trace.notes().get("1.weights").shape().dims()).containsExactly(1, 2, 3, 3);
    }

    @Test
    void doesNotHearOtherThreads() throws InterruptedException {
        Again net = net();
        Trace trace = Trace.of(net);
        trace.call(() -> {
            var other = Thread.ofPlatform().start(() -> net.apply(Tensor.randn(4, 3)));
            try {
                other.join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return 0;
        });
        assertThat(trace.entries()).isEmpty();
    }
}
