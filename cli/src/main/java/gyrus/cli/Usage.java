package gyrus.cli;

import java.util.function.Supplier;

/// A command that makes no sense: an unknown word, a value that does not fit. The process ends with 2.
final class Usage extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final String page;

    /// A misuse; the message says what to write instead.
    Usage(String message) {
        super(message);
        this.page = "";
    }

    private Usage(String page, IllegalArgumentException cause) {
        super(cause.getMessage(), cause);
        this.page = page;
    }

    /// The verb, and perhaps the recipe, whose help page says more; empty for the verb that was called.
    String page() {
        return page;
    }

    /// What `read` makes of the user's words; what it refuses in them is a misuse.
    static <T> T check(Supplier<T> read) {
        return check("", read);
    }

    /// The same, where a certain help page says more.
    static <T> T check(String page, Supplier<T> read) {
        try {
            return read.get();
        } catch (IllegalArgumentException e) {
            throw e instanceof Usage usage ? usage : new Usage(page, e);
        }
    }
}
