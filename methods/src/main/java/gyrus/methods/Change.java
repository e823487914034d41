package gyrus.methods;

import gyrus.nn.Net;
import gyrus.train.Evaluation;
import gyrus.train.Event;
import gyrus.train.Judged;
import gyrus.train.Result;
import gyrus.train.Run;
import gyrus.train.RunOptions;
import gyrus.train.Skill;
import gyrus.train.Split;
import gyrus.train.Training;
import gyrus.train.Weights;
import java.util.List;

/// A change of a net that takes no training: its weights are kept as they are made, and judged.
///
/// @param training what the changed net would be trained by, and is judged by
/// @param sparse whether most of its weights are zeros
public record Change(Training<?, ?> training, boolean sparse) implements Changed, Judged {

    @Override
    public Net net() {
        return training.net();
    }

    /// Keeps the net, or where that was done takes what was kept: the run that it began with may be gone.
    @Override
    public Result run(Run run) {
        RunOptions chosen = run.folder().options();
        run.tell(new Event.Started(run.folder().name(), chosen.recipe(), chosen.options(), 0));
        if (Weights.exist(run.folder().best())) Weights.load(run.folder().best(), net());
        else Weights.save(run.folder().best(), net(), sparse);
        return training.conclude(run, 0);
    }

    @Override
    public Evaluation evaluate(Split split) {
        return training.evaluate(split);
    }

    @Override
    public List<Skill> skills() {
        return training.skills();
    }
}
