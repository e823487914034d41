package gyrus.data.internal;

import gyrus.data.file.BadFileException;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/// The bytes of a file that may be gzipped, unpacked while they are read and no more of them than 200 times the file
/// and a mebibyte: what is worth reading is never packed better, and a bomb is.
public final class Unpacking extends FilterInputStream {

    private static final int RATIO = 200;
    private static final long FREE = 1 << 20;

    private final Object file;
    private final boolean packed;
    private final long most;
    private long count;

    private Unpacking(Object file, InputStream in, boolean packed, long most) {
        super(in);
        this.file = file;
        this.packed = packed;
        this.most = most;
    }

    /// Looks at the first two bytes of `raw`, and unpacks it if they are gzip's.
    ///
    /// @param file   what it is called in messages
    /// @param length bytes of the file
    public static Unpacking of(Object file, InputStream raw, long length) throws IOException {
        InputStream in = new BufferedInputStream(raw, 1 << 16);
        in.mark(2);
        boolean packed = in.read() == 0x1F && in.read() == 0x8B;
        in.reset();
        return packed ? new Unpacking(file, new GZIPInputStream(in, 1 << 16), true, most(length))
                : new Unpacking(file, in, false, Long.MAX_VALUE);
    }

    /// Bytes that a packed file of `length` may unpack to.
    private static long most(long length) {
        return FREE + length * RATIO;
    }

    /// Whether the file is gzipped.
    public boolean packed() {
        return packed;
    }

    /// Bytes that the file may unpack to; no bound where it is not packed.
    public long most() {
        return most;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value >= 0) add(1);
        return value;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        int read = super.read(to, offset, length);
        add(Math.max(0, read));
        return read;
    }

    private void add(int read) {
        count += read;
        if (count > most) throw new BadFileException(file, bomb());
    }

    /// What is wrong with a file that has more.
    public String bomb() {
        return "unpacks to more than %,d bytes, %d times what it has; unpack it by itself if it may be trusted"
                .formatted(most, RATIO);
    }
}
