package gyrus.tensor;

/// A rank that no longer answers. What was being computed together cannot be; the process should end.
public final class LostRank extends IllegalStateException {

    private static final long serialVersionUID = 1;

    /// @param message what was waited for, and what to do
    /// @param cause what the engine said
    public LostRank(String message, Throwable cause) {
        super(message, cause);
    }
}
