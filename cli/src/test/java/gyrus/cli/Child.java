package gyrus.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// The command as a process of its own, started from the modules that this test runs on.
///
/// @param output what it prints, results and messages together
record Child(Process process, Path output) {

    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(4);

    /// Starts it.
    ///
    /// @param folder where it keeps its output
    /// @param java options of the virtual machine
    static Child start(Path folder, List<String> java, String... words) {
        return start(folder, Map.of(), java, words);
    }

    /// Starts it with more environment variables than this process has.
    static Child start(Path folder, Map<String, String> variables, List<String> java, String... words) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true", "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED,gyrus.tensor,org.bytedeco.javacpp,org.bytedeco.pytorch",
                "-cp", System.getProperty("java.class.path"), "-p", System.getProperty("jdk.module.path")));
        command.addAll(java);
        command.addAll(List.of("-m", "gyrus.cli/gyrus.cli.Main"));
        command.addAll(List.of(words));
        try {
            Path output = Files.createTempFile(folder, "child", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(variables);
            return new Child(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Its status, when it has ended.
    int await() throws InterruptedException {
        if (!process.waitFor(PATIENCE, TimeUnit.NANOSECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the child does not end: " + text());
        }
        return process.exitValue();
    }

    /// Waits until something is so. It must come to be while the child is alive.
    void until(BooleanSupplier so) throws InterruptedException {
        long start = System.nanoTime();
        while (!so.getAsBoolean()) {
            if (!process.isAlive()) throw new AssertionError("the child ended too early: " + text());
            if (System.nanoTime() - start > PATIENCE) throw new AssertionError("too slow: " + text());
            Thread.sleep(10);
        }
    }

    String text() {
        try {
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
