package gyrus.nn;

/// A net that says itself what it becomes where it is only used: another form, which answers quicker and learns
/// nothing, or itself, where it must stay as it is. [Nets#packed] asks for it.
public interface Packable extends Net {

    /// What stands in for this net where it is only used: its answers, to rounding, with the weights that it has now.
    /// For a [Layer] it is a layer. It is this net itself where nothing else would do, or be quicker.
    Net packed();
}
