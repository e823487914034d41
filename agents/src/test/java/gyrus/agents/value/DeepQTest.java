package gyrus.agents.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gyrus.nn.Layer;
import gyrus.nn.Nets;
import gyrus.tensor.DType;
import gyrus.tensor.Tensor;
import gyrus.testing.FormulaWeights;
import gyrus.testing.Golden;
import gyrus.testing.Tolerance;
import gyrus.train.Descent;
import gyrus.train.Update;
import gyrus.train.optim.Optimizer;
import gyrus.train.optim.Sgd;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeepQTest {

    /// Targets and loss are PyTorch's.
    @ParameterizedTest
    @CsvSource({"dqn, FLOAT32", "dqn, FLOAT64", "dqn_double, FLOAT32", "dqn_double, FLOAT64", "dqn_dueling, FLOAT32",
            "dqn_dueling, FLOAT64"})
    void equalsPyTorch(String name, DType type) {
        Golden.Case golden = Golden.open("agents", type).at(name);
        boolean doubled = !name.equals("dqn");
        boolean dueling = name.endsWith("dueling");
        Layer net = FormulaWeights.fill(DeepQ.net(4, 6, 3, dueling), type);
        Layer target = target(DeepQ.net(4, 6, 3, dueling), type);
        var batch = new Transitions(golden.in("observations"), golden.in("actions"), golden.in("rewards"),
                golden.in("next"), golden.in("going"), 0, 0);
        double discount = golden.number("discount", 0);
        Tolerance.check("targets", DeepQ.targets(net, target, batch, discount, doubled), golden.out("targets"));
        Tolerance.check("loss", DeepQ.loss(net, target, batch, discount, doubled).detach(), golden.out("loss"));
    }

    private static Layer target(Layer net, DType type) {
        Layer typed = Nets.to(net, type);
        Map<String, Tensor> weights = new LinkedHashMap<>();
        Nets.state(typed).forEach((key, tensor) ->
                weights.put(key, FormulaWeights.of("target." + key, type, tensor.shape().dims())));
        return Nets.load(typed, weights);
    }

    /// The target net is the net of some steps ago.
    @Test
    void theTargetFollowsInStrides() {
        Layer net = DeepQ.net(2, 4, 2, false);
        var descent = new Descent(new Optimizer(Sgd.of(0.1), Nets.parameters(net)));
        var update = new DeepQ(net, descent, 0.9, false, 2, 4);
        update.begin(4);
        Tensor[] before = new Tensor[4];
        for (int round = 0; round < 4; round++) {
            before[round] = net.apply(Tensor.ones(1, 2)).detach();
            update.step(net, drawn(), round);
            Layer target = Nets.load(DeepQ.net(2, 4, 2, false), update.state().part("target").tensors());
            Tensor said = target.apply(Tensor.ones(1, 2)).detach();
            assertThat(said.same(before[round / 2 * 2])).as("copied before round %d", round / 2 * 2).isTrue();
        }
    }

    /// What was seen is broken: nothing is learned from it, and after five batches in a row its place is named.
    @Test
    void whatIsNotFiniteIsNotLearnedFrom() {
        Layer net = DeepQ.net(2, 4, 2, false);
        var update = new DeepQ(net, new Descent(new Optimizer(Sgd.of(0.1), Nets.parameters(net))), 0.9, false, 2, 4);
        update.begin(4);
        Transitions good = drawn();
        var broken = new Transitions(good.observations().mul(Double.NaN), good.actions(), good.rewards(), good.next(),
                good.going(), 0, Double.NaN);
        Tensor before = net.apply(Tensor.ones(1, 2)).detach();
        for (int round = 0; round < 2; round++) {
            assertThat(update.step(net, broken, round)).containsKey(Update.SKIPPED);
        }
        assertThat(net.apply(Tensor.ones(1, 2)).detach().same(before)).isTrue();
        assertThatThrownBy(() -> update.step(net, broken, 2)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the loss was NaN in 5 steps in a row")
                .hasMessageContaining("the first tensor with such values is what layer 0 (DenseLinear) takes");
    }

    private static Transitions drawn() {
        return new Transitions(Tensor.randn(2, 5, 2), Tensor.randint(0, 2, 2, 5), Tensor.randn(2, 5),
                Tensor.randn(2, 5, 2), Tensor.ones(2, 5), 0, Double.NaN);
    }
}
