package gyrus.methods.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/// A mixture of one product of densities for each set of values tried, and one for the prior, so that options that do
/// well together stay together:
///
/// p(x) = 1 / (n + 1) · (Πⱼ prior(xⱼ) + Σᵢ Πⱼ around(xⱼ; xᵢⱼ, h)), h = max(0.2 · n^(−1 / (d + 4)), 1 / (n + 2))
///
/// n sets of values of d options, h a share of each option's width; the power is Scott's rule, and while n is small the
/// bells are wider, for little is known. Falkner et al. 2018, BOHB: Robust and Efficient
/// Hyperparameter Optimization at Scale, §3.2, has such a density instead of one for each option.
final class Parzen {

    private static final double WIDTH = 0.2;

    private final List<List<Density>> products;

    private Parzen(List<List<Density>> products) {
        this.products = products;
    }

    static Parzen of(List<Dimension> dimensions, List<Tried> tried) {
        int n = tried.size();
        double width = Math.max(WIDTH * Math.pow(Math.max(1, n), -1.0 / (dimensions.size() + 4)), 1.0 / (n + 2));
        List<List<Density>> products = new ArrayList<>();
        products.add(dimensions.stream().map(Dimension::anywhere).toList());
        for (Tried one : tried) {
            products.add(dimensions.stream().map(dimension -> dimension.around(
                    dimension.place(one.values().getOrDefault(dimension.option(), "")), width)).toList());
        }
        return new Parzen(products);
    }

    /// A place in each dimension.
    List<Double> draw(RandomGenerator random) {
        return products.get(random.nextInt(products.size())).stream().map(density -> density.draw(random)).toList();
    }

    /// Logarithm of the density at a place in each dimension.
    double log(List<Double> places) {
        List<Double> logs = products.stream().map(product -> log(product, places)).toList();
        double most = Collections.max(logs);
        return most + Math.log(logs.stream().mapToDouble(log -> Math.exp(log - most)).sum() / logs.size());
    }

    private static double log(List<Density> product, List<Double> places) {
        double sum = 0;
        for (int i = 0; i < product.size(); i++) sum += product.get(i).log(places.get(i));
        return sum;
    }
}
