package gyrus.data;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Data that is read or made when the first batch is asked for.
final class Lazy<B> implements Dataset<B> {

    private final int size;
    private final Supplier<? extends Dataset<B>> source;
    private @Nullable Dataset<B> data;

    Lazy(int size, Supplier<? extends Dataset<B>> source) {
        this.size = size;
        this.source = source;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public B batch(int[] examples) {
        return data().batch(examples);
    }

    /// The data outlive the batch that first asks for them, and so must not belong to that batch's scope:
    /// they are made on a thread of their own, which has none.
    private static <D> D outsideScopes(Supplier<? extends D> source) {
        var task = new FutureTask<D>(source::get);
        Thread.ofPlatform().daemon().name("gyrus-data").start(task);
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) throw error;
            throw e.getCause() instanceof RuntimeException failure ? failure
                    : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while data were made", e);
        }
    }

    private synchronized Dataset<B> data() {
        var made = data;
        if (made == null) {
            made = outsideScopes(source);
            if (made.size() != size) {
                throw new IllegalStateException("data of %d examples were promised, %d came"
                        .formatted(size, made.size()));
            }
            data = made;
        }
        return made;
    }
}
