package gyrus.train;

/// What can be done to a trained net: a net comes in, a changed one goes out, such as one made small or taught more.
///
/// A method is to a run what a [Recipe] is to data. What it makes is a run of its own, which keeps the options of the
/// run that it began with, and can be resumed, judged, asked, and changed again. Methods are found by
/// [java.util.ServiceLoader].
///
/// @param <O> the options, a record as a recipe's
public interface Method<O extends Record> {

    /// What the method is called and what to expect of it.
    Card card();

    /// The options where nothing else is said. An option `data` that is not empty replaces that of the run.
    O defaults();

    /// The work that these options describe. What is random is drawn from the current generator.
    ///
    /// @param base the job of the run; its net has the weights that the run kept, or fresh ones where only the shape of
    ///     the changed net matters
    /// @throws IllegalArgumentException if the net or the options are not fit for the method
    Job apply(Job base, O options);
}
