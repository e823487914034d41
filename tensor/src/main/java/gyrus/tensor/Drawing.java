package gyrus.tensor;

import org.jspecify.annotations.Nullable;

/// Random numbers for tensors anywhere. Generators belong to the processor, so numbers for another device are
/// drawn in main memory and copied: the same bits everywhere.
final class Drawing {

    private Drawing() {}

    /// Whether a generator draws on this device directly; on [Device#META] there is nothing to draw.
    static boolean here(Device device) {
        return device.equals(Device.CPU) || device.equals(Device.META);
    }

    /// Draws the elements of `drawn` by an operator that changes its first argument.
    static Tensor change(String operator, Tensor drawn, @Nullable Object... others) {
        return here(drawn.device()) ? Op.change(operator, drawn, others) : apart(operator, drawn, others);
    }

    /// Draws in main memory and copies.
    static Tensor apart(String operator, Tensor drawn, @Nullable Object... others) {
        Tensor numbers = Op.tensor("empty_like", drawn, drawn.dtype(), null, Device.CPU);
        return drawn.assign(Op.change(operator, numbers, others));
    }

    /// What was drawn, on the device that it is for.
    static Tensor home(Tensor drawn, Device device) {
        return here(device) ? drawn : drawn.to(device);
    }
}
