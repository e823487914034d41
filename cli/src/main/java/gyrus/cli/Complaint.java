package gyrus.cli;

import gyrus.tensor.OutOfNativeMemory;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.Objects;

/// What is told of a failure: one line, then what to do.
final class Complaint {

    private Complaint() {}

    /// Prints the line, and where it gives no advice itself a second one that does.
    ///
    /// @param page what `gyrus` is to be followed by to get help
    static void print(Throwable failure, String page, PrintStream err) {
        String line = line(failure);
        err.println("gyrus: " + line);
        if (!line.contains(";") && !line.endsWith("?")) {
            err.println("see: gyrus " + page + "; or run it again with --debug");
        }
    }

    /// The failure in one line.
    static String line(Throwable failure) {
        return switch (failure) {
            case UncheckedIOException e when plain(e) -> file(Objects.requireNonNull(e.getCause()));
            case IllegalArgumentException e -> first(e);
            case IllegalStateException e -> first(e);
            case UncheckedIOException e -> first(e);
            case UnsupportedOperationException e -> first(e);
            case OutOfNativeMemory e -> "there is not enough memory"
                    + (e.bytes() < 0 ? "" : String.format(Locale.ROOT, ": %,d bytes were asked for", e.bytes()))
                    + "; take a smaller batch= or net, or close what else needs memory";
            case OutOfMemoryError _ -> "the Java heap is full; give it more with JDK_JAVA_OPTIONS=-Xmx8g";
            default -> "unexpected " + failure.getClass().getSimpleName() + ": " + first(failure)
                    + "; run it again with --debug and report what it prints";
        };
    }

    /// Whether nobody has put the failure of a file into words yet.
    private static boolean plain(UncheckedIOException failure) {
        Throwable cause = Objects.requireNonNull(failure.getCause());
        return cause instanceof NoSuchFileException || Objects.equals(failure.getMessage(), cause.toString());
    }

    private static String file(Throwable cause) {
        return switch (cause) {
            case NoSuchFileException e -> "there is no file %s; check the name".formatted(e.getFile());
            case AccessDeniedException e -> "this user may not open " + e.getFile();
            case FileSystemException e -> e.getFile() + ": " + e.getReason();
            default -> first(cause);
        };
    }

    private static String first(Throwable failure) {
        String message = failure.getMessage();
        if (message == null || message.isBlank()) return failure.getClass().getSimpleName();
        return message.strip().lines().findFirst().orElseThrow();
    }
}
