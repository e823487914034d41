package gyrus.tensor.internal;

import gyrus.tensor.DType;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// LibTorch's automatic casting on the processor, which is a setting of the thread.
public final class Mixed {

    /// What was set before.
    public record Setting(boolean on, DType type) {}

    private Mixed() {}

    public static boolean on() {
        return torch.is_autocast_enabled(DeviceType.CPU);
    }

    /// Turns casting to `type` on or off and gives what was before.
    public static Setting enter(boolean on, DType type) {
        Setting before = new Setting(on(), DType.of(torch.get_autocast_dtype(DeviceType.CPU).value));
        torch.set_autocast_enabled(DeviceType.CPU, on);
        if (on) torch.set_autocast_dtype(DeviceType.CPU, ScalarType.values()[type.code()]);
        torch.increment_nesting();
        if (type != before.type()) torch.clear_cache(); // casts are remembered without their type
        return before;
    }

    /// Goes back to `before`. The casts of parameters that the block shared are dropped with the outermost
    /// block, or with one of another type.
    public static void leave(Setting before) {
        boolean same = torch.get_autocast_dtype(DeviceType.CPU).value == before.type().code();
        if (torch.decrement_nesting() == 0 || !same) torch.clear_cache();
        torch.set_autocast_enabled(DeviceType.CPU, before.on());
        torch.set_autocast_dtype(DeviceType.CPU, ScalarType.values()[before.type().code()]);
    }
}
