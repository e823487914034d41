package gyrus.data.file;

import gyrus.data.internal.Heap;
import gyrus.data.internal.Unpacking;
import gyrus.tensor.DType;
import gyrus.tensor.Tensor;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/// An array in the IDX format, in which MNIST is published.
///
/// Header: two zero bytes, the type, the number of dimensions, then each dimension as a big-endian 32-bit
/// number; the values follow, big-endian, the last dimension fastest. Files that begin as gzip does are
/// unpacked while reading. LeCun, The MNIST database of handwritten digits.
///
/// @param type   of the values
/// @param dims   length of each dimension
/// @param values the values as in the file
public record Idx(Type type, int[] dims, byte[] values) {

    /// Type of the values of an IDX file.
    public enum Type {
        UINT8(0x08, 1), INT8(0x09, 1), INT16(0x0B, 2), INT32(0x0C, 4), FLOAT32(0x0D, 4), FLOAT64(0x0E, 8);

        private final int code;
        private final int bytes;

        Type(int code, int bytes) {
            this.code = code;
            this.bytes = bytes;
        }

        /// Size of one value in bytes.
        public int bytes() {
            return bytes;
        }
    }

    private static final int MAX_RANK = 8;
    private static final int MAX_BYTES = Integer.MAX_VALUE - 64;

    /// Checks that the dimensions and the number of values agree.
    ///
    /// @throws IllegalArgumentException if they do not
    public Idx {
        long size = size(type, dims);
        if (size != values.length) {
            throw new IllegalArgumentException("dimensions %s of %s take %,d bytes, but there are %,d"
                    .formatted(Arrays.toString(dims), type, size, values.length));
        }
    }

    /// Reads a file, gzipped or not.
    ///
    /// @throws BadFileException     if it is no IDX file, is cut off, or has bytes left over
    /// @throws UncheckedIOException if it cannot be read
    public static Idx read(Path file) {
        try (var raw = Files.newInputStream(file)) {
            return read(file, raw, Files.size(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": " + e.getMessage(), e);
        }
    }

    /// Reads the bytes of a file; `name` is for messages.
    ///
    /// @throws BadFileException if it is no IDX file, is cut off, or has bytes left over
    public static Idx parse(String name, byte[] file) {
        try {
            return read(name, new ByteArrayInputStream(file), file.length);
        } catch (IOException e) {
            throw new UncheckedIOException(name + ": " + e.getMessage(), e);
        }
    }

    private static Idx read(Object name, InputStream raw, long length) throws IOException {
        try (var unpacking = Unpacking.of(name, raw, length);
                var in = new DataInputStream(unpacking)) {
            boolean packed = unpacking.packed();
            int zero = in.readUnsignedShort();
            if (zero != 0) {
                throw new BadFileException(name, "an IDX file begins with two zero bytes, this with 0x%04x"
                        .formatted(zero));
            }
            var type = type(name, in.readUnsignedByte());
            int rank = in.readUnsignedByte();
            if (rank < 1 || rank > MAX_RANK) {
                throw new BadFileException(name, "%d dimensions at byte 3; 1 to %d are read"
                        .formatted(rank, MAX_RANK));
            }
            var dims = new int[rank];
            for (int i = 0; i < rank; i++) {
                dims[i] = in.readInt();
                if (dims[i] < 0) {
                    throw new BadFileException(name, "dimension %d is %,d; at most %,d is read"
                            .formatted(i, Integer.toUnsignedLong(dims[i]), Integer.MAX_VALUE));
                }
            }
            long size = bounded(name, type, dims);
            int header = 4 + 4 * rank;
            if (packed && size > unpacking.most()) {
                throw new BadFileException(name, "the header promises %,d bytes of values %s; it %s"
                        .formatted(size, Arrays.toString(dims), unpacking.bomb()));
            }
            if (!packed && size != length - header) {
                throw new BadFileException(name,
                        "the header promises %,d bytes of values %s, but the file of %,d bytes holds %,d"
                        .formatted(size, Arrays.toString(dims), length, length - header));
            }
            Heap.require(name, 2 * size);
            var values = in.readNBytes((int) size);
            if (values.length < size) {
                throw new BadFileException(name, "cut off: %,d of %,d bytes of values"
                        .formatted(values.length, size));
            }
            if (in.read() >= 0) {
                throw new BadFileException(name, "bytes are left over after %,d bytes of values"
                        .formatted(size));
            }
            return new Idx(type, dims, values);
        } catch (EOFException e) {
            throw new BadFileException(name, "cut off in the header or in the packed data", e);
        } catch (ZipException e) {
            throw new BadFileException(name, "damaged gzip data: " + e.getMessage(), e);
        }
    }

    private static Type type(Object name, int code) {
        for (var type : Type.values()) {
            if (type.code == code) {
                return type;
            }
        }
        throw new BadFileException(name, "type 0x%02x at byte 2 is none of IDX's: 0x08 to 0x0e, but 0x0a"
                .formatted(code));
    }

    private static long bounded(Object name, Type type, int[] dims) {
        try {
            long size = size(type, dims);
            if (size <= MAX_BYTES) {
                return size;
            }
        } catch (ArithmeticException _) {
            // told below
        }
        throw new BadFileException(name, "dimensions %s of %s take more than %,d bytes"
                .formatted(Arrays.toString(dims), type, MAX_BYTES));
    }

    private static long size(Type type, int[] dims) {
        long size = type.bytes;
        boolean empty = false;
        for (int dim : dims) {
            if (dim < 0) {
                throw new IllegalArgumentException("dimension " + dim + " is negative");
            }
            empty |= dim == 0;
            size = Math.multiplyExact(size, Math.max(1, dim));
        }
        return empty ? 0 : size;
    }

    /// Writes the file; gzipped if its name ends in `.gz`.
    public void write(Path file) {
        try (var out = file.toString().endsWith(".gz") ? new GZIPOutputStream(Files.newOutputStream(file))
                : Files.newOutputStream(file)) {
            var header = ByteBuffer.allocate(4 + 4 * dims.length).put((byte) 0).put((byte) 0)
                    .put((byte) type.code).put((byte) dims.length);
            for (int dim : dims) {
                header.putInt(dim);
            }
            out.write(header.array());
            out.write(values);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": " + e.getMessage(), e);
        }
    }

    /// The values as a tensor of the same shape and type.
    public Tensor tensor() {
        var shape = Arrays.stream(dims).asLongStream().toArray();
        var bytes = ByteBuffer.wrap(values);
        int count = values.length / type.bytes;
        switch (type) {
            case UINT8 -> {
                return Tensor.of(values, shape);
            }
            case INT8, INT16, INT32 -> {
                var numbers = new int[count];
                for (int i = 0; i < count; i++) {
                    numbers[i] = type == Type.INT8 ? bytes.get() : type == Type.INT16 ? bytes.getShort()
                            : bytes.getInt();
                }
                var tensor = Tensor.of(numbers, shape);
                return type == Type.INT32 ? tensor : tensor.to(type == Type.INT8 ? DType.INT8 : DType.INT16);
            }
            case FLOAT32 -> {
                var numbers = new float[count];
                bytes.asFloatBuffer().get(numbers);
                return Tensor.of(numbers, shape);
            }
            case FLOAT64 -> {
                var numbers = new double[count];
                bytes.asDoubleBuffer().get(numbers);
                return Tensor.of(numbers, shape);
            }
        }
        throw new AssertionError(type);
    }
}
