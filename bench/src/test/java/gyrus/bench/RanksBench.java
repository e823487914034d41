package gyrus.bench;

import gyrus.tensor.LostRank;
import gyrus.tensor.Ranks;
import gyrus.tensor.Rendezvous;
import gyrus.tensor.Tensor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// What it costs to put the sum over ranks into a tensor of each: the exchange of gradients that every step of several
/// ranks makes. And what is won by an exchange while something is computed, over one after it.
///
/// The ranks are threads here, which exchange by sockets as processes do and are there sooner. Give each a thread of
/// its own (`OMP_NUM_THREADS=1`).
public class RanksBench {

    private static final int FLOATS = 1 << 18;

    /// What a backward pass might take meanwhile: products of matrices, on one thread about ten milliseconds.
    private static final int SIDE = 512;
    private static final int PRODUCTS = 4;

    /// Ranks that do the same again and again.
    private abstract static class Crew {

        private Rendezvous rendezvous;
        private Ranks first;
        private Tensor own;

        void meet(int ranks, int megabytes) {
            rendezvous = Rendezvous.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            for (int i = 1; i < ranks; i++) {
                int rank = i;
                Thread.ofPlatform().daemon().name("rank " + rank).start(() -> follow(rank, ranks, megabytes));
            }
            first = Ranks.join(0, ranks, rendezvous.address());
            own = tensor(megabytes);
        }

        private void follow(int rank, int size, int megabytes) {
            Ranks ranks = Ranks.join(rank, size, rendezvous.address());
            Tensor tensor = tensor(megabytes);
            try {
                while (true) step(ranks, tensor);
            } catch (LostRank _) {
                // the first has left: all is measured
            }
        }

        private static Tensor tensor(int megabytes) {
            return Tensor.zeros(megabytes == 0 ? 4 : (long) megabytes * FLOATS);
        }

        abstract void step(Ranks ranks, Tensor tensor);

        Tensor step() {
            step(first, own);
            return own;
        }

        @TearDown
        @SuppressWarnings("EffectivelyPrivate") // JMH calls public methods alone
        public void part() {
            first.close();
            rendezvous.close();
        }
    }

    /// A sum and nothing else.
    @State(Scope.Thread)
    public static class Sums extends Crew {

        /// Bytes of the tensor, in 2²⁰; 0 for 16 bytes.
        @Param({"0", "1", "4", "16"})
        public int megabytes;

        @Param({"2", "4"})
        public int ranks;

        @Setup
        @SuppressWarnings("EffectivelyPrivate") // JMH calls public methods alone
        public void meet() {
            meet(ranks, megabytes);
        }

        @Override
        void step(Ranks ranks, Tensor tensor) {
            ranks.sum(tensor).await();
        }
    }

    private abstract static class Pair extends Crew {

        private final Tensor matrix = Tensor.zeros(SIDE, SIDE);

        @Setup
        @SuppressWarnings("EffectivelyPrivate") // JMH calls public methods alone
        public void meet() {
            meet(2, 16);
        }

        void products() {
            try (var _ = gyrus.tensor.Scope.open()) {
                for (int i = 0; i < PRODUCTS; i++) matrix.matmul(matrix);
            }
        }
    }

    /// Products, and then a sum of 16 MB over two ranks.
    @State(Scope.Thread)
    public static class After extends Pair {

        @Override
        void step(Ranks ranks, Tensor tensor) {
            products();
            ranks.sum(tensor).await();
        }
    }

    /// Products while the sum is on its way.
    @State(Scope.Thread)
    public static class During extends Pair {

        @Override
        void step(Ranks ranks, Tensor tensor) {
            Ranks.Exchange exchange = ranks.sum(tensor);
            products();
            exchange.await();
        }
    }

    @Benchmark
    public Tensor sum(Sums ranks) {
        return ranks.step();
    }

    @Benchmark
    public Tensor sumAfterProducts(After ranks) {
        return ranks.step();
    }

    @Benchmark
    public Tensor sumDuringProducts(During ranks) {
        return ranks.step();
    }
}
