package gyrus.nn;

import gyrus.tensor.Engine;
import gyrus.tensor.Tensor;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/// A program that opens every file of a folder and tells what came of it, a line each: name, milliseconds of the
/// processor, outcome. It is run with little memory.
final class HostileReader {

    private HostileReader() {}

    public static void main(String[] args) throws IOException {
        Engine.start();
        Tensor.zeros(1).item();
        try (var files = Files.newDirectoryStream(Path.of(args[0]))) {
            for (Path file : files) {
                long start = processor();
                String outcome = outcome(file);
                long millis = processor() - start;
                System.out.printf("%s\t%d\t%s%n", file.getFileName(), millis, outcome.replaceAll("\\s", " "));
            }
        }
        System.out.println("end");
    }

    /// Time on the processor, which does not grow because other programs are at work.
    private static long processor() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis();
    }

    private static String outcome(Path file) throws IOException {
        try {
            Safetensors opened = Safetensors.open(file);
            if (opened.entries().size() < 1000) {
                byte[] bytes = Files.readAllBytes(file);
                for (Map.Entry<String, Tensor> entry : opened.tensors().entrySet()) {
                    if (!right(opened.entries().get(entry.getKey()), entry.getValue(), bytes)) return "wrong " + entry
                            .getKey();
                }
            }
            return HostileSafetensors.RIGHT;
        } catch (BadWeightsException e) {
            return e.getMessage();
        } catch (Throwable e) {
            return "threw " + e;
        }
    }

    private static boolean right(Safetensors.Entry entry, Tensor tensor, byte[] file) {
        byte[] expected = Arrays.copyOfRange(file, (int) entry.offset(), (int) (entry.offset() + entry.bytes()));
        byte[] actual = tensor.memory(memory -> memory.toArray(ValueLayout.JAVA_BYTE));
        return tensor.dtype() == entry.type() && tensor.shape().equals(entry.shape()) && Arrays
                .equals(expected, actual);
    }
}
