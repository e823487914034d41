package gyrus.agents.value;

import gyrus.nn.Activations.Relu;
import gyrus.nn.Layer;
import gyrus.nn.Linear;
import gyrus.nn.Losses;
import gyrus.nn.Nets;
import gyrus.nn.Sequential;
import gyrus.tensor.Gradients;
import gyrus.tensor.Scope;
import gyrus.tensor.Tensor;
import gyrus.train.Descent;
import gyrus.train.Event;
import gyrus.train.Snapshot;
import gyrus.train.Update;
import java.util.LinkedHashMap;
import java.util.Map;

/// Deep Q-learning: a net learns to say what each action is worth, by Huber's loss between its `Q(s, a)` and
///
///     y = r + γ·maxₐ′ Q⁻(s′, a′)            and y = r where the world ended
///     y = r + γ·Q⁻(s′, argmaxₐ′ Q(s′, a′))  where the choice is doubled
///
/// Q⁻ is the net as it was when it was last copied, so that what is learned does not run after itself; the double one
/// does not take its own errors for gains.
///
/// Mnih et al. 2015, Human-level control through deep reinforcement learning, Algorithm 1; van Hasselt et al. 2016,
/// Deep Reinforcement Learning with Double Q-learning, equation 4.
public final class DeepQ implements Update<Layer, Transitions> {

    private final Descent descent;
    private final double discount;
    private final boolean doubled;
    private final int copied;
    private final int steps;
    private final Layer target;

    /// Learning by `descent`, so many steps a round.
    ///
    /// @param net whose weights `descent` moves
    /// @param discount γ
    /// @param doubled whether the net chooses the next action that the target net judges
    /// @param steps of learning from one round's [Transitions]
    /// @param copied steps of learning between two copies of the net
    public DeepQ(Layer net, Descent descent, double discount, boolean doubled, int steps, int copied) {
        if (copied < 1) throw new IllegalArgumentException("the net copied every %d steps; it must be 1 or more"
                .formatted(copied));
        this.descent = descent;
        this.discount = discount;
        this.doubled = doubled;
        this.steps = steps;
        this.copied = copied;
        target = Nets.mapTensors(net, weight -> weight.detach().copy());
    }

    /// A net of two hidden layers. (N, size) → (N, actions)
    public static Layer net(int size, int hidden, int actions, boolean dueling) {
        return dueling ? Dueling.of(size, hidden, actions)
                : Sequential.of(Linear.of(size, hidden), new Relu(), Linear.of(hidden, hidden), new Relu(),
                        Linear.of(hidden, actions));
    }

    /// What the actions of one batch are to be worth, y. (batch)
    static Tensor targets(Layer net, Layer target, Transitions batch, double discount, boolean doubled) {
        return Gradients.off(() -> {
            Tensor judged = target.apply(batch.next()); // (batch, actions)
            Tensor ahead = doubled ? picked(judged, net.apply(batch.next()).argmax(1)) : judged.amax(false, 1);
            return batch.rewards().add(ahead.mul(batch.going()), discount);
        });
    }

    /// The loss of one batch.
    static Tensor loss(Layer net, Layer target, Transitions batch, double discount, boolean doubled) {
        Tensor wanted = targets(net, target, batch, discount, doubled);
        return Losses.smoothL1(picked(net.apply(batch.observations()), batch.actions()), wanted);
    }

    private static Tensor picked(Tensor values, Tensor actions) {
        return values.gather(1, actions.unsqueeze(1)).squeeze(1);
    }

    @Override
    public void begin(long rounds) {
        descent.begin(Math.multiplyExact(rounds, steps));
    }

    @Override
    public Map<String, Tensor> step(Layer net, Transitions drawn, long round) {
        double lost = 0;
        boolean sound = true;
        for (int i = 0; i < drawn.steps(); i++) {
            long step = round * steps + i;
            if (step % copied == 0) copy(net);
            try (Scope _ = Scope.open()) {
                Transitions batch = drawn.at(i);
                Tensor loss = descent.learning(net, () -> loss(net, target, batch, discount, doubled));
                sound &= descent.step(loss, step);
                lost += loss.item();
            }
        }
        Map<String, Tensor> told = new LinkedHashMap<>();
        told.put(Event.LOSS, Tensor.scalar(lost / drawn.steps()));
        told.put("exploring", Tensor.scalar(drawn.exploring()));
        if (!Double.isNaN(drawn.earned())) told.put("return", Tensor.scalar(drawn.earned()));
        if (!sound) told.put(SKIPPED, Tensor.scalar(1));
        return told;
    }

    private void copy(Layer net) {
        Nets.load(target, Nets.state(net));
    }

    @Override
    public double rate(long round) {
        return descent.rate(round * steps);
    }

    @Override
    public void observe(double metric) {
        descent.observe(metric);
    }

    @Override
    public Snapshot state() {
        return Snapshot.EMPTY.with("descent", descent.state())
                .with("target", new Snapshot(Nets.state(target), Snapshot.EMPTY.values()));
    }

    @Override
    public void restore(Snapshot state) {
        descent.restore(state.part("descent"));
        Nets.load(target, state.part("target").tensors());
    }
}
