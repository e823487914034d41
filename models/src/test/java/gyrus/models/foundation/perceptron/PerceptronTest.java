package gyrus.models.foundation.perceptron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gyrus.models.foundation.perceptron.Perceptron.Neuron;
import gyrus.nn.Nets;
import gyrus.tensor.Tensor;
import gyrus.testing.NetContract;
import org.junit.jupiter.api.Test;

class PerceptronTest implements NetContract<Perceptron> {

    @Override
    public Perceptron net() {
        return Perceptron.of(Neuron.SIGMOID, 12, 5, 4, 3);
    }

    @Override
    public Tensor input() {
        return Tensor.rand(6, 1, 3, 4);
    }

    @Test
    void theFirstNetworkHas13002Parameters() {
        Perceptron net = Perceptron.of(Neuron.SIGMOID, 784, 16, 16, 10);
        assertThat(Nets.count(net)).isEqualTo(13_002);
        assertThat(Nets.parameters(net).values().stream().filter(t -> t.rank() == 2).mapToLong(Tensor::count).sum())
                .isEqualTo(12_960);
        assertThat(Nets.parameters(net).values().stream().filter(t -> t.rank() == 1).mapToLong(Tensor::count).sum())
                .isEqualTo(42);
    }

    @Test
    void needsAnInputAndAnOutput() {
        assertThatThrownBy(() -> Perceptron.of(Neuron.RELU, 784)).hasMessageContaining("1 sizes");
    }
}
