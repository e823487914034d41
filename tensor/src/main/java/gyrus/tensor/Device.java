package gyrus.tensor;

import java.util.Objects;
import java.util.function.Supplier;

/// Where a tensor's memory is and where it is computed. New tensors are made on the [current][#current()]
/// device.
public final class Device {

    /// The processor and its memory.
    public static final Device CPU = new Device("cpu");

    /// Nowhere: a tensor with a shape and a type but no memory. A net built here costs nothing and can be
    /// counted.
    public static final Device META = new Device("meta");

    private static final String CUDA = "cuda:";

    private static final ScopedValue<Device> CURRENT = ScopedValue.newInstance();

    private final String name;

    private Device(String name) {
        this.name = name;
    }

    /// The graphics processor of that number.
    ///
    /// @throws IllegalArgumentException for a negative number
    public static Device cuda(int index) {
        if (index < 0) {
            throw new IllegalArgumentException("device cuda:%d: the number must be 0 or more"
                    .formatted(index));
        }
        return new Device(CUDA + index);
    }

    /// The device of that name: `cpu`, `meta`, `cuda` (the first) or `cuda:1`.
    ///
    /// @throws IllegalArgumentException for any other name
    public static Device of(String name) {
        return switch (name) {
            case "cpu" -> CPU;
            case "meta" -> META;
            case "cuda" -> cuda(0);
            case String cuda when cuda.matches("cuda:\\d{1,3}") -> cuda(Integer.parseInt(cuda.substring(5)));
            default -> throw new IllegalArgumentException(
                    "no device '%s'; there are cpu, meta, and cuda:0, cuda:1, …".formatted(name));
        };
    }

    /// The device on which this code makes new tensors; the CPU unless it runs inside [#call].
    public static Device current() {
        return CURRENT.orElse(CPU);
    }

    /// Runs `body` with this as the current device.
    ///
    /// @throws IllegalArgumentException if this is a graphics processor that the engine does not see
    public <T> T call(Supplier<T> body) {
        check();
        return ScopedValue.where(CURRENT, this).call(body::get);
    }

    /// Refuses a graphics processor that is not there.
    void check() {
        if (!name.startsWith(CUDA)) return;
        int seen = Engine.cuda();
        if (Integer.parseInt(name.substring(CUDA.length())) >= seen) {
            throw new IllegalArgumentException(
                    "no CUDA device %s; this engine sees %s (gyrus doctor says why)"
                    .formatted(name.substring(CUDA.length()), seen == 0 ? "none" : seen));
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Device device && name.equals(device.name);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name);
    }

    /// The name, as [#of] takes it.
    @Override
    public String toString() {
        return name;
    }
}
