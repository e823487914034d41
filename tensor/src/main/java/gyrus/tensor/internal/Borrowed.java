package gyrus.tensor.internal;

import gyrus.tensor.DType;
import java.lang.foreign.MemorySegment;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.PointerConsumer;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/// Memory lent to LibTorch without a copy: LibTorch calls back when the last tensor over it is gone, and
/// until then the owner of the memory (a mapped file, an arena) is held.
final class Borrowed extends PointerConsumer {

    private static final Set<Borrowed> ALIVE = ConcurrentHashMap.newKeySet();

    @SuppressWarnings({"unused", "FieldCanBeLocal"}) // read by nobody: it keeps the memory's owner reachable
    private final MemorySegment owner;

    private Borrowed(MemorySegment owner) {
        this.owner = owner;
        ALIVE.add(this);
    }

    static Handle wrap(MemorySegment memory, DType type, long[] shape) {
        Borrowed release = new Borrowed(memory);
        try (var options = new TensorOptions(torch.ScalarType.values()[type.code()]);
                var anywhere = new org.bytedeco.pytorch.DeviceOptional();
                var address = new Address(memory.address())) {
            return new Handle(torch.from_blob(address, shape, release, options, anywhere));
        }
    }

    @Override
    public void call(Pointer data) {
        ALIVE.remove(this);
    }

    /// A pointer to memory that is not ours to free.
    private static final class Address extends Pointer {
        Address(long address) {
            this.address = address;
        }
    }
}
