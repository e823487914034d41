package gyrus.train;

import gyrus.nn.Net;
import java.nio.file.Path;

/// Work that learns by steps: what the one loop, [Trainer], asks of it. [Training] learns from data; a learner that
/// acts makes its own; a fit sees all of its data at every step.
///
/// @param <N> the net
/// @param <B> a batch
public interface Learning<N extends Net, B> extends Job, Judged {

    @Override
    N net();

    /// The net that learns: the one that is made, or one of which [Update#kept] makes it, such as one with a few
    /// weights added that are merged in the end.
    default N learner() {
        return net();
    }

    /// Opens the source of the batches, everything random in it drawn from `seed`.
    Source<N, B> open(long seed);

    /// How a batch changes the net.
    Update<N, B> update();

    /// How long, in what portions.
    Plan plan();

    /// Whether there is anything to judge a net on in this part.
    boolean has(Split split);

    /// The part that a result is of: what nothing was decided on, or the next best that there is.
    default Split unseen() {
        return has(Split.TEST) ? Split.TEST : has(Split.VALIDATION) ? Split.VALIDATION : Split.TRAIN;
    }

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

    /// Judges the net once, on the test data or the next best that there is, and tells `run` how it did.
    ///
    /// @param step the last step taken
    default Result conclude(Run run, long step) {
        Split split = unseen();
        if (split == Split.TRAIN) {
            run.tell(new Event.Warned("no data is left to validate or test on: the result is of that trained on"));
        }
        Evaluation evaluation = evaluate(split);
        run.tell(new Event.Evaluated(step, split.toString(), evaluation.metrics()));
        for (Evaluation.Drawing drawing : evaluation.drawings()) {
            Path file = drawing.file();
            drawing.save().accept(run.folder().path().resolve(file));
            run.tell(new Event.Sampled(step, drawing.name(), file));
        }
        return Result.done(step, evaluation.metrics());
    }
}
