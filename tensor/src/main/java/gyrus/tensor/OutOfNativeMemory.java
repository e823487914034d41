package gyrus.tensor;

/// The engine could not get the native memory for a result. What was there before the operation is unchanged.
public final class OutOfNativeMemory extends RuntimeException {

    private static final long serialVersionUID = 1;

    /// @param message the operator, what the engine said, and what was given
    public OutOfNativeMemory(String message) {
        super(message);
    }
}
