package gyrus.tensor.internal;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// NVIDIA's driver, asked without LibTorch and without making a context.
///
/// @param driver  the newest CUDA that the driver knows, such as `13.0`; empty without a driver
/// @param devices names of the devices
/// @param missing why there is no device that LibTorch could use; empty if there is one
record Cuda(String driver, List<String> devices, String missing) {

    /// LibTorch's GPU jar is built for this CUDA.
    private static final int NEEDED = 13;
    private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

    Cuda {
        devices = List.copyOf(devices);
    }

    /// Asks the driver.
    static Cuda probe() {
        try (var arena = Arena.ofConfined()) {
            return new Driver(arena).ask();
        } catch (IllegalArgumentException absent) {
            return new Cuda("", List.of(), "no NVIDIA driver");
        }
    }

    /// Whether the CUDA libraries that LibTorch links to can be found.
    @SuppressWarnings("restricted")
    static boolean libraries() {
        var file = WINDOWS ? "cudart64_" + NEEDED + ".dll" : "libcudart.so." + NEEDED;
        if (Natives.find("cuda", Natives.platform(), file) != null) return true;
        try (var arena = Arena.ofConfined()) {
            SymbolLookup.libraryLookup(file, arena);
            return true;
        } catch (IllegalArgumentException absent) {
            return Files.exists(Path.of("/usr/local/cuda/lib64", file));
        }
    }

    @SuppressWarnings("restricted")
    private static final class Driver {
        private final Arena arena;
        private final SymbolLookup symbols;
        private final MemorySegment number;

        Driver(Arena arena) {
            this.arena = arena;
            symbols = SymbolLookup.libraryLookup(WINDOWS ? "nvcuda.dll" : "libcuda.so.1", arena);
            number = arena.allocate(ValueLayout.JAVA_INT);
        }

        Cuda ask() {
            int error = call("cuInit", 0);
            if (error != 0) return new Cuda("", List.of(), "no NVIDIA device (driver error " + error + ")");
            call("cuDriverGetVersion", number);
            int version = number.get(ValueLayout.JAVA_INT, 0);
            var driver = version / 1000 + "." + version % 1000 / 10;
            call("cuDeviceGetCount", number);
            var names = new ArrayList<String>();
            var name = arena.allocate(256);
            for (int i = 0, count = number.get(ValueLayout.JAVA_INT, 0); i < count; i++) {
                call("cuDeviceGet", number, i);
                call("cuDeviceGetName", name, 256, number.get(ValueLayout.JAVA_INT, 0));
                names.add(name.getString(0));
            }
            if (names.isEmpty()) return new Cuda(driver, names, "no NVIDIA device");
            if (version / 1000 >= NEEDED) return new Cuda(driver, names, "");
            return new Cuda(driver, names,
                "the NVIDIA driver knows CUDA " + driver + " but LibTorch needs " + NEEDED);
        }

        private int call(String name, Object... arguments) {
            var address = symbols.find(name).orElseThrow(() -> new IllegalArgumentException("no " + name));
            var types = new MemoryLayout[arguments.length];
            for (int i = 0; i < types.length; i++) {
                types[i] = arguments[i] instanceof Integer ? ValueLayout.JAVA_INT : ValueLayout.ADDRESS;
            }
            var function = Linker.nativeLinker().downcallHandle(address,
                FunctionDescriptor.of(ValueLayout.JAVA_INT, types));
            try {
                return (int) function.invokeWithArguments(arguments);
            } catch (Throwable e) {
                throw new IllegalStateException(name + " failed", e);
            }
        }
    }
}
