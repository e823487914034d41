package gyrus.tensor.internal;

import java.lang.ref.Cleaner;
import java.lang.ref.WeakReference;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorBase;
import org.bytedeco.pytorch.TensorTensorHook;
import org.jspecify.annotations.Nullable;

/// A function that LibTorch calls with the gradient of a tensor.
///
/// The native side must find this object for as long as the graph may call it, so it stays reachable until
/// it is removed. It must not keep the tensor, to which the function mostly leads: the [Handle] holds the
/// function. Only until the first call this holds the handle, so that a backward pass finds the function
/// although nobody else holds the tensor. When the garbage collector has taken the handle, the hook is
/// removed between backward passes.
final class Hook extends TensorTensorHook {

    private static final Set<Hook> ALIVE = ConcurrentHashMap.newKeySet();
    private static final Cleaner CLEANER = Cleaner.create();

    /// Hooks of tensors that the garbage collector has taken.
    private static final Queue<Hook> DEAD = new ConcurrentLinkedQueue<>();

    /// Backward passes read the hooks. Removing waits for none and only ever tries.
    private static final ReentrantReadWriteLock PASSES = new ReentrantReadWriteLock();

    /// What a hook threw in the backward pass that runs on this thread: LibTorch carries only its text.
    private static final ThreadLocal<@Nullable Throwable> THROWN = new ThreadLocal<>();

    private final Tensor on;
    private final WeakReference<UnaryOperator<Handle>> body;

    @SuppressWarnings("unused") // read by nobody: it keeps the handle reachable
    private volatile @Nullable Handle uncalled;

    private final int id;

    private Hook(Handle on, UnaryOperator<Handle> body) {
        this.on = new Tensor(on.tensor());
        this.body = new WeakReference<>(body);
        uncalled = on;
        ALIVE.add(this);
        id = this.on.register_hook(this);
    }

    /// Lets LibTorch call `body` with the gradient of `on`, which must hold `body`.
    static Hook on(Handle on, UnaryOperator<Handle> body) {
        sweep();
        Hook hook = new Hook(on, body);
        CLEANER.register(on, () -> {
            if (!ALIVE.contains(hook)) return;
            DEAD.add(hook);
            sweep();
        });
        return hook;
    }

    @Override
    public TensorBase call(TensorBase gradient) {
        UnaryOperator<Handle> function = body.get();
        uncalled = null;
        if (function == null) return gradient;
        try {
            return function.apply(new Handle(new Tensor(gradient))).tensor();
        } catch (RuntimeException | Error e) {
            THROWN.set(e);
            throw e;
        }
    }

    /// Runs a backward pass, in which hooks may be called.
    static void during(Runnable pass) {
        PASSES.readLock().lock();
        try {
            pass.run();
        } finally {
            PASSES.readLock().unlock();
            sweep();
        }
    }

    private static void sweep() {
        if (DEAD.isEmpty() || !PASSES.writeLock().tryLock()) return;
        try {
            for (Hook hook = DEAD.poll(); hook != null; hook = DEAD.poll()) hook.remove();
        } finally {
            PASSES.writeLock().unlock();
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
            uncalled = null;
            on.remove_hook(id);
            on.close();
            close();
        }
    }
}
