package gyrus.train.faults;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What goes wrong with the files of a process, and at which of its operations on them.
public final class Fault {

    /// How.
    public enum Kind {
        /// The process is gone: nothing reaches the files from then on.
        KILL,
        /// No byte and no name can be added from then on; deleting still works.
        FULL,
        /// This one operation fails, and all later ones work.
        ERROR
    }

    /// What is thrown at a process that is gone.
    public static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    private final Kind kind;
    private final long at;
    private long operations;
    private String failed = "";

    /// A fault at the operation of that number, from 1.
    public Fault(Kind kind, long at) {
        this.kind = kind;
        this.at = at;
    }

    /// None, for counting.
    public static Fault none() {
        return new Fault(Kind.ERROR, Long.MAX_VALUE);
    }

    /// How many operations there were.
    public long operations() {
        return operations;
    }

    /// The operation that failed first; empty while none has.
    public String failed() {
        return failed;
    }

    /// An operation on a file.
    ///
    /// @param adds whether it needs room
    void on(String operation, @Nullable Path path, boolean adds) throws IOException {
        operations++;
        if (operations < at) return;
        if (operations == at) failed = operation + " " + (path == null ? "" : path.getFileName());
        switch (kind) {
            case KILL -> throw new Killed();
            case FULL -> {
                if (adds) throw failure(operation, path, "No space left on device");
            }
            case ERROR -> {
                if (operations == at) throw failure(operation, path, "Input/output error");
            }
        }
    }

    /// An open file does not tell its name.
    private static IOException failure(String operation, @Nullable Path path, String why) {
        return operation.equals("write") || operation.equals("force") || operation.equals("read")
                ? new IOException(why) : new FileSystemException(String.valueOf(path), null, why);
    }
}
