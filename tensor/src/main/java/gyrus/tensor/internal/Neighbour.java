package gyrus.tensor.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How this process looks to the others: the address at which they reach it.
public final class Neighbour {

    /// The variable by which PyTorch's users choose an interface.
    private static final String INTERFACE = "GLOO_SOCKET_IFNAME";

    private static final int ATTEMPT = 2_000;
    private static final int PAUSE = 100;

    private Neighbour() {}

    /// The address of this machine on the way to `other`, which is waited for.
    ///
    /// @throws IllegalStateException if nobody answers there in time
    public static String facing(InetSocketAddress other, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            // resolved each time: a name may come to be known only when its machine is up
            var place = new InetSocketAddress(other.getHostString(), other.getPort());
            try (Socket socket = new Socket()) {
                socket.connect(place, ATTEMPT);
                String chosen = System.getenv(INTERFACE);
                return chosen == null ? socket.getLocalAddress().getHostAddress() : of(chosen);
            } catch (IOException e) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException(("nobody answered at %s:%d within %d s (%s); is rank 0 up, and may "
                            + "this machine reach it?").formatted(other.getHostString(), other.getPort(),
                            patience.toSeconds(), e.getMessage()), e);
                }
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the other ranks", e);
        }
    }

    private static String of(String name) throws IOException {
        @Nullable NetworkInterface found = NetworkInterface.getByName(name);
        if (found == null) {
            throw new IllegalStateException("%s=%s, but this machine has no such interface; leave it out"
                    .formatted(INTERFACE, name));
        }
        return found.inetAddresses().filter(address -> !address.isLinkLocalAddress()).findFirst()
                .map(InetAddress::getHostAddress)
                .orElseThrow(() -> new IllegalStateException("%s=%s, but that interface has no address; leave it out"
                        .formatted(INTERFACE, name)));
    }

    /// The first line of what was said, without where in the engine it was said.
    public static String first(RuntimeException said) {
        String message = String.valueOf(said.getMessage()).strip();
        return message.lines().findFirst().orElse("").replaceFirst("^\\[[^]]*\\] ", "");
    }
}
