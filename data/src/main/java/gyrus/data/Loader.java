package gyrus.data;

import gyrus.tensor.Generator;
import gyrus.tensor.Gradients;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Deals a data set out in batches, made ahead of their use on threads of their own.
///
/// The order is a function of (seed, epoch) and a batch's random transforms of (seed, epoch, batch), so that a run that
/// was cut sees the same batches again, whatever the number of threads. Batches made on another thread belong to no
/// [gyrus.tensor.Scope]; who takes one adopts it.
///
/// @param data what is dealt out
/// @param size examples in a batch; the last of an epoch may have fewer
/// @param seed of order and transforms
/// @param shuffle whether each epoch has an order of its own, or that of the data
/// @param ahead batches made ahead; 0 makes each when it is asked for, on the thread that asks
/// @param <B> a batch
public record Loader<B>(Dataset<B> data, int size, long seed, boolean shuffle, int ahead) implements Iterable<B> {

    /// Checks the settings.
    public Loader {
        if (size < 1) throw new IllegalArgumentException("batch size %d must be 1 or more".formatted(size));
        if (ahead < 0) throw new IllegalArgumentException("%d batches ahead must be 0 or more".formatted(ahead));
    }

    /// Shuffled batches to learn from, two made ahead.
    public static <B> Loader<B> training(Dataset<B> data, int size, long seed) {
        return new Loader<>(data, size, seed, true, 2);
    }

    /// Batches in the order of the data.
    public static <B> Loader<B> inOrder(Dataset<B> data, int size) {
        return new Loader<>(data, size, 0, false, 0);
    }

    /// Batches in an epoch.
    public int batches() {
        return Math.ceilDiv(data.size(), size);
    }

    /// The first epoch's batches.
    @Override
    public Epoch<B> iterator() {
        return epoch(0, 0);
    }

    /// The batches of epoch `epoch` from batch `from` on. To be closed where it is not used up.
    public Epoch<B> epoch(int epoch, int from) {
        return new Epoch<>(this, epoch, from);
    }

    /// The batches of one epoch.
    ///
    /// @param <B> a batch
    public static final class Epoch<B> implements Iterator<B>, AutoCloseable {

        private final Loader<B> loader;
        private final int epoch;
        private final int @Nullable [] order;
        private final ArrayBlockingQueue<Future<B>> made;
        private final ExecutorService worker;
        private int asked;
        private int next;

        private Epoch(Loader<B> loader, int epoch, int from) {
            this.loader = loader;
            this.epoch = epoch;
            this.order = loader.shuffle ? Order.shuffled(loader.data.size(), loader.seed, epoch) : null;
            this.asked = from;
            this.next = from;
            this.made = new ArrayBlockingQueue<>(Math.max(1, loader.ahead));
            this.worker = Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("gyrus-loader-", 0).factory());
        }

        @Override
        public boolean hasNext() {
            return next < loader.batches();
        }

        @Override
        public B next() {
            if (!hasNext()) throw new NoSuchElementException("the epoch has %d batches".formatted(loader.batches()));
            if (loader.ahead == 0) return make(next++);
            while (asked < loader.batches() && made.remainingCapacity() > 0) {
                int batch = asked++;
                made.add(worker.submit(() -> make(batch)));
            }
            next++;
            try {
                B batch = made.remove().get();
                if (!hasNext()) close();
                return batch;
            } catch (ExecutionException e) {
                close();
                throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                close();
                throw new IllegalStateException("interrupted while waiting for a batch", e);
            }
        }

        private B make(int batch) {
            int from = batch * loader.size;
            int[] examples = new int[Math.min(loader.size, loader.data.size() - from)];
            Arrays.setAll(examples, i -> order == null ? from + i : order[from + i]);
            return Generator.seeded(Order.mix(loader.seed, epoch, batch))
                    .call(() -> Gradients.off(() -> loader.data.batch(examples)));
        }

        /// Ends the thread that makes batches ahead.
        @Override
        public void close() {
            worker.shutdownNow();
        }
    }
}
