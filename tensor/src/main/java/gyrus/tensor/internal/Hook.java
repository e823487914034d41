package gyrus.tensor.internal;

import java.lang.ref.Cleaner;
import java.lang.ref.WeakReference;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.FunctionPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorBase;
import org.bytedeco.pytorch.TensorTensorHook;
import org.bytedeco.pytorch.VoidTensorHook;
import org.jspecify.annotations.Nullable;

/// A function that LibTorch calls with the gradient of a tensor.
///
/// The native side must find this object for as long as the graph may call it, so it stays reachable until
/// it is removed. It must not keep the tensor, to which the function mostly leads: the [Handle] holds the
/// function. Only until the first call this holds the handle, so that a backward pass finds the function
/// although nobody else holds the tensor. When the garbage collector has taken the handle, the hook is
/// removed between backward passes.
final class Hook {

    private static final Set<Hook> ALIVE = ConcurrentHashMap.newKeySet();
    private static final Cleaner CLEANER = Cleaner.create();

    /// Hooks of tensors that the garbage collector has taken.
    private static final Queue<Hook> DEAD = new ConcurrentLinkedQueue<>();

    /// Backward passes read the hooks. Removing waits for none and only ever tries.
    private static final ReentrantReadWriteLock PASSES = new ReentrantReadWriteLock();

    /// What a hook threw in the backward pass that runs on this thread: LibTorch carries only its text.
    private static final ThreadLocal<@Nullable Throwable> THROWN = new ThreadLocal<>();

    private final Tensor on;
    private final WeakReference<UnaryOperator<TensorBase>> body;

    /// What LibTorch has of this.
    private final FunctionPointer called;

    @SuppressWarnings("unused") // read by nobody: it keeps the handle reachable
    private volatile @Nullable Handle uncalled;

    private final int id;

    private Hook(Handle on, UnaryOperator<TensorBase> body, boolean replaces) {
        this.on = new Tensor(on.tensor());
        this.body = new WeakReference<>(body);
        uncalled = on;
        ALIVE.add(this);
        if (replaces) {
            Replacing replacing = new Replacing();
            called = replacing;
            id = this.on.register_hook(replacing);
        } else {
            Listening listening = new Listening();
            called = listening;
            id = this.on.register_hook(listening);
        }
    }

    /// Puts what the function gives in the place of the gradient.
    private final class Replacing extends TensorTensorHook {

        @Override
        public TensorBase call(TensorBase gradient) {
            return apply(gradient);
        }
    }

    /// Leaves the gradient alone: LibTorch need not copy what nobody holds.
    private final class Listening extends VoidTensorHook {

        @Override
        public void call(TensorBase gradient) {
            gradient.close();
            apply(gradient);
        }
    }

    /// Lets LibTorch call `body` with the gradient of `on`, which must hold `body`.
    ///
    /// @param replaces whether what `body` gives takes the gradient's place; if not, `body` is given nothing to use
    static Hook on(Handle on, UnaryOperator<TensorBase> body, boolean replaces) {
        sweep();
        Hook hook = new Hook(on, body, replaces);
        CLEANER.register(on, () -> {
            if (!ALIVE.contains(hook)) return;
            DEAD.add(hook);
            sweep();
        });
        return hook;
    }

    private TensorBase apply(TensorBase gradient) {
        UnaryOperator<TensorBase> function = body.get();
        uncalled = null;
        if (function == null) return gradient;
        try {
            return function.apply(gradient);
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
            called.close();
        }
    }
}
