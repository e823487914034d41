package gyrus.train.checkpoint;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// A stream that counts the bytes that went through.
final class Counted extends FilterOutputStream {

    private long bytes;

    Counted(OutputStream out) {
        super(out);
    }

    long bytes() {
        return bytes;
    }

    @Override public void write(int b) throws IOException {
        out.write(b);
        bytes++;
    }

    @Override public void write(byte[] b, int off, int len) throws IOException {
        out.write(b, off, len);
        bytes += len;
    }
}
