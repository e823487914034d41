package gyrus.train;

import gyrus.nn.Net;

/// Work that a recipe describes. [Training] is the first kind; fitting without gradients and searching over jobs are
/// others. What else can be done with a job it says by its type: [Judged] by data, asked about files ([Predictor]).
public interface Job {

    /// The net that this work trains.
    Net net();

    /// Does the work, or the rest of it where `run` goes on from a checkpoint. Afterwards the net has the weights that
    /// the work chose to keep.
    ///
    /// @return figures of the result by name
    Result run(Run run);
}
