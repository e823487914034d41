package gyrus.tensor;

import gyrus.tensor.internal.Guest;
import gyrus.tensor.internal.KeyStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.Semaphore;

/// Where [Ranks] find each other: a small store of keys and values that listens on one address and on no other.
///
/// It speaks the protocol of LibTorch's `TCPStore`. LibTorch's own server cannot serve here: it listens on every
/// interface of the machine. There is no authentication, so the address should be one that only the ranks reach; what
/// a stranger could make it hold is bounded.
public final class Rendezvous implements AutoCloseable {

    /// Connections at a time; those beyond wait to be let in.
    private static final int GUESTS = 4096;

    private final ServerSocket door;
    private final KeyStore keys = new KeyStore();
    private final Semaphore seats = new Semaphore(GUESTS);

    private Rendezvous(ServerSocket door) {
        this.door = door;
        Thread.ofVirtual().name("gyrus-rendezvous").start(this::welcome);
    }

    /// Listens at `at`; port 0 takes one that is free.
    ///
    /// @throws IllegalArgumentException if that address is not one of this machine, or its port is taken
    public static Rendezvous open(InetSocketAddress at) {
        if (at.isUnresolved()) {
            throw new IllegalArgumentException("no address is known for the host %s; give its number"
                    .formatted(at.getHostString()));
        }
        try {
            ServerSocket door = new ServerSocket();
            door.setReuseAddress(true);
            door.bind(at, GUESTS);
            return new Rendezvous(door);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "ranks cannot meet at %s:%d: %s; choose an address of this machine and a free port"
                    .formatted(at.getAddress().getHostAddress(), at.getPort(), e.getMessage()), e);
        }
    }

    /// Where it listens.
    public InetSocketAddress address() {
        return (InetSocketAddress) door.getLocalSocketAddress();
    }

    private void welcome() {
        while (!door.isClosed()) {
            try {
                seats.acquireUninterruptibly();
                Socket socket = door.accept();
                Thread.ofVirtual().name("gyrus-rendezvous-guest").start(() -> {
                    try {
                        new Guest(socket, keys).run();
                    } finally {
                        seats.release();
                    }
                });
            } catch (IOException e) {
                seats.release(); // closed, or a guest that was gone before it was let in
            }
        }
    }

    /// Listens no more. Ranks that have met do without.
    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
