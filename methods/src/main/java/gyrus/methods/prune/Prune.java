package gyrus.methods.prune;

import gyrus.methods.Changed;
import gyrus.methods.Parts;
import gyrus.methods.Retraining;
import gyrus.methods.Retraining.Course;
import gyrus.nn.Conv;
import gyrus.nn.DenseConv;
import gyrus.nn.DenseLinear;
import gyrus.nn.Linear;
import gyrus.nn.Net;
import gyrus.tensor.DType;
import gyrus.tensor.Device;
import gyrus.tensor.Gradients;
import gyrus.tensor.Tensor;
import gyrus.train.Card;
import gyrus.train.Help;
import gyrus.train.Job;
import gyrus.train.Method;
import gyrus.train.Training;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/// Pruning by size: the smallest weights of linear maps and convolutions become 0 for good, and the others learn on, by
/// the run's objective.
///
/// Han et al. 2015, Learning both Weights and Connections for Efficient Neural Networks, §3. The file leaves out the
/// zeros. Biases, norms and embeddings stay, and so does what shares its weights with another part.
public final class Prune implements Method<Prune.Options> {

    /// Among which weights the smallest are found.
    public enum Among {
        /// All of the net's: layers that need fewer lose more.
        NET,
        /// Those of each layer: all lose the same share.
        LAYER
    }

    /// What can be chosen.
    public record Options(
            @Help("other data of the same kind to learn from; empty takes that of the run") String data,
            @Help("of the order and the transforms") long seed,
            @Help("of the weights that is cut, above 0 and below 1") double share,
            @Help("net finds the smallest among all, layer in each layer") Among among,
            @Help("times that all training data is seen; 0 for a third of what the run took") int epochs,
            @Help("examples in a batch; 0 for as many as in the run") int batch,
            @Help("learning rate at its highest") double rate) {

        /// Checks the numbers.
        public Options {
            if (!(share > 0 && share < 1)) {
                throw new IllegalArgumentException(
                        "share=%s must be above 0 and below 1: 0.9 cuts nine in ten weights".formatted(share));
            }
            var _ = new Course(epochs, batch, rate); // which checks them
        }

        private Course course() {
            return new Course(epochs, batch, rate);
        }
    }

    @Override
    public Card card() {
        return new Card("prune", "Pruning with retraining", "methods",
                "Han et al. 2015, Learning both Weights and Connections for Efficient Neural Networks",
                "nine in ten weights cut at a point of accuracy or less");
    }

    @Override
    public Options defaults() {
        return new Options("", 1, 0.9, Among.NET, 0, 0, 2e-3);
    }

    @Override
    public Job apply(Job base, Options o) {
        return apply(Changed.trainingOf(base), o);
    }

    private static <N extends Net, B> Job apply(Training<N, B> run, Options o) {
        N learner = pruned(Retraining.trainable(Retraining.dense(run.net())), o.share(), o.among());
        return Retraining.merging(run, learner, o.course(), true);
    }

    /// The net with masks on its linear maps and convolutions that cut `share` of their weights, the smallest.
    ///
    /// @throws IllegalArgumentException if it has none
    public static <N extends Net> N pruned(N net, double share, Among among) {
        List<Tensor> weights = new ArrayList<>();
        Parts.replace(net, linear -> seen(linear, weights), conv -> seen(conv, weights));
        if (weights.isEmpty()) {
            throw new IllegalArgumentException("pruning finds nothing in %s to cut: no linear map and no convolution"
                    .formatted(net.getClass().getSimpleName()));
        }
        IdentityHashMap<Tensor, Tensor> masks = Gradients.off(() -> masks(weights, share, among));
        return Parts.replace(net, linear -> masked(linear.dense(), masks), conv -> masked(conv.dense(), masks));
    }

    private static Linear seen(Linear linear, List<Tensor> weights) {
        weights.add(linear.dense().weight());
        return linear;
    }

    private static Conv seen(Conv conv, List<Tensor> weights) {
        weights.add(conv.dense().weight());
        return conv;
    }

    private static Linear masked(DenseLinear linear, IdentityHashMap<Tensor, Tensor> masks) {
        Tensor mask = masks.get(linear.weight());
        return mask == null ? linear : new MaskedLinear(linear.weight(), linear.bias(), mask);
    }

    private static Conv masked(DenseConv conv, IdentityHashMap<Tensor, Tensor> masks) {
        Tensor mask = masks.get(conv.weight());
        return mask == null ? conv
                : new MaskedConv(conv.weight(), conv.bias(), mask, conv.window(), conv.groups(), conv.edges());
    }

    private static IdentityHashMap<Tensor, Tensor> masks(List<Tensor> weights, double share, Among among) {
        IdentityHashMap<Tensor, Tensor> masks = new IdentityHashMap<>();
        if (weights.getFirst().device().equals(Device.META)) { // no memory: the shapes alone
            weights.forEach(weight -> masks.put(weight, weight.detach().to(DType.BOOL)));
            return masks;
        }
        Tensor all = Tensor.cat(weights.stream().map(weight -> weight.detach().abs().flatten()).toList(), 0);
        Tensor common = largestCut(all, share);
        for (Tensor weight : weights) {
            Tensor sizes = weight.detach().abs();
            Tensor limit = among == Among.NET ? common : largestCut(sizes.flatten(), share);
            masks.put(weight, sizes.gt(limit));
        }
        return masks;
    }

    /// The size of the largest weight that is cut; less than that of any where none is.
    private static Tensor largestCut(Tensor sizes, double share) {
        long cut = (long) Math.floor(share * sizes.count());
        return cut == 0 ? Tensor.scalar(-1) : sizes.kthValue(cut, 0).values();
    }
}
