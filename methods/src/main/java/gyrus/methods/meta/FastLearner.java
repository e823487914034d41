package gyrus.methods.meta;

import gyrus.nn.Init;
import gyrus.nn.Key;
import gyrus.nn.Layer;
import gyrus.nn.Nets;
import gyrus.nn.Packable;
import gyrus.tensor.Gradients;
import gyrus.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Weights from which a few steps of gradient descent on a few examples lead to a net that knows them.
///
/// A task's weights are `θ′ = θ − α·∂L(θ, support)/∂θ`, step after step, and what is minimised over many tasks is
/// `L(θ′, query)`: a function of θ, through the steps, whose derivative has second derivatives of L in it. Without them
/// (`first order`) ∂L/∂θ counts as constant. Finn et al. 2017, Model-Agnostic Meta-Learning for Fast Adaptation of Deep
/// Networks, §2.2 and §5.2. Each step has a rate α of its own for every tensor, and learns it with θ: Antoniou et al.
/// 2019, How to train your MAML, §4; after Li et al. 2017, Meta-SGD.
///
/// @param net θ, (B, …) → (B, N)
/// @param rates α, (steps, tensors), in the order of the net's parameters
public record FastLearner(@Key("") Layer net, Tensor rates) implements Packable {

    /// A learner that takes `steps` steps, at first all of length `rate`.
    public static FastLearner of(Layer net, int steps, double rate) {
        if (steps < 1 || !(rate > 0)) {
            throw new IllegalArgumentException("%d steps at rate %s: give 1 or more, and a rate above 0"
                    .formatted(steps, rate));
        }
        return new FastLearner(net, Init.constant(rate, steps, Nets.parameters(net).size()));
    }

    /// How many steps it takes.
    public int steps() {
        return Math.toIntExact(rates.size(0));
    }

    /// It learns whenever it is used, by gradients that a packed net would not have.
    @Override
    public FastLearner packed() {
        return this;
    }

    /// The net after the steps on these examples: its weights are functions of this one's.
    ///
    /// @param inputs (B, …)
    /// @param targets (B) int64
    /// @param secondOrder whether gradients flow through the gradients of the steps
    public Layer adapt(Tensor inputs, Tensor targets, boolean secondOrder) {
        SequencedMap<String, Tensor> weights = Nets.parameters(net);
        List<String> names = List.copyOf(weights.keySet());
        Layer adapted = net;
        for (int step = 0; step < steps(); step++) {
            List<Tensor> before = List.copyOf(weights.values());
            Tensor loss = adapted.apply(inputs).crossEntropy(targets);
            List<Tensor> slopes = Gradients.of(loss, before, secondOrder);
            Tensor[] alpha = rates.select(0, step).unbind(0);
            Map<String, Tensor> moved = new LinkedHashMap<>();
            for (int i = 0; i < names.size(); i++) {
                moved.put(names.get(i), before.get(i).sub(slopes.get(i).mul(alpha[i])));
            }
            adapted = Nets.with(net, moved);
            weights = new LinkedHashMap<>(moved);
        }
        return adapted;
    }
}
