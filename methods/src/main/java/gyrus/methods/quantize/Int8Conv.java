package gyrus.methods.quantize;

import gyrus.nn.Buffer;
import gyrus.nn.Conv;
import gyrus.nn.DenseConv;
import gyrus.nn.Key;
import gyrus.nn.Window;
import gyrus.tensor.Gradients;
import gyrus.tensor.Tensor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A convolution whose weights are 8-bit integers, with a scale for each output channel; they are made floating-point
/// numbers for each use. (N, C, …) → (N, O, …)
///
/// @param weight (O, C / groups, kernel…) int8
/// @param scale what one of the integers counts, (O)
/// @param bias (O), or null
/// @param window the kernel and how it moves
/// @param groups into how many parts the channels are divided
/// @param edges what is added where the window reaches beyond the edge
public record Int8Conv(@Buffer Tensor weight, @Key("weight_scale") @Buffer Tensor scale, @Nullable Tensor bias,
        Window window, long groups, Edges edges) implements Conv {

    /// `conv` with its weights rounded, each output channel's by their absolute maximum.
    public static Int8Conv of(DenseConv conv) {
        return Gradients.off(() -> {
            Quantized weight = Quantized.absmax(conv.weight().detach(), new Grain.Channel());
            return new Int8Conv(weight.values(), weight.scale().reciprocal().flatten(), conv.bias(), conv.window(),
                    conv.groups(), conv.edges());
        });
    }

    @Override
    public long in() {
        return weight.size(1) * groups;
    }

    @Override
    public long out() {
        return weight.size(0);
    }

    @Override
    public DenseConv dense() {
        return new DenseConv(weights(), bias, window, groups, edges);
    }

    @Override
    public Tensor forward(Tensor input) {
        return Conv.convolve(input, weights().to(input.dtype()), bias, window, groups, edges);
    }

    private Tensor weights() {
        long[] shape = new long[weight.rank()];
        Arrays.fill(shape, 1);
        shape[0] = out();
        return weight.to(scale.dtype()).mul(scale.reshape(shape));
    }
}
