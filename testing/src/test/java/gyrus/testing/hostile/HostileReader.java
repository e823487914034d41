package gyrus.testing.hostile;

import gyrus.tensor.Engine;
import gyrus.tensor.Tensor;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A program that reads every file of a folder and tells what came of it, a line each: name, milliseconds of the
/// processor, outcome. It is run with little memory.
final class HostileReader {

    private HostileReader() {}

    public static void main(String[] args) throws IOException {
        Format format = Format.valueOf(args[0]);
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Engine.start();
        Tensor.zeros(1).item();
        try (var files = Files.newDirectoryStream(Path.of(args[1]), Files::isRegularFile)) {
            for (Path file : files) {
                long start = processor();
                String outcome = outcome(format, file);
                long millis = processor() - start;
                out.printf("%s\t%d\t%s%n", file.getFileName(), millis, outcome.replaceAll("\\s", " "));
            }
        }
        out.println("end");
    }

    /// Time on the processor, which does not grow because other programs are at work.
    private static long processor() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis();
    }

    private static String outcome(Format format, Path file) {
        try {
            format.read(file);
            return Cases.RIGHT;
        } catch (RuntimeException e) {
            return format.tells(e) ? String.valueOf(e.getMessage()) : "threw " + e;
        } catch (Throwable e) {
            return "threw " + e;
        }
    }
}
