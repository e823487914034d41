package gyrus.methods.search;

import java.util.List;
import java.util.random.RandomGenerator;

/// An option whose value is searched for. A value is a text, as it is written on the command line; its place is a
/// number in which equal distances matter equally.
public sealed interface Dimension permits Range, Choice {

    /// The option's name, as its record has it.
    String option();

    /// Any value, each as likely.
    String draw(RandomGenerator random);

    /// Where a value lies.
    ///
    /// @throws IllegalArgumentException if it is not a value of this option
    double place(String value);

    /// The value at a place.
    String value(double place);

    /// Parzen's estimate of how densely values lie, from those tried.
    ///
    /// @param places of the values tried, perhaps none
    Density density(List<Double> places);
}
