package gyrus.methods.quantize;

import gyrus.tensor.Tensor;

/// What numbers of a tensor have one scale together. The fewer, the smaller the error, and the more scales to keep.
public sealed interface Grain {

    /// The whole tensor.
    record Whole() implements Grain {}

    /// What has the same first index: all weights into one output.
    record Channel() implements Grain {}

    /// So many that follow each other.
    ///
    /// @param size how many; what has the same first index must divide into such groups
    record Group(long size) implements Grain {

        /// Checks the size.
        public Group {
            if (size < 1) throw new IllegalArgumentException("groups of %d numbers; it must be 1 or more"
                    .formatted(size));
        }
    }

    /// The numbers of `tensor`, those with one scale in a row. → (scales, numbers)
    ///
    /// @throws IllegalArgumentException if they do not divide into groups
    default Tensor rows(Tensor tensor) {
        return switch (this) {
            case Whole() -> tensor.reshape(1, tensor.count());
            case Channel() -> tensor.reshape(tensor.size(0), tensor.count() / tensor.size(0));
            case Group(long size) -> {
                long row = tensor.count() / tensor.size(0);
                if (row % size != 0) {
                    throw new IllegalArgumentException(
                            "the %d numbers of a channel of %s do not divide into groups of %d"
                            .formatted(row, tensor.shape(), size));
                }
                yield tensor.reshape(tensor.count() / size, size);
            }
        };
    }
}
