package gyrus.train;

import gyrus.tensor.Scope;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A supplier that is asked once. What it gives outlives the scopes in which it happens to be asked.
final class Once<T> implements Supplier<T> {

    private final Supplier<T> source;
    private @Nullable T value;

    private Once(Supplier<T> source) {
        this.source = source;
    }

    static <T> Once<T> of(Supplier<T> source) {
        return source instanceof Once<T> once ? once : new Once<>(source);
    }

    @Override
    public synchronized T get() {
        T known = value;
        if (known == null) value = known = Scope.outside(source);
        return known;
    }
}
