package gyrus.models.vision.lenet;

import static org.assertj.core.api.Assertions.assertThat;

import gyrus.nn.Nets;
import gyrus.tensor.DType;
import gyrus.tensor.Tensor;
import gyrus.testing.FormulaWeights;
import gyrus.testing.Golden;
import gyrus.testing.NetContract;
import gyrus.testing.Tolerance;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LenetTest implements NetContract<Lenet> {

    @Override
    public Lenet net() {
        return Lenet.of(10);
    }

    @Override
    public Tensor input() {
        return Tensor.randn(3, 1, 28, 28);
    }

    @Test
    void hasThePublishedNumberOfParameters() {
        assertThat(Nets.count(Lenet.of(10))).isEqualTo(61_706);
        assertThat(Nets.count(Lenet.of(26))).isEqualTo(61_706 + 16 * 85);
    }

    /// Logits, loss and gradients are PyTorch's.
    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void equalsPyTorch(DType type) {
        Golden.Case golden = Golden.open("lenet", type).at("lenet");
        Lenet net = FormulaWeights.fill(Lenet.of(10), type);
        Tensor logits = net.apply(FormulaWeights.of("input", type, 4, 1, 28, 28));
        Tolerance.check("logits", logits.detach(), golden.out("logits"));
        Tensor loss = logits.crossEntropy(golden.in("target"));
        Tolerance.check("loss", loss.detach(), golden.out("loss"));
        loss.backward();
        Map<String, Tensor> parameters = Nets.parameters(net);
        golden.weightGradients().forEach((name, expected) -> Tolerance
                .check("gradient of " + name, gradient(parameters, name), expected));
        Map<String, Tensor> norms = golden.role("norm/weight");
        assertThat(norms.keySet()).containsExactlyInAnyOrderElementsOf(parameters.keySet());
        norms.forEach((name, expected) -> Tolerance
                .check("length of the gradient of " + name, gradient(parameters, name).norm(), expected));
    }

    private static Tensor gradient(Map<String, Tensor> parameters, String name) {
        Tensor gradient = parameters.get(name).gradient();
        assertThat(gradient).as("gradient of %s", name).isNotNull();
        return gradient;
    }
}
