package gyrus.train.text;

/// A net that reads a sequence bit by bit and remembers it.
@FunctionalInterface
public interface TokenReader {

    /// Reads tokens that follow those read before.
    ///
    /// @return the logits of the token after the last one
    double[] read(int[] tokens);
}
