package gyrus.tensor.internal;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.TensorBase;
import org.bytedeco.pytorch.TensorTensorHook;
import org.jspecify.annotations.Nullable;

/// A function that LibTorch calls with the gradient of a tensor. It stays reachable for as long as the graph
/// may call it.
final class Hook extends TensorTensorHook {

    private static final Set<Hook> ALIVE = ConcurrentHashMap.newKeySet();

    /// What a hook threw in the backward pass that runs on this thread: LibTorch carries only its text.
    private static final ThreadLocal<@Nullable Throwable> THROWN = new ThreadLocal<>();

    private final Handle on;
    private final UnaryOperator<Handle> body;
    private final int id;

    Hook(Handle on, UnaryOperator<Handle> body) {
        this.on = on;
        this.body = body;
        ALIVE.add(this);
        id = on.tensor().register_hook(this);
    }

    @Override
    public TensorBase call(TensorBase gradient) {
        try {
            return body.apply(new Handle(new org.bytedeco.pytorch.Tensor(gradient))).tensor();
        } catch (RuntimeException | Error e) {
            THROWN.set(e);
            throw e;
        }
    }

    /// Throws what a hook threw, if one did.
    static void rethrow() {
        Throwable thrown = THROWN.get();
        THROWN.remove();
        if (thrown instanceof RuntimeException exception) throw exception;
        if (thrown instanceof Error error) throw error;
    }

    void remove() {
        if (ALIVE.remove(this)) {
            on.tensor().remove_hook(id);
            close();
        }
    }
}
