package gyrus.methods;

import gyrus.nn.Conv;
import gyrus.nn.Linear;
import gyrus.nn.Net;
import gyrus.nn.Nets;
import gyrus.tensor.Tensor;
import gyrus.train.Evaluation;
import gyrus.train.Learning;
import gyrus.train.Minimize;
import gyrus.train.Plan;
import gyrus.train.Skill;
import gyrus.train.Source;
import gyrus.train.Split;
import gyrus.train.Training;
import gyrus.train.Update;
import gyrus.train.optim.AdamW;
import gyrus.train.optim.Optimizer;
import gyrus.train.optim.Schedule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Teaches a net with changed parts by what its run learned by, and makes one without them of it: their weights are
/// merged into dense ones whenever the net is judged and kept.
///
/// @param changed the training of the net with changed parts, which keeps the merged one
/// @param net the merged one
/// @param sparse whether most of its weights are zeros
/// @param <N> the net
/// @param <B> a batch
public record Retraining<N extends Net, B>(Training<N, B> changed, N net, boolean sparse)
        implements Learning<N, B>, Changed {

    /// How a changed net is taught.
    ///
    /// @param epochs times that all training data is seen; 0 for a third of what the run took
    /// @param batch examples in a batch; 0 for as many as in the run
    /// @param rate the learning rate at its highest; it goes down along a cosine
    public record Course(int epochs, int batch, double rate) {

        /// Checks the numbers.
        public Course {
            if (epochs < 0) throw new IllegalArgumentException("epochs=%d must be 0 or more".formatted(epochs));
            if (batch < 0) throw new IllegalArgumentException("batch=%d must be 0 or more".formatted(batch));
            if (!(rate > 0)) throw new IllegalArgumentException("rate=%s must be above 0".formatted(rate));
        }

        private Plan plan(Plan run) {
            int size = batch > 0 ? batch : run.batch();
            if (epochs > 0 || run.steps() == 0) {
                int times = epochs > 0 ? epochs : Math.ceilDiv(run.epochs(), 3);
                return new Plan(times, 0, size, run.evaluate(), run.monitor(), run.patience());
            }
            return new Plan(0, Math.ceilDiv(run.steps(), 3), size, run.evaluate(), run.monitor(), run.patience());
        }
    }

    /// Teaches `learner` what `run` learned, and merges it.
    public static <N extends Net, B> Retraining<N, B> merging(Training<N, B> run, N learner, Course course,
            boolean sparse) {
        Training<N, B> changed = training(run, learner, course);
        Changed.minimize(changed).keeping(Retraining::merged);
        return new Retraining<>(changed, Nets.mapTensors(merged(learner), tensor -> tensor.detach().copy()), sparse);
    }

    /// Teaches the trainable weights of `learner` what `run` learned.
    public static <N extends Net, B> Training<N, B> training(Training<N, B> run, N learner, Course course) {
        Minimize<N, B> before = Changed.minimize(run);
        SequencedMap<String, Tensor> trainable = new LinkedHashMap<>(Nets.parameters(learner));
        trainable.values().removeIf(tensor -> !tensor.trainable());
        Minimize<N, B> update = Update.minimize(before.objective(),
                        new Optimizer(AdamW.of(course.rate()).weightDecay(0), trainable))
                .schedule(Schedule::cosine).precision(before.precision());
        return new Training<>(learner, run.data(), update, run.task(), course.plan(run.plan()));
    }

    /// The net with dense parts for those that hold their weights in another form.
    public static <N extends Net> N dense(N net) {
        return Nets.map(Nets.map(net, Linear.class, Linear::dense), Conv.class, Conv::dense);
    }

    /// The same with each weight as checkpoints have it.
    private static <N extends Net> N merged(N net) {
        return Nets.map(Nets.map(net, Linear.class, part -> part.like(part.dense())), Conv.class, Conv::dense);
    }

    /// The net with weights of its own, which can be trained.
    public static <N extends Net> N trainable(N net) {
        N copy = Nets.mapTensors(net, tensor -> tensor.detach().copy());
        Nets.parameters(copy).values().forEach(tensor -> tensor.trainable(tensor.dtype().floating()));
        return copy;
    }

    @Override
    public N learner() {
        return changed.net();
    }

    @Override
    public Training<N, B> training() {
        return new Training<>(net, changed.data(), changed.update(), changed.task(), changed.plan());
    }

    @Override
    public Source<N, B> open(long seed) {
        return changed.open(seed);
    }

    @Override
    public Update<N, B> update() {
        return changed.update();
    }

    @Override
    public Plan plan() {
        return changed.plan();
    }

    @Override
    public boolean has(Split split) {
        return changed.has(split);
    }

    @Override
    public Evaluation evaluate(N judged, Split split) {
        return changed.evaluate(judged, split);
    }

    @Override
    public List<Skill> skills() {
        return changed.task().skills(net);
    }
}
