package gyrus.methods.lora;

import gyrus.methods.Changed;
import gyrus.methods.Parts;
import gyrus.methods.Retraining;
import gyrus.methods.Retraining.Course;
import gyrus.nn.DenseConv;
import gyrus.nn.Net;
import gyrus.nn.Nets;
import gyrus.tensor.Tensor;
import gyrus.train.Card;
import gyrus.train.Help;
import gyrus.train.Job;
import gyrus.train.Method;
import gyrus.train.Training;

/// Low-rank adaptation: every linear map and convolution of a trained net gets a small addition, and that alone learns,
/// by the run's objective.
///
/// Hu et al. 2021, LoRA: Low-Rank Adaptation of Large Language Models. What has as few weights as its addition would
/// have, or shares its weights, stays as it is, as do norms and embeddings.
public final class Lora implements Method<Lora.Options> {

    /// What can be chosen.
    public record Options(
            @Help("other data of the same kind to learn from; empty takes that of the run") String data,
            @Help("of the additions and of the order") long seed,
            @Help("r, the rank of an addition") int rank,
            @Help("the addition is multiplied by alpha/rank") double alpha,
            @Help("times that all training data is seen; 0 for a third of what the run took") int epochs,
            @Help("examples in a batch; 0 for as many as in the run") int batch,
            @Help("learning rate at its highest") double rate,
            @Help("whether the weights that are kept are plain ones, by the names that the run has, with the additions "
                    + "merged into them")
            boolean merge) {

        /// Checks the numbers.
        public Options {
            if (rank < 1) throw new IllegalArgumentException("rank=%d must be 1 or more, such as 8".formatted(rank));
            if (!(alpha > 0)) throw new IllegalArgumentException("alpha=%s must be above 0".formatted(alpha));
            var _ = new Course(epochs, batch, rate); // which checks them
        }

        private Course course() {
            return new Course(epochs, batch, rate);
        }
    }

    @Override
    public Card card() {
        return new Card("lora", "Low-rank adaptation", "methods",
                "Hu et al. 2021, LoRA: Low-Rank Adaptation of Large Language Models",
                "a net learns other data by a few in a hundred of its weights, which are merged in the end");
    }

    @Override
    public Options defaults() {
        return new Options("", 1, 8, 16, 0, 0, 2e-3, false);
    }

    @Override
    public Job apply(Job base, Options o) {
        return apply(Changed.trainingOf(base), o);
    }

    private static <N extends Net, B> Job apply(Training<N, B> run, Options o) {
        N frozen = Nets.mapTensors(merged(run.net()), Tensor::detach);
        N adapted = adapted(frozen, o.rank(), o.alpha());
        return o.merge() ? Retraining.merging(run, adapted, o.course(), false)
                : Retraining.training(run, adapted, o.course());
    }

    /// The net with an addition of that rank to every linear map and convolution that has more weights than it would
    /// have.
    ///
    /// @throws IllegalArgumentException if there is none
    public static <N extends Net> N adapted(N net, int rank, double alpha) {
        N adapted = Parts.replace(net,
                linear -> rank * (linear.in() + linear.out()) < linear.in() * linear.out()
                        ? LoraLinear.of(linear, rank, alpha) : linear,
                conv -> few(conv.dense(), rank) ? LoraConv.of(conv, rank, alpha) : conv);
        if (adapted == net) {
            throw new IllegalArgumentException(("rank=%d finds nothing in %s to add to: it has no linear map or "
                    + "convolution with more weights than the addition; take a lower rank, or another run")
                    .formatted(rank, net.getClass().getSimpleName()));
        }
        return adapted;
    }

    private static boolean few(DenseConv conv, int rank) {
        long fan = conv.weight().count() / conv.out();
        return conv.groups() == 1 && rank * (fan + conv.out()) < conv.weight().count();
    }

    /// The net with its additions merged, so that others can be added. What is held in another form stays so.
    private static <N extends Net> N merged(N net) {
        return Nets.map(Nets.map(net, LoraLinear.class, lora -> lora.like(lora.dense())), LoraConv.class,
                LoraConv::dense);
    }
}
