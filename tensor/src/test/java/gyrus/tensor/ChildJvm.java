package gyrus.tensor;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// A Java virtual machine for what may end it.
///
/// @param exit −1 where it did not end in time
/// @param crashed whether it left a report of a crash
/// @param output what it printed, also to the standard error
record ChildJvm(int exit, boolean crashed, List<String> output) {

    /// Runs a main class of the tests. `folder` takes what it prints and the report of a crash.
    static ChildJvm run(Path folder, long minutes, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Path crash = folder.resolve("crash");
        Files.deleteIfExists(crash);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g",
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", // all is called once or twice
                "-XX:-CreateCoredumpOnCrash", "-XX:ErrorFile=" + crash, "--enable-native-access=ALL-UNNAMED",
                "-cp", classes(main), main.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
        boolean ended = process.waitFor(minutes, TimeUnit.MINUTES);
        process.destroyForcibly().waitFor();
        return new ChildJvm(ended ? process.exitValue() : -1, Files.exists(crash), Files.readAllLines(out));
    }

    private static String classes(Class<?> main) {
        Set<String> parts = new LinkedHashSet<>();
        Path root = place(Tensor.class);
        parts.add(root.toString());
        parts.add(place(main).toString());
        for (String property : List.of("jdk.module.path", "java.class.path")) {
            String path = System.getProperty(property);
            if (path != null) parts.addAll(List.of(path.split(File.pathSeparator)));
        }
        Path tests = root.resolveSibling("test-classes");
        if (Files.isDirectory(tests)) parts.add(tests.toString());
        return parts.stream().collect(Collectors.joining(File.pathSeparator));
    }

    private static Path place(Class<?> type) {
        return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()));
    }
}
