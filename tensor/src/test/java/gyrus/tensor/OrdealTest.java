package gyrus.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/// Every public method of the module with each of its arguments of the wrong rank, type, device, empty, huge,
/// closed, null, of another thread or out of range gives a Java exception or a right result, and with memory that
/// is not contiguous the same result as with memory that is. The methods are found by reflection.
class OrdealTest {

    @Test
    void someCallsEndNothing(@TempDir Path folder, TestReporter reporter) throws Exception {
        abuse(32, folder, reporter);
    }

    @Test
    @Tag("slow")
    void noCallEndsTheProcess(@TempDir Path folder, TestReporter reporter) throws Exception {
        abuse(1, folder, reporter);
    }

    private static void abuse(int every, Path folder, TestReporter reporter) throws Exception {
        Path log = folder.resolve("call");
        Path counts = folder.resolve("counts");
        List<String> unfair = new ArrayList<>();
        int method = 0;
        while (true) {
            ChildJvm child = ChildJvm.run(folder, 5, Ordeal.class, log.toString(), counts.toString(),
                    Integer.toString(method), Integer.toString(every));
            child.output().stream().filter(line -> line.startsWith("UNFAIR")).forEach(unfair::add);
            String call = Files.exists(log) ? Files.readString(log) : "0 the start";
            if (call.equals("done") && child.exit() == 0) break;
            unfair.add("%s %s".formatted(child.crashed() ? "CRASH" : child.exit() == 3 || child.exit() < 0
                    ? "ENDLESS" : "EXIT " + child.exit(), call));
            int last = Integer.parseInt(call.substring(0, call.indexOf(' ')));
            if (child.exit() == 1 && !child.crashed() || last < method) {
                unfair.addAll(child.output());
                break;
            }
            method = last + 1;
        }
        assertThat(unfair).isEmpty();
        Files.readAllLines(counts).forEach(line -> reporter.publishEntry("abuses", line));
    }
}
