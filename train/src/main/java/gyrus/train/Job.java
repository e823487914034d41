package gyrus.train;

import gyrus.nn.Net;
import java.util.List;

/// Work that a recipe describes. [Learning] goes by steps, as most does. What else can be done with a job it says by
/// its type ([Judged] by data) and by the [Skill]s of its net.
public interface Job {

    /// The net that this work makes.
    Net net();

    /// Does the work, or the rest of it where `run` goes on from a checkpoint. Afterwards the net has the weights that
    /// the work chose to keep.
    ///
    /// @return figures of the result by name
    Result run(Run run);

    /// Whether most of the net's weights are zeros, which its file then leaves out.
    default boolean sparse() {
        return false;
    }

    /// The job whose net a run of this one kept: this one, unless the work is to choose among jobs.
    ///
    /// @param folder of the run, which may have only begun
    default Job kept(RunFolder folder) {
        return this;
    }

    /// What the net can be asked for.
    default List<Skill> skills() {
        return List.of();
    }
}
