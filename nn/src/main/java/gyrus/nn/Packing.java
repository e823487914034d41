package gyrus.nn;

import gyrus.tensor.DType;
import gyrus.tensor.Device;
import gyrus.tensor.Engine;
import gyrus.tensor.Gradients;
import gyrus.tensor.Operator;
import gyrus.tensor.Scope;
import gyrus.tensor.Tensor;

/// When weights can be laid out as oneDNN's kernels read them, and when those are to be used. Otherwise the engine lays
/// them out anew for each call, which for a single picture takes many times as long as the convolution.
final class Packing {

    /// Arguments of an operation that follows: none has any.
    static final Object[] NONE = {};

    /// Lays out the weight of a linear map, (out, in).
    static final Operator LINEAR = Operator.named("mkldnn::_reorder_linear_weight");

    private Packing() {}

    private static final class Known {
        static final boolean THERE = there();

        private static boolean there() {
            try (Scope _ = Scope.open()) {
                return Gradients.off(() -> LINEAR.tensor(Tensor.zeros(1, 1))).rank() == 2;
            } catch (IllegalArgumentException e) {
                return false; // this platform's engine is built without oneDNN
            }
        }
    }

    /// Whether the engine can pack `weight`.
    static boolean possible(Tensor weight) {
        boolean short16 = weight.dtype() == DType.BFLOAT16 && Engine.multipliesBfloat16();
        return weight.device().equals(Device.CPU) && (weight.dtype() == DType.FLOAT32 || short16) && Known.THERE;
    }

    /// Whether weights packed as `weight` do for `input`. Nothing is recorded of what they compute.
    static boolean fits(Tensor input, Tensor weight) {
        return input.dtype() == weight.dtype() && input.device().equals(weight.device())
                && !Gradients.recording();
    }
}
