package gyrus.methods;

import gyrus.nn.Net;
import gyrus.train.Job;
import gyrus.train.Minimize;
import gyrus.train.Objective;
import gyrus.train.Training;

/// The work of a method on a run: what it makes can be trained and judged as what it began with, and so be changed
/// again.
public interface Changed extends Job {

    /// The training of the net that is made: on the run's data, by its objective.
    Training<?, ?> training();

    /// The training that `job` is, or that was changed into it.
    ///
    /// @throws IllegalArgumentException if it is no training on data, which is what methods change
    static Training<?, ?> trainingOf(Job job) {
        return switch (job) {
            case Training<?, ?> training -> training;
            case Changed changed -> changed.training();
            default -> throw new IllegalArgumentException(
                    "this run is a %s, which is not trained on data; take one that is, such as of lenet"
                    .formatted(job.getClass().getSimpleName()));
        };
    }

    /// What `training` makes small.
    ///
    /// @throws IllegalArgumentException if it learns in another way than by one objective, as a duel of nets does
    static <N extends Net, B> Objective<N, B> objective(Training<N, B> training) {
        return minimize(training).objective();
    }

    /// The update of `training`, which must be one that minimises an objective.
    static <N extends Net, B> Minimize<N, B> minimize(Training<N, B> training) {
        if (training.update() instanceof Minimize<N, B> minimize) return minimize;
        throw new IllegalArgumentException(
                "%s learns by a %s, not by minimising one objective, so it cannot be retrained".formatted(
                        training.net().getClass().getSimpleName(), training.update().getClass().getSimpleName()));
    }
}
