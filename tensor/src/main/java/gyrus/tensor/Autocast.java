package gyrus.tensor;

import gyrus.tensor.internal.Mixed;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Mixed precision: matrix products and attention in a short type, convolutions and what would lose digits in
/// float32.
///
/// ```java
/// Tensor loss = Autocast.call(DType.BFLOAT16, () -> net.apply(x).crossEntropy(y));
/// loss.backward();   // outside: each operator's gradient is computed in the type it ran in
/// ```
///
/// Parameters stay float32; each is cast once in a block and the copy is shared by all that use it.
/// Micikevicius et al. 2018, Mixed Precision Training.
public final class Autocast {

    private Autocast() {}

    /// Runs `body` with products in `type`. Blocks nest; [DType#FLOAT32] inside a block turns it off.
    ///
    /// @throws IllegalArgumentException for another type than bfloat16, float16 or float32
    public static <T extends @Nullable Object> T call(DType type, Supplier<T> body) {
        return within(type, false, body);
    }

    /// Runs `body` with products in `type` and everything between them in float32: results of products are cast back,
    /// and attention is in float32 altogether. Nothing but products loses digits; the price is casts. Blocks nest.
    ///
    /// @throws IllegalArgumentException for another type than bfloat16, float16 or float32
    public static <T extends @Nullable Object> T products(DType type, Supplier<T> body) {
        return within(type, type != DType.FLOAT32, body);
    }

    private static <T extends @Nullable Object> T within(DType type, boolean wide, Supplier<T> body) {
        if (type != DType.BFLOAT16 && type != DType.FLOAT16 && type != DType.FLOAT32) {
            throw new IllegalArgumentException("no mixed precision with %s; bfloat16 and float16 have it"
                    .formatted(type));
        }
        Engine.start();
        var before = Mixed.enter(type != DType.FLOAT32, type, wide);
        try {
            return body.get();
        } finally {
            Mixed.leave(before);
        }
    }

    /// Whether this code runs in mixed precision.
    public static boolean on() {
        Engine.start();
        return Mixed.on();
    }
}
