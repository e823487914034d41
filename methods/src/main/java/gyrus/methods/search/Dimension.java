package gyrus.methods.search;

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

    /// Places near one: likely values, once this one did well.
    ///
    /// @param width as a share of the whole, above 0
    Density around(double place, double width);

    /// Places of which nothing is known yet.
    Density anywhere();
}
