package gyrus.nn;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Whether a net is being trained or used. Dropout and batch normalisation ask [#training()].
///
/// ```java
/// var loss = Mode.TRAIN.call(() -> net.apply(x).crossEntropy(y));
/// ```
public enum Mode {
    /// Layers behave as in training: dropout drops, batch norm takes the batch's statistics.
    TRAIN,
    /// Layers behave as in use. This holds wherever nothing else is said.
    EVAL;

    private static final ScopedValue<Mode> CURRENT = ScopedValue.newInstance();

    /// Whether this code runs inside [#TRAIN].
    public static boolean training() {
        return CURRENT.isBound() && CURRENT.get() == TRAIN;
    }

    /// Runs `body` in this mode.
    public <T extends @Nullable Object> T call(Supplier<T> body) {
        return ScopedValue.where(CURRENT, this).call(body::get);
    }

    /// Runs `body` in this mode.
    public void run(Runnable body) {
        ScopedValue.where(CURRENT, this).run(body);
    }
}
