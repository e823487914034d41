package gyrus.train.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gyrus.nn.Buffer;
import gyrus.nn.Net;
import gyrus.tensor.DType;
import gyrus.tensor.Gradients;
import gyrus.tensor.Scope;
import gyrus.tensor.Tensor;
import gyrus.train.Snapshot;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

class EmaTest {

    /// A net of one parameter and one buffer.
    public record Point(Tensor at, @Buffer Tensor seen) implements Net {
        static Point of(double value) {
            return new Point(Tensor.full(DType.FLOAT32, value, 2).trainable(true), Tensor.zeros(1));
        }
    }

    @Test
    void followsTheParameters() {
        Point net = Point.of(0);
        var average = new Ema<>(0.9, net);
        move(net, 1);
        average.update();
        assertThat(average.net().at().toFloats()).containsOnly(0.1f);
        average.update();
        assertThat(average.net().at().toFloats()[0]).isEqualTo(0.19f, within(1e-6f));
        assertThat(net.at().toFloats()).containsOnly(1f);
        assertThat(average.net().at().trainable()).isFalse();
        assertThat(average.net().seen()).isSameAs(net.seen());
    }

    @Test
    void warmsUp() {
        Point net = Point.of(0);
        var average = new Ema<>(0.9, true, net);
        move(net, 1);
        average.update();
        assertThat(average.net().at().toFloats()[0]).isEqualTo((float) (1 - 2.0 / 11), within(1e-6f));
    }

    @Test
    void outlivesTheScopeItWasMadeIn() {
        Point net = Point.of(3);
        Ema<Point> average;
        try (var _ = Scope.open()) {
            average = new Ema<>(0.5, net);
            average.update();
        }
        assertThat(average.net().at().toFloats()).containsOnly(3f);
    }

    @Test
    void goesOnBitForBitFromItsState() {
        Point net = Point.of(0);
        var average = new Ema<>(0.97, true, net);
        move(net, 0.3);
        average.update();
        Snapshot state = average.state();
        SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
        state.tensors().forEach((name, tensor) -> tensors.put(name, tensor.copy()));
        var again = new Ema<>(0.97, true, net);
        again.restore(new Snapshot(tensors, state.values()));
        move(net, 0.7);
        average.update();
        again.update();
        assertThat(again.net().at().toFloats()).isEqualTo(average.net().at().toFloats());
        assertThat(again.updates()).isEqualTo(2);
    }

    @Test
    void refusesWhatDoesNotFit() {
        var average = new Ema<>(0.9, Point.of(0));
        Snapshot other = Snapshot.EMPTY.with("updates", 1L).with("at", Tensor.zeros(3));
        assertThatThrownBy(() -> average.restore(other))
                .hasMessageContaining("at in the saved averages").hasMessageContaining("(3,)");
        assertThatThrownBy(() -> new Ema<>(1, Point.of(0))).hasMessageContaining("decay is 1.0");
    }

    private static void move(Point net, double to) {
        Gradients.off(() -> net.at().fill(to));
    }
}
