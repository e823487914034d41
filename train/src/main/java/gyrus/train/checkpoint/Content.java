package gyrus.train.checkpoint;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// What goes into a file of a checkpoint.
@FunctionalInterface
public interface Content {

    /// Writes all of it; the stream is buffered and closed by the caller.
    void write(OutputStream out) throws IOException;

    /// These bytes.
    static Content of(byte[] bytes) {
        return out -> out.write(bytes);
    }

    /// This text, in UTF-8.
    static Content of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }
}
