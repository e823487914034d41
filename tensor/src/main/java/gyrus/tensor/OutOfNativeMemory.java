package gyrus.tensor;

/// The engine could not get the native memory for a result. What was there before the operation is unchanged.
///
/// Compute on smaller batches, or close scopes sooner, so that less is held at once.
public final class OutOfNativeMemory extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final long bytes;

    /// @param message the operator, what the engine said, and what was given
    /// @param bytes how many were asked for, or −1 where the engine does not tell
    public OutOfNativeMemory(String message, long bytes) {
        super(message);
        this.bytes = bytes;
    }

    /// Bytes that were asked for, or −1 where the engine does not tell.
    public long bytes() {
        return bytes;
    }
}
