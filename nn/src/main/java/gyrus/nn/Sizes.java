package gyrus.nn;

import gyrus.tensor.Shape;
import gyrus.tensor.Tensor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What several layers ask about sizes.
final class Sizes {

    private Sizes() {}

    static long[] join(long[] first, long[] second) {
        long[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    static void checkOutput(Shape size) {
        if (size.rank() < 1 || size.rank() > 3 || size.count() < 1) {
            throw new IllegalArgumentException("an output of %s; give 1 to 3 sizes of 1 or more"
                    .formatted(size));
        }
    }

    static void checkFits(String what, @Nullable Tensor tensor, Shape shape) {
        if (tensor != null && !tensor.shape().equals(shape)) {
            throw new IllegalArgumentException("%s %s, where %s is needed"
                    .formatted(what, tensor.shape(), shape));
        }
    }

    static void checkEpsilon(double epsilon) {
        if (!(epsilon >= 0)) {
            throw new IllegalArgumentException("epsilon %s must be 0 or more".formatted(epsilon));
        }
    }

    /// Whether `input` is one example (C, …) and not several (N, C, …), for so many dimensions after the
    /// channels.
    static boolean single(Tensor input, int rank, long channels) {
        boolean single = input.rank() == rank + 1;
        if (!single && input.rank() != rank + 2 || input.size(single ? 0 : 1) != channels) {
            throw new IllegalArgumentException("an input of %s, where (N, %d%s) is needed"
                    .formatted(input.shape(), channels, ", …".repeat(rank)));
        }
        return single;
    }
}
