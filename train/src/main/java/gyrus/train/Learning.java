package gyrus.train;

import gyrus.nn.Net;

/// Work that learns by steps: what the one loop, [Trainer], asks of it. [Training] learns from data; a learner that acts
/// makes its own; a fit sees all of its data at every step.
///
/// @param <N> the net
/// @param <B> a batch
public interface Learning<N extends Net, B> extends Job, Judged {

    @Override
    N net();

    /// Opens the source of the batches, everything random in it drawn from `seed`.
    Source<N, B> open(long seed);

    /// How a batch changes the net.
    Update<N, B> update();

    /// How long, in what portions.
    Plan plan();

    /// Whether there is anything to judge a net on in this part.
    boolean has(Split split);

    /// Judges `net`, which has the shape of [#net()], on a part of the data.
    Evaluation evaluate(N net, Split split);

    @Override
    default Evaluation evaluate(Split split) {
        return evaluate(net(), split);
    }

    @Override
    default Result run(Run run) {
        return new Trainer<>(this, run).run();
    }
}
