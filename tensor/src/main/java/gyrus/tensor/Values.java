package gyrus.tensor;

import gyrus.tensor.internal.Handle;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import java.util.Set;
import java.util.function.Function;

/// How Java memory becomes tensors, and tensors Java memory.
final class Values {

    private Values() {}

    static Tensor copied(MemorySegment values, DType type, long[] shape) {
        check(values, type, shape);
        Tensor made = Op.tensor("empty.memory_format", shape, type, null, Device.CPU);
        if (values.byteSize() > 0) {
            memory(made.handle().address(), values.byteSize()).copyFrom(values);
        }
        return made.to(Device.current());
    }

    static Tensor wrapped(MemorySegment memory, DType type, long[] shape) {
        check(memory, type, shape);
        if (!memory.isNative()) {
            throw new IllegalArgumentException(
                    "memory on the Java heap moves and cannot be wrapped; copy it instead");
        }
        if (memory.address() % type.bytes() != 0) {
            throw new IllegalArgumentException(
                    "memory at %#x is not aligned to the %d bytes of %s; copy it instead"
                    .formatted(memory.address(), type.bytes(), type));
        }
        if (!memory.scope().isAlive()) {
            throw new IllegalArgumentException("memory of a closed arena cannot be wrapped");
        }
        if (memory.isReadOnly()) {
            throw new IllegalArgumentException(
                    "read-only memory cannot be wrapped, as writing to it would end the program;"
                    + " map the file with MapMode.PRIVATE, which shares it until a page is written");
        }
        Engine.start();
        return new Tensor(Handle.wrap(memory, type, shape));
    }

    private static void check(MemorySegment memory, DType type, long[] shape) {
        Shape wanted = Shape.of(shape);
        long count = wanted.count();
        if (count > Long.MAX_VALUE / type.bytes() || memory.byteSize() != count * type.bytes()) {
            throw new IllegalArgumentException("%,d values of %s do not fill shape %s of %,d"
                    .formatted(memory.byteSize() / type.bytes(), type, wanted, wanted.count()));
        }
    }

    /// Refuses numbers of another type or byte order: their memory would be read as other numbers.
    static void check(Buffer numbers, DType type) {
        record Kind(String of, ByteOrder order, Set<DType> types) {}
        ByteOrder native_ = ByteOrder.nativeOrder();
        Kind kind = switch (numbers) {
            case ByteBuffer b -> new Kind("bytes", type.bytes() == 1 ? native_ : b.order(), Set.of(type));
            case ShortBuffer b -> new Kind("shorts", b.order(),
                    Set.of(DType.INT16, DType.FLOAT16, DType.BFLOAT16));
            case IntBuffer b -> new Kind("ints", b.order(), Set.of(DType.INT32));
            case LongBuffer b -> new Kind("longs", b.order(), Set.of(DType.INT64));
            case FloatBuffer b -> new Kind("floats", b.order(), Set.of(DType.FLOAT32));
            case DoubleBuffer b -> new Kind("doubles", b.order(), Set.of(DType.FLOAT64));
            case CharBuffer b -> new Kind("chars", b.order(), Set.of());
        };
        if (!kind.types().contains(type)) {
            throw new IllegalArgumentException("a buffer of %s has no %s; take the type it has, then to(%s)"
                    .formatted(kind.of(), type, type));
        }
        if (kind.order() != native_) {
            throw new IllegalArgumentException("a buffer of %s in the order %s, where this processor has %s;"
                    .formatted(kind.of(), kind.order(), native_)
                    + " set order(ByteOrder.nativeOrder()) if that is what they are, or swap them");
        }
    }

    static Tensor moved(Tensor tensor, Device device) {
        device.check();
        if (tensor.device().equals(Device.META)) throw noValues();
        return Op.tensor("to.device", tensor, device, tensor.dtype());
    }

    static Handle single(Tensor tensor) {
        if (tensor.count() != 1) {
            throw new IllegalStateException(
                    "a tensor of shape %s has no single value; index or reduce it first"
                    .formatted(tensor.shape()));
        }
        if (tensor.device().equals(Device.META)) throw noValues();
        return tensor.handle();
    }

    static <R> R read(Elements tensor, DType type, Function<MemorySegment, R> reader) {
        return ((Tensor) tensor).to(type).memory(reader);
    }

    /// The tensor itself, or what has its elements in main memory, row by row.
    static Tensor plain(Tensor tensor) {
        if (tensor.device().equals(Device.META)) throw noValues();
        Tensor here = tensor.to(Device.CPU);
        if (here.handle().lazy()) here = Op.tensor("resolve_neg", Op.tensor("resolve_conj", here));
        return here.contiguous();
    }

    static MemorySegment view(Tensor tensor, Arena arena) {
        return memory(tensor.handle().address(), tensor.bytes(), arena);
    }

    private static IllegalStateException noValues() {
        return new IllegalStateException("a tensor on the meta device has no values");
    }

    @SuppressWarnings("restricted") // the address and the size are those of the tensor's own memory
    private static MemorySegment memory(long address, long bytes) {
        return MemorySegment.ofAddress(address).reinterpret(bytes);
    }

    @SuppressWarnings("restricted") // the same, and invalid when the arena closes
    private static MemorySegment memory(long address, long bytes, Arena arena) {
        return MemorySegment.ofAddress(address).reinterpret(bytes, arena, null);
    }
}
