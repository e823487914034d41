package gyrus.tensor;

import gyrus.tensor.internal.Handle;
import java.lang.foreign.MemorySegment;

/// How Java memory becomes tensors.
final class Values {

    private Values() {}

    static Tensor copied(MemorySegment values, DType type, long[] shape) {
        check(values, type, shape);
        Device device = Device.current();
        Tensor made = Device.CPU.call(() -> Tensor.empty(type, shape));
        if (values.byteSize() > 0) {
            MemorySegment.ofAddress(made.handle().address()).reinterpret(values.byteSize()).copyFrom(values);
        }
        return made.to(device);
    }

    static Tensor wrapped(MemorySegment memory, DType type, long[] shape) {
        check(memory, type, shape);
        if (!memory.isNative()) throw new IllegalArgumentException("memory on the Java heap moves and cannot be wrapped; copy it instead");
        if (memory.address() % type.bytes() != 0) {
            throw new IllegalArgumentException("memory at %#x is not aligned to the %d bytes of %s; copy it instead"
                    .formatted(memory.address(), type.bytes(), type));
        }
        Engine.start();
        return new Tensor(Handle.wrap(memory, type, shape));
    }

    private static void check(MemorySegment memory, DType type, long[] shape) {
        Shape wanted = Shape.of(shape);
        long bytes = Math.multiplyExact(wanted.count(), type.bytes());
        if (memory.byteSize() != bytes) {
            throw new IllegalArgumentException("%,d values of %s do not fill shape %s of %,d"
                    .formatted(memory.byteSize() / type.bytes(), type, wanted, wanted.count()));
        }
    }
}
