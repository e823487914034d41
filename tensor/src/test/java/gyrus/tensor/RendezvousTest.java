package gyrus.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The store, asked byte by byte.
class RendezvousTest {

    private static final int SET = 1;
    private static final int EXCHANGE = 2;
    private static final int GET = 3;
    private static final int ADD = 4;
    private static final int CHECK = 5;
    private static final int WAIT = 6;
    private static final int COUNT = 7;
    private static final int DELETE = 8;
    private static final int APPEND = 9;
    private static final int CANCEL = 12;

    private final Rendezvous rendezvous = Rendezvous.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

    @AfterEach void close() {
        rendezvous.close();
    }

    /// A connection that has said hello.
    private final class Client implements AutoCloseable {
        private final Socket socket = new Socket();
        private final DataInputStream in;
        private final OutputStream out;

        Client() throws IOException {
            socket.connect(rendezvous.address());
            socket.setSoTimeout(10_000);
            in = new DataInputStream(socket.getInputStream());
            out = socket.getOutputStream();
            out.write(new byte[] {0, (byte) 0xCE, (byte) 0xF7, (byte) 0x85, 0x3C});
        }

        Client ask(int what, Object... words) throws IOException {
            var message = new ByteArrayOutputStream();
            message.write(what);
            for (Object word : words) {
                if (word instanceof Long number) {
                    message.writeBytes(bytes(number));
                    continue;
                }
                byte[] text = word.toString().getBytes(StandardCharsets.UTF_8);
                message.writeBytes(bytes(text.length));
                message.writeBytes(text);
            }
            out.write(message.toByteArray());
            return this;
        }

        long number() throws IOException {
            return Long.reverseBytes(in.readLong());
        }

        String text() throws IOException {
            return new String(in.readNBytes((int) number()), StandardCharsets.UTF_8);
        }

        /// A byte; −1 where the other side has hung up.
        int state() throws IOException {
            try {
                return in.read();
            } catch (SocketException _) {
                return -1; // before all was read
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static byte[] bytes(long number) {
        return ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(number).array();
    }

    @Test void keepsWhatItIsTold() throws IOException {
        try (Client client = new Client()) {
            assertThat(client.ask(SET, "a", "one").ask(GET, "a").text()).isEqualTo("one");
            assertThat(client.ask(APPEND, "a", " two").ask(GET, "a").text()).isEqualTo("one two");
            assertThat(client.ask(ADD, "n", 5L).number()).isEqualTo(5);
            assertThat(client.ask(ADD, "n", -2L).number()).isEqualTo(3);
            assertThat(client.ask(GET, "n").text()).isEqualTo("3");
            assertThat(client.ask(EXCHANGE, "n", "4", "9").text()).isEqualTo("3");
            assertThat(client.ask(EXCHANGE, "n", "3", "9").text()).isEqualTo("9");
            assertThat(client.ask(EXCHANGE, "new", "", "first").text()).isEqualTo("first");
            assertThat(client.ask(CHECK, 2L, "a", "n").state()).isZero();
            assertThat(client.ask(CHECK, 2L, "a", "b").state()).isEqualTo(1);
            assertThat(client.ask(COUNT).number()).isEqualTo(3);
            assertThat(client.ask(DELETE, "a").number()).isEqualTo(1);
            assertThat(client.ask(DELETE, "a").number()).isZero();
        }
    }

    @Test void letsWaitForWhatOthersBring() throws Exception {
        try (Client patient = new Client();
                Client other = new Client()) {
            patient.ask(WAIT, 2L, "a", "b");
            other.ask(SET, "a", "1").ask(COUNT).number();
            var told = CompletableFuture.supplyAsync(() -> {
                try {
                    return patient.state();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThat(told.isDone()).isFalse();
            other.ask(SET, "b", "2");
            assertThat(told.get(10, TimeUnit.SECONDS)).isZero();
            assertThat(patient.ask(WAIT, 1L, "c").ask(CANCEL).state()).isEqualTo(1);
            assertThat(patient.ask(GET, "b").text()).isEqualTo("2");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {GET, 14, 99, 255})
    void hangsUpOnWhatMakesNoSense(int what) throws IOException {
        try (Client client = new Client()) {
            assertThat(client.ask(what, "nothing").state()).isEqualTo(-1);
        }
        keepsWhatItIsTold();
    }

    @Test void holdsNoMoreThanItCan() throws IOException {
        for (long size : new long[] {Long.MAX_VALUE, -1, 1L << 32, 1 << 21}) {
            try (Client client = new Client()) {
                client.out.write(SET);
                client.out.write(bytes(size));
                assertThat(client.state()).isEqualTo(-1);
            }
        }
        keepsWhatItIsTold();
    }

    @Test void hangsUpOnStrangers() throws IOException {
        try (Socket stranger = new Socket()) {
            stranger.connect(rendezvous.address());
            stranger.setSoTimeout(10_000);
            stranger.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(stranger.getInputStream().read()).isEqualTo(-1);
        } catch (SocketException _) {
            // hung up before all was read
        }
    }

    @Test void placesThatCannotBeTakenAreTold() {
        assertThatThrownBy(() -> Rendezvous.open(rendezvous.address())).hasMessageContaining("127.0.0.1:")
                .hasMessageContaining("free port");
        assertThatThrownBy(() -> Rendezvous.open(new InetSocketAddress("192.0.2.1", 0)))
                .hasMessageContaining("192.0.2.1").hasMessageContaining("an address of this machine");
        assertThatThrownBy(() -> Rendezvous.open(InetSocketAddress.createUnresolved("nowhere.invalid", 0)))
                .hasMessageContaining("nowhere.invalid");
    }
}
