package gyrus.agents.value;

import gyrus.nn.Activations.Relu;
import gyrus.nn.Layer;
import gyrus.nn.Linear;
import gyrus.nn.Sequential;
import gyrus.tensor.Tensor;

/// The values of actions in two streams, what the state is worth and what each action adds:
/// `Q(s, a) = V(s) + A(s, a) − meanₐ′ A(s, a′)`. (N, size) → (N, actions)
///
/// Wang et al. 2016, Dueling Network Architectures for Deep Reinforcement Learning, equation 9.
///
/// @param features what both streams share
/// @param value V, one number
/// @param advantage A, one number an action
public record Dueling(Layer features, Layer value, Layer advantage) implements Layer {

    /// With fresh weights: one hidden layer for both streams and one for each.
    public static Dueling of(int size, int hidden, int actions) {
        return new Dueling(Sequential.of(Linear.of(size, hidden), new Relu()), stream(hidden, 1),
                stream(hidden, actions));
    }

    private static Layer stream(int hidden, int out) {
        return Sequential.of(Linear.of(hidden, hidden), new Relu(), Linear.of(hidden, out));
    }

    @Override
    public Tensor forward(Tensor seen) {
        Tensor x = features.apply(seen); // (N, hidden)
        Tensor advantages = advantage.apply(x); // (N, actions)
        return advantages.sub(advantages.mean(true, 1)).add(value.apply(x));
    }
}
