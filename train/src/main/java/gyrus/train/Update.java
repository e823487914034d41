package gyrus.train;

import gyrus.nn.Net;
import gyrus.tensor.Tensor;
import gyrus.train.optim.Optimizer;
import java.util.Map;

/// How one batch changes a net. [Minimize] serves most systems; those with two nets, with steps inside a step, or whose
/// learner makes its own data bring their own.
///
/// @param <N> the net
/// @param <B> a batch
public interface Update<N extends Net, B> extends Stateful {

    /// The name of a scalar that is there only where a step was not learned from.
    String SKIPPED = "skipped";

    /// Hears, before the first step, how many steps there will be at most.
    default void begin(long steps) {}

    /// Takes step number `step`, from 0.
    ///
    /// @return scalars worth telling, by name: `loss` at least
    Map<String, Tensor> step(N net, B batch, long step);

    /// The learning rate at `step`.
    double rate(long step);

    /// Hears how the net did on the validation data, for what reacts to it.
    default void observe(double metric) {}

    /// Whether there is nothing left to learn, as where a fit has converged. Training then ends.
    default boolean done() {
        return false;
    }

    /// The net to judge and to keep: `net` itself, or an average of its past.
    default N kept(N net) {
        return net;
    }

    /// Runs `objective` down by the gradients of the parameters that `optimizer` has. The start of most updates.
    static <N extends Net, B> Minimize<N, B> minimize(Objective<N, B> objective, Optimizer optimizer) {
        return new Minimize<>(objective, optimizer);
    }
}
