package gyrus.bench;

import gyrus.tensor.LostRank;
import gyrus.tensor.Ranks;
import gyrus.tensor.Rendezvous;
import gyrus.tensor.Tensor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// What it costs to put the sum over ranks, each a process of this machine, into a tensor of each: the exchange of
/// gradients that every step of several ranks ends with. Give each a thread of its own (`OMP_NUM_THREADS=1`).
@State(Scope.Thread)
public class RanksBench {

    private static final int FLOATS = 1 << 18;

    /// What a backward pass might take meanwhile: products of matrices, on one thread about ten milliseconds.
    private static final int SIDE = 512;
    private static final int PRODUCTS = 4;

    /// Bytes of the tensor, in 2²⁰; 0 for 16 bytes.
    @Param({"0", "1", "4", "16"})
    public int megabytes;

    @Param({"2", "4"})
    public int ranks;

    private final List<Process> peers = new ArrayList<>();
    private Rendezvous rendezvous;
    private Ranks own;
    private Tensor tensor;
    private Tensor matrix;

    /// What is done with a sum.
    private enum Order {
        /// Nothing else.
        ALONE {
            @Override
            void step(Ranks ranks, Tensor tensor, Tensor matrix) {
                ranks.sum(tensor).await();
            }
        },
        /// Products before it.
        AFTER {
            @Override
            void step(Ranks ranks, Tensor tensor, Tensor matrix) {
                products(matrix);
                ranks.sum(tensor).await();
            }
        },
        /// Products while it is on its way.
        DURING {
            @Override
            void step(Ranks ranks, Tensor tensor, Tensor matrix) {
                Ranks.Exchange exchange = ranks.sum(tensor);
                products(matrix);
                exchange.await();
            }
        };

        abstract void step(Ranks ranks, Tensor tensor, Tensor matrix);
    }

    /// Another rank, which takes part in sums until there are no more.
    public static final class Peer {

        /// Takes its rank, how many there are, the port to meet at, the size of the tensor, and what is done.
        public static void main(String[] words) {
            int[] n = Arrays.stream(words).limit(4).mapToInt(Integer::parseInt).toArray();
            Ranks ranks = Ranks.join(n[0], n[1], new InetSocketAddress(InetAddress.getLoopbackAddress(), n[2]));
            Order order = Order.valueOf(words[4]);
            Tensor tensor = tensor(n[3]);
            Tensor matrix = Tensor.zeros(SIDE, SIDE);
            try {
                while (true) order.step(ranks, tensor, matrix);
            } catch (LostRank _) {
                System.exit(0);
            }
        }
    }

    private static void products(Tensor matrix) {
        try (var _ = gyrus.tensor.Scope.open()) {
            for (int i = 0; i < PRODUCTS; i++) matrix.matmul(matrix);
        }
    }

    private static Tensor tensor(int megabytes) {
        return Tensor.zeros(megabytes == 0 ? 4 : (long) megabytes * FLOATS);
    }

    private void open(Order order) throws IOException {
        if (own != null) return;
        rendezvous = Rendezvous.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        for (int rank = 1; rank < ranks; rank++) {
            peers.add(new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                    Peer.class.getName(), Integer.toString(rank), Integer.toString(ranks),
                    Integer.toString(rendezvous.address().getPort()), Integer.toString(megabytes),
                    order.name()).inheritIO().start());
        }
        own = Ranks.join(0, ranks, rendezvous.address());
        tensor = tensor(megabytes);
        matrix = Tensor.zeros(SIDE, SIDE);
    }

    private Tensor step(Order order) throws IOException {
        open(order); // in the first round, which warms up
        order.step(own, tensor, matrix);
        return tensor;
    }

    @Benchmark
    public Tensor sum() throws IOException {
        return step(Order.ALONE);
    }

    @Benchmark
    public Tensor sumAfterProducts() throws IOException {
        return step(Order.AFTER);
    }

    @Benchmark
    public Tensor sumDuringProducts() throws IOException {
        return step(Order.DURING);
    }

    @TearDown
    public void close() {
        peers.forEach(Process::destroyForcibly);
        rendezvous.close();
    }
}
