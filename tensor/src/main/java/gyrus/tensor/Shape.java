package gyrus.tensor;

import java.util.Arrays;
import java.util.StringJoiner;

/// The sizes of a tensor along its dimensions, outermost first. A scalar has none. Prints as `(2, 3)`.
public final class Shape {

    private final long[] sizes;

    private Shape(long[] sizes) {
        this.sizes = sizes;
    }

    /// A shape of these sizes.
    ///
    /// @throws IllegalArgumentException if a size is negative
    public static Shape of(long... sizes) {
        for (long size : sizes) {
            if (size < 0) {
                throw new IllegalArgumentException("shape %s has a negative size"
                        .formatted(new Shape(sizes)));
            }
        }
        return new Shape(sizes.clone());
    }

    /// Number of dimensions.
    public int rank() {
        return sizes.length;
    }

    /// Size along dimension `dim`; negative dimensions count from the end.
    ///
    /// @throws IndexOutOfBoundsException if there is no such dimension
    public long size(int dim) {
        int at = dim < 0 ? dim + sizes.length : dim;
        if (at < 0 || at >= sizes.length) {
            throw new IndexOutOfBoundsException("no dimension %d in shape %s of rank %d"
                    .formatted(dim, this, rank()));
        }
        return sizes[at];
    }

    /// Number of elements: the product of the sizes.
    ///
    /// @throws IllegalArgumentException if it does not fit a long
    public long count() {
        long count = 1;
        for (long size : sizes) {
            if (Math.multiplyHigh(count, size) != 0 || count * size < 0) {
                throw new IllegalArgumentException("shape %s has more elements than a long counts"
                        .formatted(this));
            }
            count *= size;
        }
        return count;
    }

    /// A copy of the sizes.
    public long[] dims() {
        return sizes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape && Arrays.equals(sizes, shape.sizes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sizes);
    }

    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(", ", "(", sizes.length == 1 ? ",)" : ")");
        for (long size : sizes) text.add(Long.toString(size));
        return text.toString();
    }
}
