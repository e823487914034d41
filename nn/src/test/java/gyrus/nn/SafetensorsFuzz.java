package gyrus.nn;

import gyrus.nn.Safetensors.Entry;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// What the fuzzer calls with bytes of its own making: as they are, and as a header of the length that they have.
///
/// An input is two bytes, big-endian, that say how much data follows the header, and the header. Whatever it is, the
/// reader refuses it by its own exception, which names the file, or tells tensors that fill the data and no more.
public final class SafetensorsFuzz {

    private static final String SOURCE = "fuzzed.safetensors";

    /// Heap that is left to the reader, and to the fuzzer beside it.
    private static final long LEFT = 64 << 20;

    private static final List<byte[]> BALLAST = new ArrayList<>();

    private SafetensorsFuzz() {}

    /// Fills the heap, which the fuzzer needs more of for a moment when it starts, until 64 MiB are left.
    public static void fuzzerInitialize() {
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        while (runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory() > LEFT + (1 << 20)) {
            BALLAST.add(new byte[1 << 20]);
        }
    }

    /// Reads one input; the fuzzer knows this method by its name.
    ///
    /// @throws AssertionError if the reader breaks its promise
    public static void fuzzerTestOneInput(byte[] input) {
        read(input);
        if (input.length >= 2) read(file(input));
    }

    /// The file that an input of two bytes or more stands for.
    static byte[] file(byte[] input) {
        int header = input.length - 2;
        int data = Short.toUnsignedInt(ByteBuffer.wrap(input).getShort());
        return ByteBuffer.allocate(8 + header + data).order(ByteOrder.LITTLE_ENDIAN).putLong(header)
                .put(input, 2, header).array();
    }

    private static void read(byte[] file) {
        try {
            check(SafetensorsHeader.read(SOURCE, MemorySegment.ofArray(file)), file);
        } catch (BadWeightsException e) {
            String message = String.valueOf(e.getMessage());
            if (!message.startsWith(SOURCE) || message.lines().count() != 1 || message.length() > 2000) {
                throw new AssertionError("message of another form: " + message, e);
            }
        }
    }

    private static void check(SafetensorsHeader header, byte[] file) {
        long start = 8 + ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
        long bytes = 0;
        for (Entry entry : header.entries().values()) {
            long size = Math.multiplyExact(entry.shape().count(), entry.type().bytes());
            boolean inside = entry.offset() >= start && entry.offset() + entry.bytes() <= file.length;
            if (!inside || entry.bytes() != size) throw new AssertionError("%s of a file of %,d bytes"
                    .formatted(entry, file.length));
            bytes += size;
        }
        if (bytes != file.length - start) {
            throw new AssertionError("tensors of %,d bytes in %,d of data".formatted(bytes, file.length - start));
        }
    }
}
