package gyrus.tensor;

import gyrus.tensor.internal.Collective;
import gyrus.tensor.internal.Handle;
import gyrus.tensor.internal.Neighbour;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Processes that compute the same together, each with a number: its rank. They exchange tensors by LibTorch's process
/// groups: Gloo for those in the processor's memory, NCCL for those on a graphics processor.
///
/// Every rank must ask for the same exchanges in the same order. One that is lost, or silent for longer than it may
/// be, makes the next exchange of all others throw [LostRank].
///
/// ```java
/// try (Ranks ranks = Ranks.join(0, 2, rendezvous.address())) {
///     ranks.sum(gradient).await();
/// }
/// ```
public final class Ranks implements AutoCloseable {

    /// How long the ranks may take to find each other.
    private static final Duration JOINING = Duration.ofMinutes(5);

    /// How long a rank may be silent while others wait for it.
    public static final Duration SILENCE = Duration.ofSeconds(25);

    private static final Ranks ALONE = new Ranks(0, 1, SILENCE, null);

    private final int rank;
    private final int size;
    private final Duration silence;
    private final @Nullable Collective others;
    private volatile boolean lost;

    private Ranks(int rank, int size, Duration silence, @Nullable Collective others) {
        this.rank = rank;
        this.size = size;
        this.silence = silence;
        this.others = others;
    }

    /// The only rank. Its exchanges change nothing.
    public static Ranks alone() {
        return ALONE;
    }

    /// Takes rank `rank` of `size` and waits for the others at a [Rendezvous].
    ///
    /// @throws IllegalArgumentException if there is no such rank among so many
    /// @throws LostRank if they are not all there in time
    public static Ranks join(int rank, int size, InetSocketAddress rendezvous) {
        return join(rank, size, rendezvous, "gyrus", JOINING, SILENCE);
    }

    /// The same with all that can be chosen.
    ///
    /// @param group tells these ranks from others that meet, or have met, at the same place
    /// @param joining how long they may take to find each other
    /// @param silence how long a rank may be silent while others wait for it
    public static Ranks join(int rank, int size, InetSocketAddress rendezvous, String group, Duration joining,
            Duration silence) {
        if (size < 1 || rank < 0 || rank >= size) {
            throw new IllegalArgumentException("rank %d of %d: ranks count from 0 to one less than their number"
                    .formatted(rank, size));
        }
        if (size == 1) return ALONE;
        Engine.start();
        String place = rendezvous.getHostString() + ":" + rendezvous.getPort();
        String own = Neighbour.facing(rendezvous, joining);
        try {
            Collective others = new Collective(new Collective.Seat(rank, size, rendezvous.getHostString(),
                    rendezvous.getPort(), group, own, joining.toMillis(), silence.toMillis()));
            return new Ranks(rank, size, silence, others);
        } catch (RuntimeException e) {
            throw new LostRank("rank %d of %d did not find all others at %s within %d s: %s; start all %d ranks"
                    .formatted(rank, size, place, joining.toSeconds(), Neighbour.first(e), size), e);
        }
    }

    /// The number of this process, from 0.
    public int rank() {
        return rank;
    }

    /// How many there are.
    public int size() {
        return size;
    }

    /// Whether this is rank 0, which speaks for all.
    public boolean first() {
        return rank == 0;
    }

    /// How long a rank may be silent while others wait for it.
    public Duration silence() {
        return silence;
    }

    /// Something that the ranks have begun together.
    public interface Exchange {

        /// Waits until it is over. The tensor must not be used before.
        ///
        /// @throws LostRank if a rank is lost
        void await();
    }

    /// Begins to put the sum over all ranks into `tensor` of each.
    public Exchange sum(Tensor tensor) {
        return exchange("sum", tensor, Collective::sum);
    }

    /// Begins to put the largest over all ranks, element by element, into `tensor` of each.
    public Exchange largest(Tensor tensor) {
        return exchange("largest", tensor, Collective::largest);
    }

    /// Begins to put what rank `from` has into `tensor` of each.
    public Exchange broadcast(Tensor tensor, int from) {
        return exchange("broadcast", tensor, (all, own) -> all.broadcast(own, from));
    }

    private Exchange exchange(String name, Tensor tensor,
            BiFunction<Collective, Handle, Collective.Begun> what) {
        Collective all = others;
        if (all == null) return () -> {};
        try {
            Collective.Begun begun = what.apply(all, tensor.handle());
            return () -> {
                try {
                    begun.await();
                } catch (RuntimeException e) {
                    throw lost(name, tensor, e);
                }
            };
        } catch (RuntimeException e) {
            throw lost(name, tensor, e);
        }
    }

    private LostRank lost(String name, Tensor tensor, RuntimeException cause) {
        lost = true;
        return new LostRank(("rank %d of %d has lost another: the %s of %s %s did not come to its end (%s); start all "
                + "ranks again, with gyrus resume in the place of train").formatted(rank, size, name, tensor.dtype(),
                tensor.shape(), Neighbour.first(cause)), cause);
    }

    /// Waits until all ranks are here.
    ///
    /// @throws LostRank if one is lost
    public void meet() {
        try (Scope _ = Scope.open()) {
            sum(Tensor.zeros(1)).await();
        }
    }

    /// Leaves the others.
    @Override
    public void close() {
        if (others != null && !lost) others.close();
    }
}
