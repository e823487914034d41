package gyrus.tensor;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Bounds the life of the tensors made inside it: closing frees them all, save those it was told to keep.
///
/// ```java
/// try (var scope = Scope.open()) {
///     var scores = net.apply(batch);           // freed at the end, with everything in between
///     return scope.keep(scores.argmax(1));     // handed to the scope outside
/// }
/// ```
///
/// Modelled on [java.lang.foreign.Arena]. A scope belongs to the thread that opened it, and scopes close
/// innermost first. Outside any scope the garbage collector frees tensors: what is computed never depends on
/// scopes, only the peak of native memory does.
///
/// | a tensor made … | is freed | may be used by |
/// | --- | --- | --- |
/// | inside a scope | when that scope closes | the scope's thread |
/// | inside, then kept | when the scope outside closes | the scope's thread |
/// | outside any scope | by the garbage collector | any thread |
public final class Scope implements AutoCloseable {

    private static final @Nullable Tensor[] NONE = {};

    private static final ThreadLocal<Place> PLACE = ThreadLocal.withInitial(Place::new);

    /// Where a thread keeps the innermost of its open scopes.
    private static final class Place {
        private @Nullable Scope current;
    }

    private final Place place = PLACE.get();
    private final @Nullable Scope parent = place.current;
    private final Thread owner = Thread.currentThread();
    private @Nullable Tensor[] tensors = new Tensor[8];
    private int size;
    private boolean open = true;

    private Scope() {
        place.current = this;
    }

    /// Opens a scope inside the current one of this thread.
    public static Scope open() {
        return new Scope();
    }

    /// Runs `body` as outside any scope: what it makes outlives the scopes that are open, and is freed by the
    /// garbage collector. For state that lasts from step to step, such as an optimizer's.
    public static <T extends @Nullable Object> T outside(Supplier<T> body) {
        Place place = PLACE.get();
        Scope current = place.current;
        place.current = null;
        try {
            return body.get();
        } finally {
            place.current = current;
        }
    }

    static @Nullable Scope current() {
        return PLACE.get().current;
    }

    Thread owner() {
        return owner;
    }

    /// Takes the tensors in `value` out of this scope, and out of those open inside it, and hands them to the
    /// one outside, or to the garbage collector where there is none. Walks records, collections, maps,
    /// optionals and arrays.
    ///
    /// @return `value`
    /// @throws IllegalStateException if this scope is closed
    /// @throws WrongThreadException on another thread than that which opened it
    public <T extends @Nullable Object> T keep(T value) {
        check();
        Components.tensors(value, tensor -> {
            Scope home = tensor.scope();
            if (home != null && home.within(this)) {
                home.remove(tensor);
                if (parent != null) parent.add(tensor);
            }
        });
        return value;
    }

    /// Takes in the tensors in `value` that belong to no scope, so that they are freed with this one. A
    /// loader's thread makes a batch; the thread that uses it adopts it.
    ///
    /// @return `value`
    /// @throws IllegalStateException if this scope is closed
    /// @throws WrongThreadException on another thread than that which opened it
    public <T extends @Nullable Object> T adopt(T value) {
        check();
        Components.tensors(value, tensor -> {
            if (tensor.scope() == null) add(tensor);
        });
        return value;
    }

    /// Number of tensors that closing would free.
    public int size() {
        return size;
    }

    /// Bytes of memory that this scope's tensors hold. A view holds all of the memory that it is a part of,
    /// and what several hold counts once.
    public long bytes() {
        check();
        Set<Long> seen = new HashSet<>();
        long bytes = 0;
        for (int i = 0; i < size; i++) {
            var held = at(i).handle().storage();
            if (held != null && seen.add(held.identity())) bytes += held.bytes();
        }
        return bytes;
    }

    /// Frees what was made inside and not kept. Scopes that were left open inside are closed with it.
    ///
    /// @throws IllegalStateException if it is closed already, or a scope inside it was still open
    /// @throws WrongThreadException on another thread than that which opened it
    @Override
    public void close() {
        check();
        Scope current = place.current;
        if (current == null || !current.within(this)) {
            throw new IllegalStateException("a scope cannot be closed from outside it (Scope.outside)");
        }
        int left = 0;
        for (Scope scope = current; scope != null; scope = scope.parent) {
            scope.free();
            if (scope == this) break;
            left++;
        }
        if (left > 0) {
            throw new IllegalStateException(
                    "%d scope%s inside this one %s still open and closed with it: close innermost first"
                    .formatted(left, left == 1 ? "" : "s", left == 1 ? "was" : "were"));
        }
    }

    private boolean within(Scope other) {
        Scope scope = this;
        while (scope != null && scope != other) scope = scope.parent;
        return scope != null;
    }

    private void free() {
        open = false;
        place.current = parent;
        while (size > 0) at(--size).free();
        tensors = NONE;
    }

    private Tensor at(int index) {
        return Objects.requireNonNull(tensors[index]);
    }

    private void check() {
        if (Thread.currentThread() != owner) {
            throw new WrongThreadException("scope of thread '%s' used by thread '%s'"
                    .formatted(owner.getName(), Thread.currentThread().getName()));
        }
        if (!open) throw new IllegalStateException("scope already closed");
    }

    void add(Tensor tensor) {
        if (size == tensors.length) tensors = Arrays.copyOf(tensors, size * 2);
        tensor.enter(this, size);
        tensors[size++] = tensor;
    }

    void remove(Tensor tensor) {
        int slot = tensor.slot();
        Tensor last = at(--size);
        tensors[size] = null;
        if (slot < size) {
            tensors[slot] = last;
            last.enter(this, slot);
        }
        tensor.enter(null, -1);
    }
}
