package gyrus.agents.policy;

import gyrus.nn.Activations.Tanh;
import gyrus.nn.DenseLinear;
import gyrus.nn.Init;
import gyrus.nn.Layer;
import gyrus.nn.Net;
import gyrus.nn.Sequential;
import gyrus.tensor.Tensor;

/// Two nets that see the same: an actor, which says how likely each action is, and a critic, which says what the state
/// is worth.
///
/// Sutton & Barto 2018, Reinforcement Learning, §13.5; orthogonal weights after Andrychowicz et al. 2021, What Matters
/// in On-Policy Reinforcement Learning, §3.2.
///
/// @param actor (N, size) → (N, actions)
/// @param critic (N, size) → (N, 1)
public record ActorCritic(Layer actor, Layer critic) implements Net {

    /// With fresh weights and two hidden layers each; at first all actions are about as likely.
    public static ActorCritic of(int size, int hidden, int actions) {
        return new ActorCritic(net(size, hidden, actions, 0.01), net(size, hidden, 1, 1));
    }

    private static Layer net(int size, int hidden, int out, double gain) {
        return Sequential.of(linear(size, hidden, Math.sqrt(2)), new Tanh(), linear(hidden, hidden, Math.sqrt(2)),
                new Tanh(), linear(hidden, out, gain));
    }

    private static Layer linear(int in, int out, double gain) {
        return new DenseLinear(Init.orthogonal(new Init.Gain(gain), out, in), Init.zeros(out));
    }

    /// Logits of the actions. (N, size) → (N, actions)
    public Tensor logits(Tensor seen) {
        return actor.apply(seen);
    }

    /// What the states are worth. (N, size) → (N)
    public Tensor values(Tensor seen) {
        return critic.apply(seen).squeeze(1);
    }
}
