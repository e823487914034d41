package gyrus.tensor.internal;

import gyrus.tensor.Engine.Machine;
import gyrus.tensor.Engine.Report;
import gyrus.tensor.Engine.Software;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.global.torch;

/// What there is: the machine, the libraries, and the memory in use.
public final class Inventory {

    private static final Path MEMINFO = Path.of("/proc/meminfo");
    private static final Path STATUS = Path.of("/proc/self/status");

    private Inventory() {}

    /// Takes stock, without loading what is not loaded yet.
    public static Report report() {
        var facts = Startup.facts();
        var cpu = facts.cpu();
        long memory = kilobytes(MEMINFO, "MemTotal:");
        if (memory < 0 && Startup.loaded()) memory = Pointer.totalPhysicalBytes();
        var cuda = Cuda.probe();
        var limits = facts.limits();
        var machine = new Machine(cpu.model(), cpu.cores(), facts.processors(), limits.cpus(), memory,
            limits.memory(), cuda.devices(), cuda.driver());
        var java = System.getProperty("java.vm.name") + " " + Runtime.version();
        var blas = Startup.loaded() ? Blas.name() : "";
        var software = new Software(java, facts.platform(), Natives.version("pytorch"), blas, Natives.cache(),
            Natives.cacheBytes());
        return new Report(Startup.loaded(), Startup.choices(), machine, software);
    }

    /// Whether the processor has instructions that multiply bfloat16, as far as the operating system tells.
    public static boolean bfloat16() {
        Cpu cpu = Startup.facts().cpu();
        return cpu.has("avx512_bf16") || cpu.has("amx_bf16");
    }

    /// Number of CUDA devices that LibTorch can use. The engine must be started.
    public static int devices() {
        return torch.cuda_device_count();
    }

    /// Number of live native objects. The engine must be started.
    public static long handles() {
        return Pointer.totalCount();
    }

    /// Bytes of physical memory that this process holds. The engine must be started.
    public static long resident() {
        long bytes = kilobytes(STATUS, "VmRSS:");
        return bytes >= 0 ? bytes : Pointer.physicalBytes();
    }

    private static long kilobytes(Path file, String key) {
        try {
            if (!Files.isReadable(file)) return -1;
            for (var line : Files.readAllLines(file)) {
                if (line.startsWith(key)) return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
            }
        } catch (IOException e) {
            return -1;
        }
        return -1;
    }
}
