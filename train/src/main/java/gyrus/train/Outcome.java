package gyrus.train;

/// How a run ended.
public sealed interface Outcome {

    /// The run did all that it was asked to do.
    record Done() implements Outcome {}

    /// The run ended early but in good order, as by early stopping or on a signal; it can be resumed.
    ///
    /// @param why the reason, for people
    record Stopped(String why) implements Outcome {}

    /// The run could not go on.
    ///
    /// @param message what went wrong, for people
    record Failed(String message) implements Outcome {}
}
