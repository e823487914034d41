package gyrus.methods.quantize;

import gyrus.methods.Change;
import gyrus.methods.Changed;
import gyrus.methods.Parts;
import gyrus.nn.Conv;
import gyrus.nn.Linear;
import gyrus.nn.Net;
import gyrus.nn.Nets;
import gyrus.tensor.Tensor;
import gyrus.train.Card;
import gyrus.train.Help;
import gyrus.train.Job;
import gyrus.train.Method;
import gyrus.train.Training;

/// The weights of linear maps and convolutions as 8-bit integers: a quarter of the file, with no training.
///
/// Each output has a scale of its own, by the absolute maximum of its weights. Biases, norms and embeddings stay as
/// they are, and so does what shares its weights with another part.
public final class Int8 implements Method<Int8.Options> {

    /// What can be chosen.
    public record Options(
            @Help("other data of the same kind to judge on; empty takes that of the run") String data,
            @Help("weights, or dynamic for products of integers, with activations rounded as they come")
            Int8Linear.Product product) {}

    @Override
    public Card card() {
        return new Card("int8", "Weights as 8-bit integers", "methods",
                "Dettmers et al. 2022, LLM.int8(): 8-bit Matrix Multiplication for Transformers at Scale",
                "a quarter of the file, and at most half a point of accuracy lost");
    }

    @Override
    public Options defaults() {
        return new Options("", Int8Linear.Product.WEIGHTS);
    }

    @Override
    public Job apply(Job base, Options o) {
        return new Change(apply(Changed.trainingOf(base), o.product()), base.sparse());
    }

    private static <N extends Net, B> Training<N, B> apply(Training<N, B> run, Int8Linear.Product product) {
        N net = quantized(run.net(), product);
        return new Training<>(net, run.data(), run.update(), run.task(), run.plan());
    }

    /// The net with its linear maps and convolutions as integers.
    ///
    /// @throws IllegalArgumentException if it has none that are not integers already
    public static <N extends Net> N quantized(N net, Int8Linear.Product product) {
        N quantized = Parts.replace(net, linear -> quantized(linear, product), Int8::quantized);
        if (quantized == net) {
            throw new IllegalArgumentException(
                    "int8 finds nothing in %s to change: no linear map and no convolution that is not int8 already"
                    .formatted(net.getClass().getSimpleName()));
        }
        return Nets.mapTensors(quantized, Tensor::detach);
    }

    private static Linear quantized(Linear linear, Int8Linear.Product product) {
        return linear instanceof Int8Linear ? linear : Int8Linear.of(linear.dense(), product);
    }

    private static Conv quantized(Conv conv) {
        return conv instanceof Int8Conv ? conv : Int8Conv.of(conv.dense());
    }
}
