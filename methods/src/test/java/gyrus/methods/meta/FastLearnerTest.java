package gyrus.methods.meta;

import static org.assertj.core.api.Assertions.assertThat;

import gyrus.data.Episode;
import gyrus.nn.Activations.Relu;
import gyrus.nn.BatchNorm;
import gyrus.nn.Conv;
import gyrus.nn.Flatten;
import gyrus.nn.Init;
import gyrus.nn.Layer;
import gyrus.nn.Linear;
import gyrus.nn.MaxPool;
import gyrus.nn.Nets;
import gyrus.nn.Sequential;
import gyrus.nn.Window;
import gyrus.tensor.DType;
import gyrus.tensor.Gradients;
import gyrus.tensor.Tensor;
import gyrus.testing.FormulaWeights;
import gyrus.testing.Golden;
import gyrus.testing.NetContract;
import gyrus.testing.Tolerance;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FastLearnerTest implements NetContract<FastLearner> {

    private static final int WAYS = 3;

    private static Layer layers() {
        Window window = Window.square(3).padding(1);
        return Sequential.of(Conv.of(1, 4, window), norm(), new Relu(), MaxPool.square(2), Conv.of(4, 4, window),
                norm(),
                new Relu(), MaxPool.square(2), Flatten.of(), Linear.of(36, WAYS));
    }

    private static BatchNorm norm() {
        return new BatchNorm(Init.ones(4), Init.zeros(4), null, null, null, null, 1e-5);
    }

    @Override
    public FastLearner net() {
        return FastLearner.of(layers(), 2, 0.3);
    }

    @Override
    public Tensor input() {
        return Tensor.randn(WAYS, 1, 12, 12);
    }

    @Override
    public Tensor output(FastLearner learner, Tensor input) {
        Tensor targets = Tensor.arange(WAYS);
        return Gradients.on(() -> learner.adapt(input, targets, true)).apply(input);
    }

    /// Logits and loss after two steps, and the gradients through them, are PyTorch's.
    @ParameterizedTest
    @CsvSource({"FLOAT64, maml, true", "FLOAT64, maml_first, false", "FLOAT32, maml, true"})
    void theGradientThroughTheStepsIsPyTorchs(DType type, String name, boolean second) {
        Golden.Case golden = Golden.open("meta", type).at(name);
        Layer start = FormulaWeights.fill(layers(), type);
        FastLearner learner = new FastLearner(start,
                Tensor.full(type, 0.3, 2, Nets.parameters(start).size()).trainable(true));
        Episode episode = new Episode(FormulaWeights.of("support", type, 1, WAYS, 1, 1, 12, 12),
                FormulaWeights.of("query", type, 1, WAYS, 2, 1, 12, 12));
        FewShot<FastLearner> task = FewShot.gradients(second);
        Tolerance.check("logits", task.learning().apply(learner, episode).detach().select(0, 0), golden.out("logits"));
        Tensor loss = task.objective().loss(learner, episode);
        Tolerance.check("loss", loss.detach(), golden.out("loss"));
        loss.backward();
        Map<String, Tensor> gradients = golden.weightGradients();
        assertThat(gradients.keySet()).containsExactlyInAnyOrderElementsOf(Nets.parameters(learner).keySet());
        Nets.parameters(learner).forEach((key, tensor) ->
                Tolerance.check("gradient of " + key, tensor.gradient(), gradients.get(key)));
    }

    @Test
    void adaptingLeavesTheLearnerAsItIs() {
        FastLearner learner = net();
        Tensor before = Nets.parameters(learner).get("0.weight").detach().copy();
        Layer adapted = learner.adapt(input(), Tensor.arange(WAYS), false);
        assertThat(Nets.parameters(learner).get("0.weight").detach().same(before)).isTrue();
        assertThat(Nets.parameters(adapted).get("0.weight").detach().same(before)).isFalse();
        assertThat(adapted.getClass()).isEqualTo(learner.net().getClass());
    }
}
