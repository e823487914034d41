package gyrus.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {

    private final byte[] content = new byte[300_000];
    private final List<String> ranges = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;
    private String hash;
    private Path target;
    private Path part;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        new Random(1).nextBytes(content);
        var file = folder.resolve("expected");
        Files.write(file, content);
        hash = Hash.sha256(file);
        target = folder.resolve("in/file.bin");
        part = folder.resolve("in/file.bin.part");
        Files.createDirectories(part.getParent());
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/missing", exchange -> exchange.sendResponseHeaders(404, -1));
        server.createContext("/whole", exchange -> {                // knows no ranges
            note(exchange);
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
        });
        server.createContext("/ranged", exchange -> ranged(exchange, content.length));
        server.createContext("/breaking", exchange -> ranged(exchange, 100_000));
        server.createContext("/dead", exchange -> {
            note(exchange);
            exchange.sendResponseHeaders(503, -1);
        });
        server.createContext("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (exchange) {
                for (int i = 0; i < 1000; i++) {
                    exchange.getResponseBody().write(content);
                }
            } catch (IOException _) {
                // the client went away, as it should
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void note(HttpExchange exchange) {
        ranges.add(String.valueOf(exchange.getRequestHeaders().getFirst("Range")));
    }

    /// Sends the wanted range, but breaks the connection after `most` bytes.
    private void ranged(HttpExchange exchange, int most) throws IOException {
        note(exchange);
        var range = exchange.getRequestHeaders().getFirst("Range");
        int from = range == null ? 0 : Integer.parseInt(range.substring(6, range.length() - 1));
        if (from >= content.length) {
            exchange.getResponseHeaders().set("Content-Range", "bytes */" + content.length);
            exchange.sendResponseHeaders(416, -1);
            return;
        }
        int length = content.length - from;
        if (range != null) {
            exchange.getResponseHeaders().set("Content-Range",
                    "bytes %d-%d/%d".formatted(from, content.length - 1, content.length));
        }
        exchange.sendResponseHeaders(range == null ? 200 : 206, length);
        exchange.getResponseBody().write(content, from, Math.min(most, length));
        exchange.getResponseBody().flush();
        exchange.close();
    }

    private Download download(String path) {
        return Download.of("http://localhost:" + server.getAddress().getPort() + path, hash);
    }

    @Test
    void fetchesOnceAndTellsProgress() throws IOException {
        var told = new ArrayList<Long>();
        download("/ranged").to(target, (done, total) -> {
            told.add(done);
            assertThat(total).isEqualTo(content.length);
        });
        assertThat(target).hasBinaryContent(content);
        assertThat(told).isSorted().endsWith((long) content.length);
        assertThat(part).doesNotExist();
        download("/ranged").to(target);
        assertThat(ranges).hasSize(1);
    }

    @Test
    void anInterruptedTransferGoesOnWhereItBroke() {
        download("/breaking").to(target);
        assertThat(target).hasBinaryContent(content);
        assertThat(ranges).containsExactly("null", "bytes=100000-", "bytes=200000-");
    }

    @Test
    void goesOnFromAnEarlierRun() throws IOException {
        Files.write(part, Arrays.copyOf(content, 250_000));
        download("/ranged").to(target);
        assertThat(target).hasBinaryContent(content);
        assertThat(ranges).containsExactly("bytes=250000-");
    }

    @Test
    void aWholePartialFileIsTaken() throws IOException {
        Files.write(part, content);
        download("/ranged").to(target);
        assertThat(target).hasBinaryContent(content);
    }

    @Test
    void aPartialFileOfSomethingElseIsFetchedAnew() throws IOException {
        Files.write(part, new byte[1000]);
        download("/ranged").to(target);
        assertThat(target).hasBinaryContent(content);
        assertThat(ranges).containsExactly("bytes=1000-", "null");
    }

    @Test
    void aTooLongPartialFileIsFetchedAnew() throws IOException {
        Files.write(part, new byte[content.length + 5]);
        download("/ranged").to(target);
        assertThat(target).hasBinaryContent(content);
    }

    @Test
    void aServerWithoutRangesSendsAllAgain() throws IOException {
        Files.write(part, Arrays.copyOf(content, 1000));
        download("/whole").to(target);
        assertThat(target).hasBinaryContent(content);
        assertThat(ranges).containsExactly("bytes=1000-");
    }

    @Test
    void aWrongHashIsRefusedAndTheFileRemoved() {
        var wrong = new Download(download("/ranged").uri(), "0".repeat(64), 1 << 20);
        assertThatThrownBy(() -> wrong.to(target)).isInstanceOf(BadFileException.class)
                .hasMessageContaining("SHA-256 is " + hash).hasMessageContaining("0".repeat(64));
        assertThat(target).doesNotExist();
        assertThat(part).doesNotExist();
    }

    @Test
    void aWrongFileInPlaceIsReplaced() throws IOException {
        Files.write(target, new byte[10]);
        download("/ranged").to(target);
        assertThat(target).hasBinaryContent(content);
    }

    @Test
    void aMissingFileIsToldAtOnce() {
        assertThatThrownBy(() -> download("/missing").to(target)).isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("/missing").hasMessageContaining("404");
        assertThat(target).doesNotExist();
    }

    @Test
    void aServerThatIsDownIsAskedFourTimes() {
        assertThatThrownBy(() -> download("/dead").to(target)).isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("4 times").hasMessageContaining("503");
        assertThat(ranges).hasSize(4);
    }

    @Test
    void anEndlessAnswerIsBrokenOff() {
        var bounded = new Download(download("/endless").uri(), hash, 500_000);
        assertThatThrownBy(() -> bounded.to(target)).isInstanceOf(BadFileException.class)
                .hasMessageContaining("500,000");
        assertThat(part).doesNotExist();
    }

    @Test
    void addressesAndHashesAreChecked() {
        assertThatThrownBy(() -> Download.of("file:///etc/passwd", hash)).hasMessageContaining("http");
        assertThatThrownBy(() -> Download.of("http://localhost/x", "abc"))
                .hasMessageContaining("64 hexadecimal");
    }
}
