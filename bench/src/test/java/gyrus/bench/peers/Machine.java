package gyrus.bench.peers;

import gyrus.tensor.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// What is measured on.
final class Machine {

    private Machine() {}

    /// The processor's name, with its family and model where the system tells them: names of rented machines are short.
    static String processor() {
        Map<String, String> told = new LinkedHashMap<>();
        Path file = Path.of("/proc/cpuinfo");
        if (Files.isReadable(file)) {
            try (var lines = Files.lines(file)) {
                lines.map(line -> line.split("\\s*:\\s*", 2)).filter(parts -> parts.length == 2)
                        .forEach(parts -> told.putIfAbsent(parts[0], parts[1]));
            } catch (IOException e) {
                told.clear();
            }
        }
        var machine = Engine.report().machine();
        String name = told.containsKey("model") && told.containsKey("cpu family")
                ? "%s, family %s, model %s".formatted(machine.cpu(), told.get("cpu family"), told.get("model"))
                : machine.cpu();
        return "%s, %d cores".formatted(name, machine.cores());
    }
}
