package gyrus.methods.search;

import java.util.random.RandomGenerator;

/// How densely values lie along a [Dimension].
interface Density {

    /// A place, likelier where the density is higher.
    double draw(RandomGenerator random);

    /// Logarithm of the density at a place.
    double log(double place);
}
