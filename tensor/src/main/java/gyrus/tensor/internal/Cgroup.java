package gyrus.tensor.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a container or service manager on Linux lets this process have: control groups, version 1 and 2.
final class Cgroup {

    /// @param cpus   processors' worth of time, `∞` without a limit
    /// @param memory bytes, [Long#MAX_VALUE] without a limit
    record Limits(double cpus, long memory) {
        static final Limits NONE = new Limits(Double.POSITIVE_INFINITY, Long.MAX_VALUE);

        Limits and(Limits other) {
            return new Limits(Math.min(cpus, other.cpus), Math.min(memory, other.memory));
        }
    }

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private Cgroup() {}

    /// The tightest limits on the way from this process's group up to the root. `root` is `/` but in tests.
    static Limits limits(Path root) {
        var limits = Limits.NONE;
        for (var line : lines(root.resolve("proc/self/cgroup"))) {
            // hierarchy:controllers:path; version 2 is hierarchy 0 without controllers
            var parts = line.split(":", 3);
            if (parts.length < 3) continue;
            var mounts = root.resolve("sys/fs/cgroup");
            if (parts[1].isEmpty()) {
                limits = limits.and(climb(mounts, parts[2])).and(climb(mounts.resolve("unified"), parts[2]));
                continue;
            }
            for (var controller : parts[1].split(",")) {
                if (!controller.equals("cpu") && !controller.equals("memory")) continue;
                limits = limits.and(climb(mounts.resolve(controller), parts[2]))
                    .and(climb(mounts.resolve(parts[1]), parts[2]));
            }
        }
        return limits;
    }

    // In a container the path may be the host's, which cannot be seen: then only the mount itself has files.
    private static Limits climb(Path mount, String path) {
        var limits = Limits.NONE;
        var folder = mount.resolve(path.replaceFirst("^/+", "")).normalize();
        for (; folder != null && folder.startsWith(mount); folder = folder.getParent()) {
            limits = limits.and(at(folder));
        }
        return limits;
    }

    private static Limits at(Path folder) {
        var max = words(folder.resolve("cpu.max"));
        var quota = max.size() == 2 ? max.getFirst() : first(folder.resolve("cpu.cfs_quota_us"));
        var period = max.size() == 2 ? max.getLast() : first(folder.resolve("cpu.cfs_period_us"));
        double cpus = number(quota) > 0 && number(period) > 0
            ? (double) number(quota) / number(period) : Double.POSITIVE_INFINITY;
        long memory = Stream.of("memory.max", "memory.limit_in_bytes")
            .mapToLong(name -> number(first(folder.resolve(name)))).filter(bytes -> bytes > 0).min()
                    .orElse(Long.MAX_VALUE);
        return new Limits(cpus, memory);
    }

    // `max`, `-1`, and version 1's huge number of 19 digits all mean no limit.
    private static long number(String word) {
        return NUMBER.matcher(word).matches() ? Long.parseLong(word) : -1;
    }

    private static String first(Path file) {
        var words = words(file);
        return words.isEmpty() ? "" : words.getFirst();
    }

    private static List<String> words(Path file) {
        return lines(file).stream().flatMap(line -> Stream.of(line.strip().split("\\s+"))).toList();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.isReadable(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }
}
