package gyrus.testing.hostile;

import gyrus.testing.hostile.Cases.Case;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Cases that were read in a process of their own with a heap of 64 MiB.
///
/// @param outcomes what came of each, by its name; nothing for those that the process did not get to
/// @param exit     status of the process
/// @param last     the end of what it printed
/// @param crashes  reports that it left of its own death
record Reading(Map<String, Outcome> outcomes, int exit, String last, List<String> crashes) {

    /// What came of a file, and how long the processor was at it.
    record Outcome(int millis, String text) {}

    static Reading of(Format format, SequencedMap<String, Case> cases, Path folder) {
        try {
            Path files = Files.createDirectory(folder.resolve("files"));
            List<String> names = new ArrayList<>();
            for (var entry : cases.entrySet()) {
                Files.write(files.resolve("%05d".formatted(names.size())), entry.getValue().file().get());
                names.add(entry.getKey());
            }
            Path out = folder.resolve("out.txt");
            Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true",
                    "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-cp", classPath(),
                    HostileReader.class.getName(), format.name(), files.toString())
                    .directory(folder.toFile()).redirectOutput(out.toFile()).redirectErrorStream(true).start();
            int exit = child.waitFor();
            List<String> lines = Files.readAllLines(out);
            return new Reading(outcomes(lines, names), exit,
                    String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size())), crashes(folder));
        } catch (IOException | InterruptedException | URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, Outcome> outcomes(List<String> lines, List<String> names) {
        Map<String, Outcome> outcomes = new HashMap<>();
        for (String line : lines) {
            String[] parts = line.split("\t", 3);
            if (parts.length == 3) {
                outcomes.put(names.get(Integer.parseInt(parts[0])), new Outcome(Integer.parseInt(parts[1]), parts[2]));
            }
        }
        return outcomes;
    }

    private static List<String> crashes(Path folder) throws IOException {
        try (var left = Files.list(folder)) {
            return left.map(file -> file.getFileName().toString()).filter(name -> name.startsWith("hs_err")).toList();
        }
    }

    /// Everything that this process can see, as a plain class path; the tests' own folder may be patched into a module.
    private static String classPath() throws URISyntaxException {
        Path tests = Path.of(Objects.requireNonNull(Reading.class.getResource("Reading.class")).toURI());
        int parts = Reading.class.getName().split("\\.").length;
        Path root = tests.getRoot().resolve(tests.subpath(0, tests.getNameCount() - parts));
        return Stream.of(root.toString(), System.getProperty("jdk.module.path"), System.getProperty("java.class.path"))
                .filter(path -> path != null && !path.isEmpty()).collect(Collectors.joining(File.pathSeparator));
    }
}
