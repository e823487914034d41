package gyrus.methods.quantize;

import gyrus.nn.Buffer;
import gyrus.nn.DenseLinear;
import gyrus.nn.Key;
import gyrus.nn.Linear;
import gyrus.tensor.DType;
import gyrus.tensor.Device;
import gyrus.tensor.Gradients;
import gyrus.tensor.Operator;
import gyrus.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// A linear map whose weights are 8-bit integers, with a scale for each output: `y = (x·Qᵀ)·t + b`.
/// (…, in) → (…, out)
///
/// @param weight Q, (out, in) int8
/// @param scale t, what one of the integers counts, (out)
/// @param bias b, (out), or null
/// @param product how it multiplies
public record Int8Linear(@Buffer Tensor weight, @Key("weight_scale") @Buffer Tensor scale, @Nullable Tensor bias,
        Product product) implements Linear {

    private static final Operator INTEGER_PRODUCT = Operator.named("aten::_int_mm");

    /// How integers of weights meet activations.
    public enum Product {
        /// The weights are made floating-point numbers for each product: small in the file and in memory.
        WEIGHTS,
        /// Each row of activations is made integers by its absolute maximum when it comes, and the product is one of
        /// integers: quick as well. Dettmers et al. 2022, LLM.int8(), §3.1.
        DYNAMIC
    }

    /// `linear` with its weights rounded, each output's by their absolute maximum.
    public static Int8Linear of(DenseLinear linear, Product product) {
        return Gradients.off(() -> {
            Quantized weight = Quantized.absmax(linear.weight().detach(), new Grain.Channel());
            return new Int8Linear(weight.values(), weight.scale().reciprocal().flatten(), linear.bias(), product);
        });
    }

    @Override
    public long in() {
        return weight.size(1);
    }

    @Override
    public long out() {
        return weight.size(0);
    }

    @Override
    public DenseLinear dense() {
        return new DenseLinear(weight.to(scale.dtype()).mul(scale.unsqueeze(1)), bias);
    }

    @Override
    public Tensor forward(Tensor input) {
        // Integers have no gradient, and the engine's product of them is quick on processors only.
        boolean integers = product == Product.DYNAMIC && !input.differentiable() && input.device().equals(Device.CPU);
        Tensor sums = integers ? integers(input) : input.linear(weight.to(input.dtype()), null);
        Tensor scaled = sums.mul(scale);
        return bias == null ? scaled : scaled.add(bias);
    }

    /// `x·Qᵀ` with x rounded row by row. A sum of up to 133,000 products fits its 32 bits.
    private Tensor integers(Tensor input) {
        Tensor rows = input.reshape(-1, in());
        Quantized rounded = Quantized.absmax(rows, new Grain.Channel());
        Tensor sums = INTEGER_PRODUCT.tensor(rounded.values(), weight.t()).to(DType.FLOAT32).div(rounded.scale());
        long[] shape = input.shape().dims();
        shape[shape.length - 1] = out();
        return sums.reshape(shape);
    }
}
