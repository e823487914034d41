package gyrus.tensor;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The numbers of a tensor, as Java has them: one value, an array, or the memory itself.
///
/// What is computed on the CPU is there when the operator returns. Reading from another device waits until it
/// has computed the numbers, and copies them to main memory.
public sealed interface Elements permits Tensor {

    /// The value of a tensor of one element.
    ///
    /// @throws IllegalStateException if there are more or none; or no memory, on [Device#META]
    default double item() {
        return Values.single((Tensor) this).item();
    }

    /// The value of an integer tensor of one element, exact where [#item()] would round.
    ///
    /// @throws IllegalStateException if there are more or none; or no memory, on [Device#META]
    default long itemLong() {
        return Values.single((Tensor) this).longItem();
    }

    /// The elements as an array, row by row, converted to float.
    default float[] toFloats() {
        return Values.read(this, DType.FLOAT32, m -> m.toArray(ValueLayout.JAVA_FLOAT));
    }

    /// The elements as an array, row by row, converted to double.
    default double[] toDoubles() {
        return Values.read(this, DType.FLOAT64, m -> m.toArray(ValueLayout.JAVA_DOUBLE));
    }

    /// The elements as an array, row by row, converted to long.
    default long[] toLongs() {
        return Values.read(this, DType.INT64, m -> m.toArray(ValueLayout.JAVA_LONG));
    }

    /// The elements as an array, row by row, converted to int.
    default int[] toInts() {
        return Values.read(this, DType.INT32, m -> m.toArray(ValueLayout.JAVA_INT));
    }

    /// The elements as an array of bytes, row by row, converted to uint8.
    default byte[] toBytes() {
        return Values.read(this, DType.UINT8, m -> m.toArray(ValueLayout.JAVA_BYTE));
    }

    /// The elements as an array of truth values, row by row: whether each differs from zero.
    default boolean[] toBooleans() {
        byte[] bytes = Values.read(this, DType.BOOL, m -> m.toArray(ValueLayout.JAVA_BYTE));
        boolean[] values = new boolean[bytes.length];
        for (int i = 0; i < values.length; i++) values[i] = bytes[i] != 0;
        return values;
    }

    /// Lets `reader` read the memory of this tensor, row by row in its own type, without a copy where it lies
    /// so. The segment is invalid when `reader` has returned.
    ///
    /// @throws IllegalStateException on [Device#META], where there is no memory
    default <R extends @Nullable Object> R memory(Function<MemorySegment, R> reader) {
        Tensor plain = Values.plain((Tensor) this);
        try (Arena arena = Arena.ofConfined()) {
            return reader.apply(Values.view(plain, arena));
        } finally {
            Reference.reachabilityFence(plain);
        }
    }
}
