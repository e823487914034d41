package gyrus.models.foundation.perceptron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gyrus.models.foundation.perceptron.Perceptron.Neuron;
import gyrus.nn.Activations.Sigmoid;
import gyrus.nn.DenseLinear;
import gyrus.nn.Flatten;
import gyrus.nn.Linear;
import gyrus.nn.Nets;
import gyrus.tensor.DType;
import gyrus.tensor.Generator;
import gyrus.tensor.Tensor;
import gyrus.testing.Tolerance;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QuadraticCostTest {

    private static final Tolerance CLOSE = new Tolerance(0, 1e-6);

    /// Gradients by hand equal those of autograd, for the first network on a batch.
    @ParameterizedTest
    @EnumSource
    void byHandEqualsAutograd(Neuron neuron) {
        Generator.seeded(5).run(() -> {
            Perceptron net = Perceptron.of(neuron, 784, 16, 16, 10);
            Tensor inputs = Tensor.rand(32, 1, 28, 28);
            Tensor classes = Tensor.randint(0, 10, 32);
            QuadraticCost.of(net.apply(inputs), classes).backward();
            var byHand = QuadraticCost.gradients(net, inputs, classes);
            assertThat(byHand.keySet()).containsExactlyElementsOf(Nets.parameters(net).keySet());
            Nets.parameters(net).forEach((name, parameter) -> {
                Tensor gradient = parameter.gradient();
                assertThat(gradient).as(name).isNotNull();
                assertThat(gradient.abs().sum().item()).as("size of the gradient of %s", name).isPositive();
                CLOSE.compare(neuron + " " + name, byHand.get(name), gradient);
            });
        });
    }

    /// And in double precision to its last digits, for other depths.
    @ParameterizedTest
    @EnumSource
    void byHandEqualsAutogradExactlyInDoubles(Neuron neuron) {
        Generator.seeded(6).run(() -> {
            Perceptron net = Nets.to(Perceptron.of(neuron, 7, 9, 8, 6, 4), DType.FLOAT64);
            Tensor inputs = Tensor.randn(5, 7).to(DType.FLOAT64);
            Tensor classes = Tensor.of(new long[] {0, 3, 2, 1, 3}, 5);
            QuadraticCost.of(net.apply(inputs), classes).backward();
            var byHand = QuadraticCost.gradients(net, inputs, classes);
            Nets.parameters(net).forEach((name, parameter) -> new Tolerance(1e-12, 1e-14)
                    .compare(name, byHand.get(name), parameter.gradient()));
        });
    }

    /// The chain rule on paper: C = (a − y)², a = σ(w·a₀ + b), w = 1, a₀ = ½, b = 0, y = 1.
    @Test
    void chainRuleOfOneNeuron() {
        DenseLinear neuron = new DenseLinear(Tensor.of(new double[] {1}, 1, 1).trainable(true), Tensor
                .of(new double[] {0}, 1).trainable(true));
        Perceptron net = new Perceptron(Flatten.of(), List.of(neuron), new Sigmoid());
        Tensor input = Tensor.of(new double[] {0.5}, 1, 1).trainable(true);
        Tensor classes = Tensor.of(new long[] {0}, 1); // one class, so y = 1
        Tensor a = net.apply(input);
        a.retainGradient();
        Tensor cost = QuadraticCost.of(a, classes);
        cost.backward();
        assertThat(a.item()).isCloseTo(.622459, within(5e-7));
        assertThat(cost.item()).isCloseTo(.142537, within(5e-7));
        assertThat(a.gradient().item()).isCloseTo(-.755081, within(5e-7));
        assertThat(neuron.weight().gradient().item()).isCloseTo(-.088723, within(5e-7));
        assertThat(neuron.bias().gradient().item()).isCloseTo(-.177447, within(5e-7));
        assertThat(input.gradient().item()).isCloseTo(-.177447, within(5e-7));
        var byHand = QuadraticCost.gradients(net, input, classes);
        assertThat(byHand.get("layers.0.weight").item()).isCloseTo(-.088723, within(5e-7));
        assertThat(byHand.get("layers.0.bias").item()).isCloseTo(-.177447, within(5e-7));
    }

    /// The bias as a threshold: σ(sum − 10).
    @Test
    void biasIsAThreshold() {
        Tensor sums = Tensor.of(0.0, 10.0, 20.0);
        assertThat(sums.sub(10).sigmoid().toDoubles()).usingComparatorWithPrecision(5e-8)
                .containsExactly(4.5398e-5, .5, .9999546);
    }

    private record Unweighted() implements Linear {
        @Override
        public long in() {
            return 3;
        }

        @Override
        public long out() {
            return 3;
        }

        @Override
        public DenseLinear dense() {
            return new DenseLinear(Tensor.eye(3), null);
        }

        @Override
        public Tensor forward(Tensor input) {
            return input;
        }
    }

    @Test
    void refusesLayersThatAreNotDense() {
        Perceptron net = new Perceptron(Flatten.of(), List.of(new Unweighted(), new Unweighted()), new Sigmoid());
        assertThatThrownBy(() -> QuadraticCost.gradients(net, Tensor.rand(2, 3), Tensor.of(new long[] {0, 1}, 2)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("dense layers");
    }
}
