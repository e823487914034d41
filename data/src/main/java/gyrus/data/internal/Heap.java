package gyrus.data.internal;

import gyrus.data.file.BadFileException;

/// What this process may hold, asked before a file makes it hold much.
public final class Heap {

    private Heap() {}

    /// Bytes that a file may take at most: three quarters of the heap, as something else is always there.
    public static long most() {
        return Runtime.getRuntime().maxMemory() / 4 * 3;
    }

    /// Refuses a file that takes more memory than there is.
    ///
    /// @param bytes what reading it takes
    /// @throws BadFileException if it is more than [#most()]
    public static void require(Object file, long bytes) {
        if (bytes > most()) {
            throw new BadFileException(file, ("reading it takes more memory than there is: %,d MiB of the %,d that Java"
                    + " has; start it with more, such as -Xmx%dg").formatted(bytes >> 20,
                            Runtime.getRuntime().maxMemory() >> 20, (bytes >> 30) * 2 + 2));
        }
    }
}
