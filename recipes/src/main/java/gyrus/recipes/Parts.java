package gyrus.recipes;

import gyrus.data.Splits;

/// What recipes do to the parts of their data.
final class Parts {

    private Parts() {}

    /// The parts, with a training example left out where it would be alone in the last batch of an epoch: a batch norm
    /// cannot learn from one.
    static <B> Splits<B> whole(Splits<B> parts, int batch) {
        int size = parts.train().size();
        if (batch == 1 || size == 1 || size % batch != 1) return parts;
        return new Splits<>(parts.train().range(0, size - 1), parts.validation(), parts.test());
    }
}
