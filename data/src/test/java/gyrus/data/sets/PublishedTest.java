package gyrus.data.sets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import gyrus.data.file.Hash;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedTest {

    @TempDir
    private Path folder;

    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/set/", exchange -> {
            asked.incrementAndGet();
            byte[] content = exchange.getRequestURI().getPath().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void fetchesWhatIsMissingOnce() throws IOException {
        Published set = published(hash("/set/a"), hash("/set/b"));
        Path fetched = set.fetch(folder.resolve("cache"));
        assertThat(fetched).isEqualTo(folder.resolve("cache/small"));
        assertThat(fetched.resolve("a")).hasContent("/set/a");
        assertThat(fetched.resolve("b")).hasContent("/set/b");
        Files.delete(fetched.resolve("b"));
        set.fetch(folder.resolve("cache"));
        assertThat(fetched.resolve("b")).hasContent("/set/b");
        assertThat(asked).hasValue(3);
    }

    @Test
    void refusesWhatIsNotAsPublished() throws IOException {
        Published set = published(hash("/set/a"), hash("/set/other"));
        assertThatThrownBy(() -> set.fetch(folder)).isInstanceOf(RuntimeException.class).hasMessageContaining("/set/b");
        assertThat(folder.resolve("small/a")).exists();
        assertThat(folder.resolve("small/b")).doesNotExist();
    }

    private String hash(String content) throws IOException {
        return Hash.sha256(Files.writeString(folder.resolve("content"), content));
    }

    private Published published(String a, String b) {
        SequencedMap<String, String> files = new LinkedHashMap<>();
        files.put("a", a);
        files.put("b", b);
        return new Published("small", "http://localhost:%d/set/".formatted(server.getAddress().getPort()), files);
    }
}
