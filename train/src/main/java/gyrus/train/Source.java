package gyrus.train;

import gyrus.data.Share;
import gyrus.nn.Net;

/// Where the batches of a learner come from: data that is dealt out in epochs, or what the learner does itself.
///
/// What a source keeps from one step to the next is its state, so that a run that was cut goes on to the same bits.
///
/// @param <N> the net
/// @param <B> a batch
public interface Source<N extends Net, B> extends Stateful, AutoCloseable {

    /// Steps in an epoch; 0 where there are no epochs.
    long epoch();

    /// The batch to learn from at `step`, counted from 0. Steps are asked for in their order, from any on. What is
    /// drawn at random comes from the current generator, whose state is saved with the run.
    B next(N net, long step);

    /// This source where the ranks of a crew divide its batches among themselves: [#next] makes this rank's share.
    ///
    /// @throws IllegalArgumentException if they cannot be divided
    default Source<N, B> share(Share share) {
        if (share.equals(Share.WHOLE)) return this;
        throw new IllegalArgumentException("what this learns from cannot be divided among %d ranks; train it on one"
                .formatted(share.of()));
    }

    /// How much of the batch of all ranks at `step` this one has. That of all ranks sums to 1.
    default double weight(long step) {
        return 1;
    }

    /// Frees what the source holds.
    @Override
    void close();
}
