package gyrus.train;

import gyrus.tensor.Autocast;
import gyrus.tensor.DType;
import java.util.function.Supplier;

/// In which type a training step multiplies.
public enum Precision {
    /// Everything in float32.
    F32,
    /// Products in bfloat16, sums and weights in float32. Micikevicius et al. 2018, Mixed Precision Training.
    BF16;

    /// Runs `body` in this precision.
    public <T> T call(Supplier<T> body) {
        return this == F32 ? body.get() : Autocast.call(DType.BFLOAT16, body);
    }
}
