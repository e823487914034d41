package gyrus.data;

import java.util.Arrays;
import java.util.List;

/// Data in the three parts that honest learning needs.
///
/// @param train what is learned from
/// @param validation what decides when to stop and which weights to keep
/// @param test what nothing was decided on
/// @param <B> a batch
public record Splits<B>(Dataset<B> train, Dataset<B> validation, Dataset<B> test) {

    /// All of `data`, shuffled by `seed` and dealt out: these shares for validation and test, the rest for
    /// training.
    ///
    /// @throws IllegalArgumentException unless the shares leave something to train on
    public static <B> Splits<B> of(Dataset<B> data, long seed, double validation, double test) {
        int[] order = Order.shuffled(data.size(), seed, 0);
        int tested = share(data.size(), test);
        int validated = share(data.size(), validation);
        if (tested + validated >= data.size()) {
            throw new IllegalArgumentException("%d examples leave none to train on: %d to validate, %d to test"
                    .formatted(data.size(), validated, tested));
        }
        return new Splits<>(
                data.subset(Arrays.copyOfRange(order, tested + validated, order.length)),
                data.subset(Arrays.copyOfRange(order, tested, tested + validated)),
                data.subset(Arrays.copyOfRange(order, 0, tested)));
    }

    /// Training data of which a share, chosen by `seed`, validates; and test data of its own.
    public static <B> Splits<B> of(Dataset<B> train, Dataset<B> test, long seed, double validation) {
        Splits<B> parts = of(train, seed, validation, 0);
        return new Splits<>(parts.train, parts.validation, test);
    }

    /// The three parts, in this order.
    public List<Dataset<B>> parts() {
        return List.of(train, validation, test);
    }

    private static int share(int size, double share) {
        if (!(share >= 0 && share < 1)) {
            throw new IllegalArgumentException("share %s is not within 0 and 1".formatted(share));
        }
        return (int) Math.round(size * share);
    }
}
