package gyrus.train;

import gyrus.nn.Net;
import gyrus.tensor.Tensor;

/// What training makes small.
///
/// @param <N> the net
/// @param <B> a batch
@FunctionalInterface
public interface Objective<N extends Net, B> {

    /// The loss of `net` on `batch`: a scalar.
    Tensor loss(N net, B batch);
}
