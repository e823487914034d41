package gyrus.tensor;

import java.util.Arrays;
import java.util.Objects;

/// Random numbers for tensors anywhere. Generators belong to the processor, so numbers for another device are
/// drawn in main memory and copied: the same bits everywhere.
final class Drawing {

    private Drawing() {}

    /// Whether a generator draws on this device directly; on [Device#META] there is nothing to draw.
    static boolean here(Device device) {
        return device.equals(Device.CPU) || device.equals(Device.META);
    }

    /// Draws the elements of `drawn` by an operator that changes its first argument; in the order of the
    /// elements, not of the memory that they are in.
    static Tensor change(String operator, Tensor drawn, Generator generator, Object... others) {
        Objects.requireNonNull(generator, "a generator is needed, such as Generator.current()");
        Object[] given = Arrays.copyOf(others, others.length + 1);
        given[others.length] = generator;
        Device device = drawn.device();
        boolean direct = here(device) && (drawn.isContiguous() || device.equals(Device.META));
        return direct ? Op.change(operator, drawn, given) : apart(operator, drawn, given);
    }

    /// Draws in main memory and copies.
    static Tensor apart(String operator, Tensor drawn, Object... given) {
        Tensor numbers = Op.tensor("empty.memory_format", drawn.shape(), drawn.dtype(), null, Device.CPU);
        return drawn.assign(Op.change(operator, numbers, given));
    }

    /// What was drawn, on the device that it is for.
    static Tensor home(Tensor drawn, Device device) {
        return here(device) ? drawn : drawn.to(device);
    }
}
