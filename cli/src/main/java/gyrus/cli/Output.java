package gyrus.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/// The standard output of this process, written when it is full or flushed, which knows why it could not be.
final class Output extends PrintStream {

    private final Pipe pipe;

    private Output(Pipe pipe) {
        super(new BufferedOutputStream(pipe), false, System.out.charset());
        this.pipe = pipe;
    }

    static Output standard() {
        return new Output(new Pipe(new FileOutputStream(FileDescriptor.out)));
    }

    /// Whether who reads it has read enough, as `head` does. This is no failure to tell anyone about.
    boolean readerIsGone() {
        IOException failure = pipe.failure;
        return failure != null && String.valueOf(failure.getMessage()).contains("pipe");
    }

    private static final class Pipe extends FilterOutputStream {
        private @Nullable IOException failure;

        Pipe(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            try {
                out.write(bytes, from, count);
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }
    }
}
