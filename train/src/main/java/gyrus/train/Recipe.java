package gyrus.train;

/// How one system is made and trained: the file to read to learn what it is, and the one to change.
///
/// The options are a record: its components are the flags of the command, the form of the studio and the file
/// `options.json`; [Help] on a component explains it. Every recipe that trains by steps has `data` (unless its
/// learner makes its own), `seed`, and `epochs`, `steps` or `iterations` among them. Recipes are found by
/// [java.util.ServiceLoader]; they compose parts and never inherit.
///
/// @param <O> the options
public interface Recipe<O extends Record> {

    /// What the system is called and what to expect of it.
    Card card();

    /// The options where nothing else is said: they run offline, on embedded data, in about a minute.
    O defaults();

    /// These options with what they leave to the data or the processor filled in, such as the names of its classes. A
    /// run keeps them, so that it can be asked when its data is no longer there, and goes on elsewhere as it began.
    /// Here an option `precision` is decided: float32, which is the fast one for small nets.
    ///
    /// @throws IllegalArgumentException for options that make no sense
    default O resolve(O options) {
        return Precision.decided(options, Precision.F32);
    }

    /// The work that these options describe. Weights are drawn from the current generator; data is not read yet.
    ///
    /// @throws IllegalArgumentException for options that make no sense
    Job build(O options);
}
