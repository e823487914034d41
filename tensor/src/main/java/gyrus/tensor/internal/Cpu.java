package gyrus.tensor.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The processor as the operating system describes it. What is not known is empty, or 0.
///
/// @param vendor `GenuineIntel`, `AuthenticAMD`, `ARM` or `Apple`
/// @param model  the name it is sold under
/// @param cores  physical cores that this process may run on
/// @param flags  instruction sets in Linux's spelling, such as `avx512f`
record Cpu(String vendor, String model, int cores, Set<String> flags) {

    static final Cpu UNKNOWN = new Cpu("", "", 0, Set.of());

    boolean intel() {
        return vendor.equals("GenuineIntel");
    }

    boolean amd() {
        return vendor.equals("AuthenticAMD");
    }

    boolean has(String... names) {
        return flags.containsAll(List.of(names));
    }

    /// What the libraries call AVX-512 today: all five parts of it.
    boolean avx512() {
        return has("avx512f", "avx512dq", "avx512bw", "avx512vl", "avx512cd");
    }

    /// Asks the operating system. `root` is `/` but in tests.
    static Cpu detect(Path root) {
        var system = System.getProperty("os.name", "");
        try {
            if (Files.isReadable(root.resolve("proc/cpuinfo"))) {
                var status = root.resolve("proc/self/status");
                return ofLinux(Files.readString(root.resolve("proc/cpuinfo"), StandardCharsets.ISO_8859_1),
                    Files.isReadable(status) ? Files.readString(status, StandardCharsets.ISO_8859_1) : "");
            }
            if (system.startsWith("Mac")) return ofMac(sysctl());
        } catch (IOException e) {
            return UNKNOWN;
        }
        return ofWindows(System.getenv().getOrDefault("PROCESSOR_IDENTIFIER", ""));
    }

    /// From the texts of `/proc/cpuinfo` and `/proc/self/status`.
    static Cpu ofLinux(String cpuinfo, String status) {
        var allowed = numbers(fields(status, ":").getOrDefault("Cpus_allowed_list", ""));
        var cores = new HashSet<String>();
        Map<String, String> first = Map.of();
        for (var block : cpuinfo.split("\\R\\s*\\R")) {
            var fields = fields(block, ":");
            var processor = fields.getOrDefault("processor", "");
            if (!processor.matches("\\d+")) continue;
            if (first.isEmpty()) first = fields;
            if (!allowed.isEmpty() && !allowed.get(Integer.parseInt(processor))) continue;
            // Two hardware threads of one core share both numbers; ARM and some guests tell neither.
            var core = fields.get("core id");
            cores.add(core == null ? processor : fields.getOrDefault("physical id", "0") + "/" + core);
        }
        var vendor = first.getOrDefault("vendor_id", first.containsKey("CPU implementer") ? "ARM" : "");
        return new Cpu(vendor, first.getOrDefault("model name", vendor), cores.size(),
            words(first.getOrDefault("flags", first.getOrDefault("Features", ""))));
    }

    /// From the output of `sysctl`, one `name: value` a line.
    static Cpu ofMac(String text) {
        var fields = fields(text, ":");
        var model = fields.getOrDefault("machdep.cpu.brand_string", "");
        var vendor = fields.getOrDefault("machdep.cpu.vendor", model.startsWith("Apple") ? "Apple" : "");
        var cores = fields.getOrDefault("hw.physicalcpu", "");
        var flags = (fields.getOrDefault("machdep.cpu.features", "") + " "
            + fields.getOrDefault("machdep.cpu.leaf7_features", "")).toLowerCase(Locale.ROOT);
        return new Cpu(vendor, model, cores.matches("\\d+") ? Integer.parseInt(cores) : 0, words(flags));
    }

    /// From a text such as `Intel64 Family 6 Model 143 Stepping 8, GenuineIntel`.
    static Cpu ofWindows(String identifier) {
        int comma = identifier.lastIndexOf(',');
        if (comma < 0) return UNKNOWN;
        var vendor = identifier.substring(comma + 1).strip();
        return new Cpu(vendor, identifier.substring(0, comma).strip(), 0, Set.of());
    }

    /// The numbers of a list such as `0-3,8`.
    static BitSet numbers(String list) {
        var numbers = new BitSet();
        for (var range : list.split(",")) {
            var ends = range.strip().split("-");
            if (!ends[0].matches("\\d+")) continue;
            numbers.set(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]) + 1);
        }
        return numbers;
    }

    private static Map<String, String> fields(String text, String separator) {
        var fields = new HashMap<String, String>();
        text.lines().forEach(line -> {
            int at = line.indexOf(separator);
            if (at > 0) fields.putIfAbsent(line.substring(0, at).strip(), line.substring(at + 1).strip());
        });
        return fields;
    }

    private static Set<String> words(String text) {
        var words = new TreeSet<>(List.of(text.strip().split("\\s+")));
        words.remove("");
        return words;
    }

    private static String sysctl() throws IOException {
        var process = new ProcessBuilder("/usr/sbin/sysctl", "machdep.cpu", "hw.physicalcpu")
            .redirectErrorStream(true).start();
        try (var output = process.getInputStream()) {
            return new String(output.readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            process.destroy();
        }
    }
}
