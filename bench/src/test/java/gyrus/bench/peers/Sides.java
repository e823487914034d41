package gyrus.bench.peers;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The processes of all sides that can be had.
final class Sides implements AutoCloseable {

    private static final Path LOGS = Path.of("target", "peers");

    /// What the raw binding must not be told: it is measured as it is when nobody sets it up.
    private static final Map<String, String> BARE = Map.of("OMP_NUM_THREADS", "", "MKL_NUM_THREADS", "");

    private final List<Peer> peers = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();

    /// Starts them.
    ///
    /// @param python a Python that has PyTorch
    /// @param scripts folder of the scripts for it
    /// @param threads of each side
    /// @param all whether there are others than Gyrus and PyTorch
    Sides(String python, Path scripts, int threads, boolean all) throws IOException {
        Files.createDirectories(LOGS);
        String count = Integer.toString(threads);
        Map<String, String> environment = Map.of("OMP_NUM_THREADS", count, "MKL_NUM_THREADS", count,
                "TORCHINDUCTOR_CACHE_DIR", LOGS.resolve("inductor").toAbsolutePath().toString());
        start("Gyrus", java(GyrusDesk.class), environment);
        if (peers.isEmpty()) throw new IOException(missing.getFirst());
        start(Race.PYTORCH, List.of(python, "-W", "ignore", scripts.resolve("pytorch.py").toString()), environment);
        if (peers.size() < 2) {
            missing.add(python + " has no PyTorch: pip install torch torchvision diffusers transformers gymnasium,"
                    + " and say --python FILE");
        }
        if (!all) return;
        start("DJL", java(DjlDesk.class), environment);
        start("raw binding", java(RawDesk.class), BARE);
    }

    private static List<String> java(Class<?> main) {
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx2g",
                "-Djava.awt.headless=true", "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow", "-Dslf4j.internal.verbosity=ERROR",
                "-cp", System.getProperty("java.class.path"), main.getName());
    }

    private void start(String name, List<String> command, Map<String, String> environment) {
        File log = LOGS.resolve(name.replace(' ', '-') + ".log").toFile();
        try {
            peers.add(new Peer(name, command, environment, log));
        } catch (IOException e) {
            missing.add(e.getMessage());
        }
    }

    /// Those that answer, Gyrus first.
    List<Peer> peers() {
        return List.copyOf(peers);
    }

    /// Why others do not.
    List<String> missing() {
        return List.copyOf(missing);
    }

    /// A line for each side.
    List<String> versions() {
        return peers.stream().map(peer -> peer.name() + ": " + peer.versions()).toList();
    }

    @Override
    public void close() throws IOException {
        for (Peer peer : peers) peer.close();
    }
}
