package gyrus.models.foundation.perceptron;

import gyrus.nn.Activations.Sigmoid;
import gyrus.nn.DenseLinear;
import gyrus.nn.Linear;
import gyrus.nn.Losses;
import gyrus.tensor.Gradients;
import gyrus.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// The quadratic cost of a perceptron, `C = 1/n · Σₓ Σⱼ (aⱼ − yⱼ)²` over n examples, and its gradients by the chain
/// rule written out.
///
/// With `zˡ = Wˡ·aˡ⁻¹ + bˡ`, `aˡ = σ(zˡ)` and δ for ∂C/∂z, from the last layer L back to the first:
///
/// ```
/// δᴸ      = 2/n · (aᴸ − y) ⊙ σ′(zᴸ)
/// δˡ      = (δˡ⁺¹ · Wˡ⁺¹) ⊙ σ′(zˡ)
/// ∂C/∂Wˡ  = δˡᵀ · aˡ⁻¹
/// ∂C/∂bˡ  = Σ over examples of δˡ
/// ```
///
/// Rumelhart et al. 1986; Nielsen 2015, Neural Networks and Deep Learning, chapter 2.
public final class QuadraticCost {

    private QuadraticCost() {}

    /// The cost of outputs (n, out) where these classes (n) were right: y is 1 for the right class and 0 for others.
    public static Tensor of(Tensor outputs, Tensor classes) {
        return Losses.quadraticCost(outputs, wanted(outputs, classes));
    }

    private static Tensor wanted(Tensor outputs, Tensor classes) {
        return classes.oneHot(outputs.size(1)).to(outputs.dtype());
    }

    /// ∂C/∂(every weight and bias) of `net` on a batch, by hand: nothing is recorded.
    ///
    /// @return gradients by the names of [gyrus.nn.Nets#parameters]
    public static SequencedMap<String, Tensor> gradients(Perceptron net, Tensor inputs, Tensor classes) {
        return Gradients.off(() -> backward(net, activations(net, inputs), classes));
    }

    /// The activations of every layer, a⁰ = the input first.
    private static List<Tensor> activations(Perceptron net, Tensor inputs) {
        List<Tensor> a = new ArrayList<>(List.of(net.flatten().apply(inputs)));
        for (Linear layer : net.layers()) a.add(net.activation().apply(layer.apply(a.getLast())));
        return a;
    }

    private static SequencedMap<String, Tensor> backward(Perceptron net, List<Tensor> a, Tensor classes) {
        SequencedMap<String, Tensor> gradients = new LinkedHashMap<>();
        Tensor output = a.getLast();
        Tensor delta = output.sub(wanted(output, classes)).mul(2.0 / output.size(0))
                .mul(slope(net, output)); // (n, out)
        for (int l = net.layers().size() - 1; l >= 0; l--) {
            gradients.putFirst("layers." + l + ".bias", delta.sum(0)); // (out)
            gradients.putFirst("layers." + l + ".weight", delta.t().matmul(a.get(l))); // (out, in)
            if (l > 0) delta = delta.matmul(weight(net.layers().get(l))).mul(slope(net, a.get(l))); // (n, in)
        }
        return gradients;
    }

    /// σ′(z), from what σ made of z: `a·(1 − a)` for the logistic function, and whether `a > 0` for the rectifier.
    private static Tensor slope(Perceptron net, Tensor a) {
        return net.activation() instanceof Sigmoid ? a.mul(a.rsub(1)) : a.gt(0).to(a.dtype());
    }

    private static Tensor weight(Linear layer) {
        if (layer instanceof DenseLinear dense) return dense.weight();
        throw new IllegalArgumentException("gradients by hand need dense layers, not %s"
                .formatted(layer.getClass().getSimpleName()));
    }
}
