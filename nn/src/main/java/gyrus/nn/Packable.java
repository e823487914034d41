package gyrus.nn;

/// A layer that has another form for use alone, which answers quicker and learns nothing. [Nets#packed] asks for it.
public interface Packable extends Layer {

    /// What stands in for this layer where it is only used: its answers, to rounding, with the weights that it has now.
    /// It is the layer itself where nothing is quicker.
    Layer packed();
}
