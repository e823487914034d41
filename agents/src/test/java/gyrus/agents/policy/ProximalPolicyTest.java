package gyrus.agents.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gyrus.nn.Nets;
import gyrus.tensor.DType;
import gyrus.tensor.Tensor;
import gyrus.testing.FormulaWeights;
import gyrus.testing.Golden;
import gyrus.testing.Tolerance;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProximalPolicyTest {

    /// The parts of the loss and its gradients are PyTorch's.
    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void equalsPyTorch(DType type) {
        Golden.Case golden = Golden.open("agents", type).at("ppo");
        ActorCritic net = FormulaWeights.fill(ActorCritic.of(4, 6, 3), type);
        var batch = new Experience(golden.in("observations"), golden.in("actions"), golden.in("logs"),
                golden.in("advantages"), golden.in("returns"), 0);
        var settings = new ProximalPolicy.Settings(16, 16, 1, golden.number("clip", 0), golden.number("value", 0),
                golden.number("entropy", 0));
        ProximalPolicy.Parts parts = ProximalPolicy.loss(net, batch, settings);
        Tolerance.check("policy", parts.policy().detach(), golden.out("policy"));
        Tolerance.check("value", parts.value().detach(), golden.out("value"));
        Tolerance.check("entropy", parts.entropy().detach(), golden.out("entropy"));
        Tolerance.check("loss", parts.loss().detach(), golden.out("loss"));
        parts.loss().backward();
        Map<String, Tensor> parameters = Nets.parameters(net);
        assertThat(parameters).hasSize(12);
        parameters.forEach((name, parameter) -> Tolerance.check("gradient of " + name,
                Objects.requireNonNull(parameter.gradient()), golden.out("gradient/" + name)));
    }

    /// Advantages are those summed up step by step to the episode's end.
    @Test
    void advantagesEqualTheirSums() {
        Golden.Case golden = Golden.open("agents", DType.FLOAT64).at("gae");
        float[] found = Advantages.of(golden.in("rewards").toFloats(), golden.in("values").toFloats(),
                golden.in("ahead").toFloats(), golden.in("ended").toBooleans(), 3, golden.number("discount", 0),
                golden.number("lambda", 0));
        Tensor expected = golden.out("advantages").to(DType.FLOAT32).flatten();
        Tolerance.check("advantages", Tensor.of(found), expected);
    }

    @Test
    void logarithmsOfSharesAreLogSoftmax() {
        float[] logits = {1, 2, 3, 800, -800, 0};
        double[] expected = Tensor.of(logits, 2, 3).to(DType.FLOAT64).logSoftmax(1).toDoubles();
        for (int row = 0; row < 2; row++) {
            double[] shares = Rollout.logShares(logits, row, 3);
            for (int a = 0; a < 3; a++) {
                assertThat(shares[a]).isCloseTo(expected[3 * row + a], within(1e-12));
            }
        }
    }

    @Test
    void batchesMustDivideTheRound() {
        assertThatThrownBy(() -> new ProximalPolicy.Settings(100, 33, 1, 0.2, 0.5, 0)).hasMessageContaining("33")
                .hasMessageContaining("100");
    }
}
