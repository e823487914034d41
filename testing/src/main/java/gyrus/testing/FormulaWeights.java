package gyrus.testing;

import gyrus.nn.Net;
import gyrus.nn.Nets;
import gyrus.tensor.DType;
import gyrus.tensor.Tensor;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.DoubleUnaryOperator;
import java.util.zip.CRC32;

/// Weights computed from their names, so that golden files of whole nets need not store them.
///
/// Element i of the tensor with key k is made of SplitMix64's i-th number from the seed CRC32(k); `testing/golden`
/// describes it. Steele et al. 2014, Fast Splittable Pseudorandom Number Generators, figure 17.
public final class FormulaWeights {

    private FormulaWeights() {}

    /// The net with the formula's weights for all of its state.
    ///
    /// @param type of its floating-point tensors
    public static <N extends Net> N fill(N net, DType type) {
        N typed = Nets.to(net, type);
        SequencedMap<String, Tensor> weights = new LinkedHashMap<>();
        Nets.state(typed).forEach((key, tensor) -> weights.put(key, of(key, type, tensor.shape().dims())));
        return Nets.load(typed, weights);
    }

    /// The tensor of that key and shape; numbers of batches are int64 whatever the type.
    public static Tensor of(String key, DType type, long... shape) {
        String last = key.substring(key.lastIndexOf('.') + 1);
        if (last.equals("num_batches_tracked")) return Tensor.zeros(DType.INT64, shape);
        double[] values = values(key, count(shape), scale(last, shape));
        return Tensor.of(values, shape).to(type);
    }

    /// What the formula makes of u in [0, 1).
    private static DoubleUnaryOperator scale(String last, long[] shape) {
        if (last.equals("running_var") || last.equals("weight") && shape.length == 1) return u -> 0.5 + u;
        if (last.equals("running_mean") || last.equals("bias")) return u -> 0.1 * (2 * u - 1);
        if (last.equals("weight")) {
            double bound = Math.sqrt(2.0 * shape[0] / count(shape));
            return u -> (2 * u - 1) * bound;
        }
        return u -> 2 * u - 1;
    }

    private static double[] values(String key, int count, DoubleUnaryOperator scale) {
        var crc = new CRC32();
        crc.update(key.getBytes(StandardCharsets.UTF_8));
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            long z = crc.getValue() + (i + 1) * 0x9E3779B97F4A7C15L;
            z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
            z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
            z ^= z >>> 31;
            values[i] = scale.applyAsDouble((z >>> 11) * 0x1p-53);
        }
        return values;
    }

    private static int count(long[] shape) {
        long count = 1;
        for (long size : shape) count *= size;
        return Math.toIntExact(count);
    }
}
