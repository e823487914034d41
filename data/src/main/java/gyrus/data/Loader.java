package gyrus.data;

import gyrus.tensor.Device;
import gyrus.tensor.Engine;
import gyrus.tensor.Generator;
import gyrus.tensor.Gradients;
import gyrus.tensor.Scope;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Deals a data set out in batches, made ahead of their use on threads of their own.
///
/// The order is a function of (seed, epoch) and a batch's random transforms of (seed, epoch, batch), so that
/// a run that was cut sees the same batches again, whatever the number of threads. Batches are made on the
/// CPU. An example that would be alone in the last batch joins the one before: statistics of a batch need two.
/// Batches made ahead belong to no [gyrus.tensor.Scope]; who takes one adopts it.
///
/// @param data what is dealt out
/// @param size examples in a batch; the last of an epoch may have fewer, or one more
/// @param seed of order and transforms
/// @param shuffle whether each epoch has an order of its own, or that of the data
/// @param ahead batches made ahead, each on a thread; 0 makes each when it is asked for, on the thread that
///        asks
/// @param share what is made of each batch
/// @param <B> a batch
public record Loader<B>(Dataset<B> data, int size, long seed, boolean shuffle, int ahead, Share share)
        implements Iterable<B> {

    /// Checks the settings.
    public Loader {
        if (size < 1) throw new IllegalArgumentException("batch size %d must be 1 or more".formatted(size));
        if (ahead < 0) {
            throw new IllegalArgumentException("%d batches ahead must be 0 or more".formatted(ahead));
        }
    }

    /// Whole batches.
    public Loader(Dataset<B> data, int size, long seed, boolean shuffle, int ahead) {
        this(data, size, seed, shuffle, ahead, Share.WHOLE);
    }

    /// Shuffled batches to learn from, two made ahead.
    public static <B> Loader<B> training(Dataset<B> data, int size, long seed) {
        return new Loader<>(data, size, seed, true, 2);
    }

    /// Batches in the order of the data.
    public static <B> Loader<B> inOrder(Dataset<B> data, int size) {
        return new Loader<>(data, size, 0, false, 0);
    }

    /// The same batches, of each of which only a share is made.
    public Loader<B> share(Share share) {
        return new Loader<>(data, size, seed, shuffle, ahead, share);
    }

    /// How much what is made of batch `batch` of an epoch counts in a mean over all of it.
    public double weight(int batch) {
        return share.weight(end(batch) - batch * size);
    }

    private int end(int batch) {
        return batch == batches() - 1 ? data.size() : (batch + 1) * size;
    }

    /// Batches in an epoch.
    public int batches() {
        int whole = data.size() / size;
        int left = data.size() % size;
        return left > (whole == 0 ? 0 : 1) ? whole + 1 : whole;
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
        private final ArrayDeque<FutureTask<B>> made = new ArrayDeque<>();
        private final Queue<Generator> idle = new ConcurrentLinkedQueue<>();
        private final @Nullable ThreadPoolExecutor workers;
        private int asked;
        private int next;
        private boolean open = true;

        private Epoch(Loader<B> loader, int epoch, int from) {
            if (epoch < 0 || from < 0 || from > loader.batches()) {
                throw new IllegalArgumentException("epoch %d from batch %d; an epoch has %d batches"
                        .formatted(epoch, from, loader.batches()));
            }
            this.loader = loader;
            this.epoch = epoch;
            this.order = loader.shuffle ? Order.shuffled(loader.data.size(), loader.seed, epoch) : null;
            this.asked = from;
            this.next = from;
            this.workers = loader.ahead == 0 ? null : workers(loader.ahead);
        }

        /// Threads that end by themselves when idle, so that an epoch nobody closes leaves none behind. Each computes
        /// by itself, and half the cores are left alone: what uses the batches wants them.
        private static ThreadPoolExecutor workers(int ahead) {
            int threads = Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, ahead);
            var plain = Thread.ofPlatform().daemon().name("gyrus-loader-", 0).factory();
            var workers = new ThreadPoolExecutor(threads, threads, 5, TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(),
                    work -> plain.newThread(() -> {
                        Engine.threads(1);
                        work.run();
                    }));
            workers.allowCoreThreadTimeOut(true);
            return workers;
        }

        @Override
        public boolean hasNext() {
            return next < loader.batches();
        }

        /// The next batch. What making it threw is thrown here, and ends the epoch.
        ///
        /// @throws IllegalStateException if the epoch was closed before its end
        @Override
        public B next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the epoch has %d batches".formatted(loader.batches()));
            }
            if (!open) throw new IllegalStateException("epoch closed before batch %d".formatted(next));
            int number = next++;
            if (workers == null) {
                try {
                    return make(number);
                } catch (RuntimeException | Error e) {
                    close();
                    throw e;
                }
            }
            try {
                ask(workers);
                FutureTask<B> wanted = made.remove();
                help(wanted);
                B batch = wanted.get();
                ask(workers); // so that the next ones are made while this one is in use
                if (!hasNext()) close();
                return batch;
            } catch (ExecutionException e) {
                close();
                throw failure(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                close();
                throw new IllegalStateException("interrupted while waiting for a batch", e);
            }
        }

        private void ask(ThreadPoolExecutor workers) {
            while (asked < loader.batches() && made.size() < loader.ahead) {
                int batch = asked++;
                FutureTask<B> task = new FutureTask<>(() -> make(batch));
                made.add(task);
                workers.execute(task);
            }
        }

        /// Makes batches that no thread has begun while the `wanted` one is not there, itself first: who must wait for
        /// data has a core for it. They are made as the workers make them, and outlive the scopes of the moment.
        private void help(FutureTask<B> wanted) {
            if (wanted.isDone()) return;
            Scope.outside(() -> {
                Engine.threads(1, () -> {
                    wanted.run(); // which does nothing where it has begun
                    for (FutureTask<B> task : made) {
                        if (wanted.isDone()) break;
                        task.run();
                    }
                });
                return null;
            });
        }

        private static RuntimeException failure(@Nullable Throwable cause) {
            if (cause instanceof Error error) throw error;
            return cause instanceof RuntimeException failure ? failure : new IllegalStateException(cause);
        }

        /// The same wherever it runs: nothing of the caller's device, gradients or randomness comes in.
        private B make(int batch) {
            int first = batch * loader.size;
            Share.Rows rows = loader.share.rows(loader.end(batch) - first);
            int from = first + rows.from();
            int[] examples = new int[rows.to() - rows.from()];
            Arrays.setAll(examples, i -> order == null ? from + i : order[from + i]);
            var random = generator(Order.mix(loader.seed, epoch, batch));
            try {
                return Device.CPU.call(() -> random.call(() -> Gradients.off(() -> {
                    try (var scope = Scope.open()) {
                        return scope.keep(Share.making(rows, () -> loader.data.batch(examples)));
                    }
                })));
            } finally {
                idle.add(random);
            }
        }

        /// One that is idle, or else a new one: a native object for each batch would wait for the garbage collector.
        private Generator generator(long seed) {
            var random = idle.poll();
            if (random == null) return Generator.seeded(seed);
            random.seed(seed);
            return random;
        }

        /// Ends the threads that make batches ahead, and waits a little for the batches they are at.
        @Override
        public void close() {
            open = false;
            made.clear();
            if (workers != null && !workers.isShutdown()) {
                workers.shutdownNow();
                try {
                    workers.awaitTermination(5, TimeUnit.SECONDS);
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
