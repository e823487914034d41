package gyrus.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every hostile file is opened in a process of its own with a heap of 64 MiB.
class HostileSafetensorsTest {

    private static final int MILLIS = 1_000;

    @TempDir
    static Path folder;

    private static final Map<String, Outcome> OUTCOMES = new HashMap<>();
    private static int exit;

    record Outcome(int millis, String text) {}

    @BeforeAll
    static void readThemAll() throws Exception {
        Path files = Files.createDirectory(folder.resolve("files"));
        List<String> names = new ArrayList<>();
        for (var entry : HostileSafetensors.cases().entrySet()) {
            Files.write(files.resolve("%05d".formatted(names.size())), entry.getValue().file().get());
            names.add(entry.getKey());
        }
        for (var entry : HostileSafetensors.mutations().entrySet()) {
            Files.write(files.resolve("%05d".formatted(names.size())), entry.getValue());
            names.add(entry.getKey());
        }
        Path out = folder.resolve("out.txt");
        Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow", "-cp", classPath(), HostileReader.class.getName(), files
                        .toString())
                .directory(folder.toFile()).redirectOutput(out.toFile()).redirectErrorStream(true).start();
        exit = child.waitFor();
        for (String line : Files.readAllLines(out)) {
            String[] parts = line.split("\t", 3);
            if (parts.length == 3) {
                OUTCOMES.put(names.get(Integer.parseInt(parts[0])), new Outcome(Integer.parseInt(parts[1]), parts[2]));
            }
        }
        assertThat(exit).as(() -> last(out)).isZero();
    }

    private static String last(Path out) {
        try {
            List<String> lines = Files.readAllLines(out);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /// Everything that this process can see, as a plain class path; the tests' own folder may be patched into a module.
    private static String classPath() throws URISyntaxException {
        var self = HostileReader.class.getResource("HostileReader.class");
        Path tests = Path.of(self.toURI()).getParent().getParent().getParent();
        return Stream.of(tests.toString(), System.getProperty("jdk.module.path"), System.getProperty("java.class.path"))
                .filter(path -> path != null && !path.isEmpty()).collect(Collectors.joining(File.pathSeparator));
    }

    static Set<String> names() {
        return HostileSafetensors.cases().keySet();
    }

    @ParameterizedTest
    @MethodSource("names")
    void isToldOrRight(String name) {
        String rule = HostileSafetensors.cases().get(name).rule();
        Outcome outcome = OUTCOMES.get(name);
        assertThat(outcome).isNotNull();
        if (rule.equals(HostileSafetensors.RIGHT)) {
            assertThat(outcome.text()).isEqualTo(rule);
        } else {
            assertThat(outcome.text()).contains("files").contains(rule).doesNotStartWith("threw")
                    .doesNotStartWith("wrong");
        }
        assertThat(outcome.millis()).as("milliseconds").isLessThan(MILLIS);
    }

    @Test
    void cutsAndFlippedBitsAreToldOrRight() {
        Map<String, Outcome> bad = new TreeMap<>();
        for (String name : HostileSafetensors.mutations().keySet()) {
            Outcome outcome = OUTCOMES.get(name);
            boolean told = outcome.text().startsWith(folder.toString());
            boolean right = outcome.text().equals(HostileSafetensors.RIGHT) && !name.startsWith("cut");
            if (!(told || right) || outcome.millis() >= MILLIS) bad.put(name, outcome);
        }
        assertThat(bad).isEmpty();
    }

    @Test
    void theProcessLives() throws IOException {
        assertThat(exit).isZero();
        try (var left = Files.list(folder)) {
            assertThat(left.map(Path::getFileName).map(Path::toString)).noneMatch(name -> name.startsWith("hs_err"));
        }
    }
}
