package gyrus.train;

/// Something whose state between two steps must be saved, or resuming a run would not give the same result: an
/// optimizer, a schedule that reacts, a generator, a replay memory.
public interface Stateful {

    /// What is needed to go on from here. The tensors may be those in use: they are to be written before the next step.
    Snapshot state();

    /// Goes on from a state that [#state] gave.
    ///
    /// @throws IllegalArgumentException if the state is of something else; the message names what does not fit
    void restore(Snapshot state);
}
