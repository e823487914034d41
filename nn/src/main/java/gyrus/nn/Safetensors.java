package gyrus.nn;

import gyrus.tensor.DType;
import gyrus.tensor.Device;
import gyrus.tensor.Shape;
import gyrus.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// A file of named tensors in the safetensors format: a header that tells each one's type, shape and place, and
/// their bytes.
///
/// ```java
/// Safetensors.save(file, Nets.state(net), Map.of("epoch", "7"));
/// Nets.load(net, Safetensors.load(file));
/// ```
///
/// The file is mapped into memory and the tensors lie over the mapping: opening one costs its header, a tensor
/// costs what is read of it. Changing such a tensor in place changes this process's memory, never the file. A file
/// that breaks a rule of the format gives a [BadWeightsException] before anything is allocated for it.
public final class Safetensors {

    private final String source;
    private final MemorySegment memory;
    private final boolean shared;
    private final SafetensorsHeader header;

    private Safetensors(String source, MemorySegment memory, boolean shared) {
        this.source = source;
        this.memory = memory;
        this.shared = shared;
        this.header = SafetensorsHeader.read(source, memory);
    }

    /// One tensor of a file.
    ///
    /// @param name its name
    /// @param type type of its elements
    /// @param shape its shape
    /// @param offset where its first byte lies in the file
    /// @param bytes how many bytes it takes
    public record Entry(String name, DType type, Shape shape, long offset, long bytes) {}

    /// Opens a file: reads its header and maps the rest. The mapping ends when nothing uses it any more.
    ///
    /// @throws BadWeightsException if the file breaks a rule of the format
    /// @throws UncheckedIOException if it cannot be read
    public static Safetensors open(Path file) {
        // A private mapping, so that writing to a tensor cannot fault, asks for a file that may be written.
        if (Files.isWritable(file)) {
            try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                return new Safetensors(file.toString(), map(channel, MapMode.PRIVATE), true);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return new Safetensors(file.toString(), map(channel, MapMode.READ_ONLY), false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MemorySegment map(FileChannel channel, MapMode mode) throws IOException {
        return channel.map(mode, 0, channel.size(), Arena.ofAuto());
    }

    /// All tensors of a file by name, in memory of their own. The file is let go of before this returns, so that it can
    /// be moved or replaced, which some systems do not allow while it is mapped.
    ///
    /// @throws BadWeightsException if the file breaks a rule of the format
    /// @throws UncheckedIOException if it cannot be read
    public static SequencedMap<String, Tensor> read(Path file) {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ);
                Arena arena = Arena.ofConfined()) {
            return of(file.toString(), channel.map(MapMode.READ_ONLY, 0, channel.size(), arena)).tensors();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Reads a file that is in memory. Its tensors are copies.
    ///
    /// @param source what to call it in messages
    /// @throws BadWeightsException if it breaks a rule of the format
    public static Safetensors of(String source, MemorySegment memory) {
        return new Safetensors(source, memory.asReadOnly(), false);
    }

    /// All tensors of a file by name: [#open], then [#tensors].
    ///
    /// @throws BadWeightsException if the file breaks a rule of the format
    /// @throws UncheckedIOException if it cannot be read
    public static SequencedMap<String, Tensor> load(Path file) {
        return open(file).tensors();
    }

    /// What the file holds, by name, in the order of the header.
    public SequencedMap<String, Entry> entries() {
        return header.entries();
    }

    /// What the file says about itself.
    public SequencedMap<String, String> metadata() {
        return header.metadata();
    }

    /// The tensor of that name, over the mapped file where the processor can read it there, or else a copy.
    ///
    /// @throws IllegalArgumentException if there is none
    /// @throws BadWeightsException if it is to hold truth values and holds others
    public Tensor tensor(String name) {
        Entry entry = header.entries().get(name);
        if (entry == null) {
            throw new IllegalArgumentException("%s has no tensor '%s'; it has %s".formatted(source, name, some()));
        }
        MemorySegment bytes = memory.asSlice(entry.offset(), entry.bytes());
        if (entry.type() == DType.BOOL) checkTruth(entry, bytes);
        long[] dims = entry.shape().dims();
        boolean aligned = bytes.isNative() && bytes.address() % entry.type().bytes() == 0;
        if (shared && aligned && entry.bytes() > 0) return Tensor.wrap(bytes, entry.type(), dims);
        return Device.CPU.call(() -> Tensor.copy(bytes, entry.type(), dims));
    }

    /// All tensors by name, in the order of the header.
    ///
    /// @throws BadWeightsException if one is to hold truth values and holds others
    public SequencedMap<String, Tensor> tensors() {
        SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
        for (String name : header.entries().keySet()) tensors.put(name, tensor(name));
        return Collections.unmodifiableSequencedMap(tensors);
    }

    private String some() {
        String names = header.entries().keySet().stream().limit(20).map(SafetensorsHeader::shown)
                .collect(Collectors.joining(", "));
        return header.entries().size() > 20 ? names + ", …" : names;
    }

    /// The engine trusts a truth value to be 0 or 1: another could make it write past the end of a result.
    private void checkTruth(Entry entry, MemorySegment bytes) {
        for (long i = 0; i < entry.bytes(); i++) {
            int value = bytes.get(ValueLayout.JAVA_BYTE, i) & 0xff;
            if (value > 1) {
                String place = "tensor '%s', element %,d".formatted(SafetensorsHeader.shown(entry.name()), i);
                throw new BadWeightsException(source, place, "a truth value is 0 or 1, not %d".formatted(value));
            }
        }
    }

    /// Writes tensors to a file, as [#save(Path, Map, Map)] does, without metadata.
    public static void save(Path file, Map<String, Tensor> tensors) {
        save(file, tensors, Map.of());
    }

    /// Writes tensors to a file, by way of a `.partial` beside it: at any moment the file is the old one or the
    /// new one, whole, and tensors that were opened from it stay as they are. No more than one tensor is copied at
    /// a time, and only where it does not lie row by row in this process's memory.
    ///
    /// @throws IllegalArgumentException for what the format cannot hold
    /// @throws UncheckedIOException if it cannot be written; the old file, if any, is still there
    public static void save(Path file, Map<String, Tensor> tensors, Map<String, String> metadata) {
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        try {
            try (var channel = FileChannel.open(partial, StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                SafetensorsWriter.write(channel, tensors, metadata);
                channel.force(true);
            }
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            delete(partial, e);
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            delete(partial, e);
            throw e;
        }
    }

    private static void delete(Path partial, Exception cause) {
        try {
            Files.deleteIfExists(partial);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    /// Writes tensors where `channel` leads, and leaves it open.
    ///
    /// @throws IllegalArgumentException for what the format cannot hold
    /// @throws UncheckedIOException if it cannot be written
    public static void write(WritableByteChannel channel, Map<String, Tensor> tensors,
            Map<String, String> metadata) {
        SafetensorsWriter.write(channel, tensors, metadata);
    }

    /// The file's name and how much it holds.
    @Override
    public String toString() {
        return "%s: %,d tensors, %,d bytes".formatted(source, header.entries().size(), memory.byteSize());
    }
}
