package gyrus.train.ranks;

import gyrus.tensor.Ranks;
import gyrus.tensor.Tensor;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A thread that tells the other ranks that this one lives, while it is busy with what it does alone. It ends when all
/// are done.
final class Pulse implements AutoCloseable {

    /// Between two beats.
    private static final Duration BEAT = Duration.ofSeconds(1);

    private final Ranks ranks;
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean given;
    private volatile @Nullable RuntimeException failure;

    Pulse(Ranks ranks) {
        this.ranks = ranks;
        thread = Thread.ofPlatform().daemon().name("gyrus-pulse").start(this::beat);
    }

    private void beat() {
        try {
            while (!given) {
                boolean ready = done.await(BEAT.toMillis(), TimeUnit.MILLISECONDS);
                if (given) return;
                Tensor all = Tensor.of(new double[] {ready ? 1 : 0});
                ranks.sum(all).await();
                if (all.item() == ranks.size()) return;
            }
        } catch (RuntimeException e) {
            failure = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Says that this rank is done, and waits until all are.
    ///
    /// @throws gyrus.tensor.LostRank if one is lost
    void done() {
        done.countDown();
        join();
        RuntimeException lost = failure;
        if (lost != null) throw lost;
    }

    /// Gives up where this rank was not done: it fails, and the others will hear nothing more of it.
    @Override
    public void close() {
        if (done.getCount() == 0) return;
        given = true;
        done.countDown();
    }

    private void join() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the other ranks", e);
        }
    }
}
