package gyrus.data.file;

import java.nio.file.Path;

/// A file does not hold what it should: the message names the file, the place and the rule.
public final class BadFileException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    /// `<file>: <problem>`.
    public BadFileException(Object file, String problem) {
        super(name(file) + ": " + problem);
    }

    /// `<file>: <problem>`, found by another exception.
    public BadFileException(Object file, String problem, Throwable cause) {
        super(name(file) + ": " + problem, cause);
    }

    private static String name(Object file) {
        return file instanceof Path path ? path.toString() : String.valueOf(file);
    }
}
