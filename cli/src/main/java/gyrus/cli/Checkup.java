package gyrus.cli;

import gyrus.tensor.Engine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is not as it should be, and what to do about it.
final class Checkup {

    /// What the engine's libraries take when they are unpacked.
    private static final long CACHE = 1L << 30;
    private static final long MEMORY = 2L << 30;

    /// GFLOP/s that one core of the slowest machine of today makes when nothing else runs.
    private static final double SLOW = 10;

    private Checkup() {}

    /// A problem.
    ///
    /// @param advice what to do about it
    record Finding(String problem, String advice) {}

    static List<Finding> of(Engine.Report report, Engine.@Nullable Measurement speed,
            @Nullable IllegalStateException failure, Path runs) {
        List<Finding> findings = new ArrayList<>();
        if (failure != null) {
            findings.add(new Finding("the engine does not start: " + Complaint.line(failure),
                    "where no reason is plain: remove its folder %s and try again"
                            .formatted(report.software().cache())));
        }
        gpu(report.machine(), failure == null, findings);
        report.choices().forEach(choice -> choice(choice, findings));
        memory(report.machine(), findings);
        folders(report.software().cache(), runs, findings);
        if (speed != null && speed.float32Product() < SLOW) {
            String problem = "matrix products make %.1f GFLOP/s only".formatted(speed.float32Product());
            findings.add(new Finding(problem,
                    "see what else runs on this machine, and measure again when it is idle"));
        }
        return findings;
    }

    private static void gpu(Engine.Machine machine, boolean started, List<Finding> findings) {
        if (machine.devices().isEmpty() || !started || Engine.cuda() > 0) return;
        findings.add(new Finding(String.join(", ", machine.devices()) + " is not used",
                "build with CUDA, some gigabytes: GYRUS_PROFILES=cuda ./gyrus doctor"));
    }

    private static void choice(Engine.Choice choice, List<Finding> findings) {
        if (choice.by() == Engine.By.GYRUS || !choice.reason().startsWith("Gyrus would choose")) return;
        String problem = "%s is %s; %s".formatted(choice.name(), choice.value(), choice.reason());
        findings.add(new Finding(problem, choice.by() == Engine.By.USER
                ? "unset it, unless you have measured that it is better"
                : "call Engine.start() before other libraries over JavaCPP are used"));
    }

    private static void memory(Engine.Machine machine, List<Finding> findings) {
        long limit = machine.memoryLimit();
        long granted = machine.memory() < 0 ? limit : Math.min(machine.memory(), limit);
        if (granted >= 0 && granted < MEMORY) {
            findings.add(new Finding("this process has %s of memory".formatted(Figures.bytes(granted)),
                    "give it 2 GiB or more, or train with a smaller batch="));
        }
    }

    private static void folders(Path cache, Path runs, List<Finding> findings) {
        String other = "name another folder: JDK_JAVA_OPTIONS=-Dorg.bytedeco.javacpp.cachedir=FOLDER";
        if (!writable(cache)) {
            findings.add(new Finding("the native cache %s cannot be written".formatted(cache), other));
        } else if (!Files.isDirectory(cache) && existing(cache).toFile().getUsableSpace() < CACHE) {
            findings.add(new Finding("there is no room for the native cache %s".formatted(cache),
                    "free 1 GiB there, or " + other));
        }
        if (!writable(runs)) {
            String folder = runs.toAbsolutePath().normalize().toString();
            findings.add(new Finding("runs cannot be written to " + folder,
                    "name a folder that you may write to: --runs DIR"));
        }
    }

    /// Whether files can be made in a folder, or the folder itself where there is none yet.
    static boolean writable(Path folder) {
        Path there = existing(folder);
        return Files.isDirectory(there) && Files.isWritable(there);
    }

    private static Path existing(Path folder) {
        Path there = folder.toAbsolutePath().normalize();
        while (!Files.exists(there) && there.getParent() != null) there = there.getParent();
        return there;
    }
}
