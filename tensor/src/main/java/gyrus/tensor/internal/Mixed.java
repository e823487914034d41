package gyrus.tensor.internal;

import gyrus.tensor.DType;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// LibTorch's automatic casting on the processors that there are, which is a setting of the thread.
public final class Mixed {

    /// What was set before.
    ///
    /// @param before for each kind of processor
    /// @param wide whether products were cast back
    public record Setting(List<Casting> before, boolean wide) {
        public Setting {
            before = List.copyOf(before);
        }
    }

    /// What is cast to on one kind of processor.
    record Casting(DeviceType kind, boolean on, DType type) {
        static Casting of(DeviceType kind) {
            return new Casting(kind, torch.is_autocast_enabled(kind),
                    DType.of(torch.get_autocast_dtype(kind).value));
        }

        void set() {
            torch.set_autocast_enabled(kind, on);
            torch.set_autocast_dtype(kind, ScalarType.values()[type.code()]);
        }
    }

    private static final ThreadLocal<Boolean> WIDE = ThreadLocal.withInitial(() -> false);

    private static final List<DeviceType> KINDS = Inventory.devices() > 0
            ? List.of(DeviceType.CPU, DeviceType.CUDA) : List.of(DeviceType.CPU);

    private Mixed() {}

    public static boolean on() {
        return torch.is_autocast_enabled(DeviceType.CPU);
    }

    /// Whether what was multiplied in a short type is to be cast back.
    public static boolean wide() {
        return WIDE.get();
    }

    /// Turns casting to `type` on or off, and casting back what was multiplied, and gives what was before.
    public static Setting enter(boolean on, DType type, boolean wide) {
        return enter(on, type, wide, KINDS);
    }

    static Setting enter(boolean on, DType type, boolean wide, List<DeviceType> kinds) {
        List<Casting> before = new ArrayList<>(kinds.size());
        boolean same = true;
        for (DeviceType kind : kinds) {
            Casting was = Casting.of(kind);
            before.add(was);
            same &= was.type() == type;
            new Casting(kind, on, on ? type : was.type()).set();
        }
        torch.increment_nesting();
        if (!same) torch.clear_cache(); // casts are remembered without their type
        Setting setting = new Setting(before, WIDE.get());
        WIDE.set(wide);
        return setting;
    }

    /// Goes back to `before`. The casts of parameters that the block shared are dropped with the outermost
    /// block, or with one of another type.
    public static void leave(Setting before) {
        boolean same = true;
        for (Casting was : before.before()) same &= was.type() == Casting.of(was.kind()).type();
        if (torch.decrement_nesting() == 0 || !same) torch.clear_cache();
        before.before().forEach(Casting::set);
        WIDE.set(before.wide());
    }
}
