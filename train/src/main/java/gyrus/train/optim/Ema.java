package gyrus.train.optim;

import gyrus.nn.Net;
import gyrus.nn.Nets;
import gyrus.tensor.Gradients;
import gyrus.tensor.Scope;
import gyrus.tensor.Tensor;
import gyrus.train.Snapshot;
import gyrus.train.Stateful;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// An exponential moving average of a net's parameters: `a ← d·a + (1 − d)·θ` after each step. It mostly
/// judges and generates better than the net that is being trained.
///
/// Polyak & Juditsky 1992, Acceleration of Stochastic Approximation by Averaging.
///
/// ```java
/// var average = new Ema<>(0.999, net);
/// optimizer.step();
/// average.update();
/// average.net().apply(x);
/// ```
///
/// @param <N> the net
public final class Ema<N extends Net> implements Stateful {

    private final double decay;
    private final boolean warmup;
    private final List<Tensor> parameters;
    private final SequencedMap<String, Tensor> averages = new LinkedHashMap<>();
    private final N net;
    private long updates;

    /// Averages the parameters of `net` from now on.
    ///
    /// @param decay d, above 0 and below 1: about 1/(1 − d) steps are averaged
    public Ema(double decay, N net) {
        this(decay, false, net);
    }

    /// Averages the parameters of `net` from now on.
    ///
    /// @param decay d, above 0 and below 1: about 1/(1 − d) steps are averaged
    /// @param warmup whether d is min(d, (1 + t)/(10 + t)) at update t = 1, 2, …, so that the first weights,
    ///     which know nothing, fade soon
    public Ema(double decay, boolean warmup, N net) {
        Check.fading("decay", decay);
        this.decay = decay;
        this.warmup = warmup;
        SequencedMap<String, Tensor> learned = Nets.parameters(net);
        learned.values().removeIf(tensor -> !tensor.dtype().floating());
        this.parameters = List.copyOf(learned.values());
        Gradients.off(() -> Scope.outside(() -> {
            learned.forEach((name, tensor) -> averages.put(name, tensor.emptyLike().assign(tensor)));
            return null;
        }));
        this.net = Nets.with(net, averages);
    }

    /// Takes up the parameters as they are now.
    public void update() {
        updates++;
        double d = warmup ? Math.min(decay, (1.0 + updates) / (10.0 + updates)) : decay;
        Gradients.off(() -> {
            Foreach.lerpAssign(List.copyOf(averages.values()), parameters, 1 - d);
            return null;
        });
    }

    /// The net whose parameters are the averages. They are not trainable, and each update changes them.
    /// Buffers, such as running statistics, are those of the net itself: they are averages already.
    public N net() {
        return net;
    }

    /// Number of updates.
    public long updates() {
        return updates;
    }

    /// The averages by name, and the number of updates. The tensors are those in use.
    @Override
    public Snapshot state() {
        return new Snapshot(averages, Snapshot.EMPTY.values()).with("updates", updates);
    }

    /// @throws IllegalArgumentException if the averages are of another net; the message names what does not
    ///     fit
    @Override
    public void restore(Snapshot state) {
        long saved = state.whole("updates");
        averages.forEach((name, average) -> {
            Tensor given = state.tensor(name);
            if (!given.shape().equals(average.shape()) || given.dtype() != average.dtype()) {
                throw new IllegalArgumentException("%s in the saved averages is %s %s, where %s %s is needed"
                        .formatted(name, given.dtype(), given.shape(), average.dtype(), average.shape()));
            }
        });
        Gradients.off(() -> {
            averages.forEach((name, average) -> average.assign(state.tensor(name)));
            return null;
        });
        updates = saved;
    }
}
