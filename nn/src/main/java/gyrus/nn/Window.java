package gyrus.nn;

import gyrus.tensor.Shape;
import java.util.Arrays;
import java.util.function.LongUnaryOperator;

/// What a convolution or a pool looks at: how large its window is along each dimension, and how it moves.
///
/// ```java
/// Window.square(3).stride(2).padding(1)
/// Window.of(3, 5).same()
/// ```
///
/// @param kernel size of the window
/// @param stride how far it moves from one output to the next
/// @param before what is added in front of the first element
/// @param after what is added behind the last element
/// @param dilation distance between neighbouring elements of the window; 1 is without gaps
public record Window(Shape kernel, Shape stride, Shape before, Shape after, Shape dilation) {

    /// Checks that all have as many dimensions, 1 to 3, and that no size, stride or dilation is 0.
    public Window {
        for (Shape other : new Shape[] {stride, before, after, dilation}) {
            if (other.rank() != kernel.rank()) {
                throw new IllegalArgumentException("%s does not fit a kernel of %s: give one number, or %d"
                        .formatted(other, kernel, kernel.rank()));
            }
        }
        if (kernel.rank() < 1 || kernel.rank() > 3) {
            throw new IllegalArgumentException("a window has 1 to 3 dimensions, not %s".formatted(kernel));
        }
        if (kernel.count() < 1 || stride.count() < 1 || dilation.count() < 1) {
            throw new IllegalArgumentException("kernel %s, stride %s and dilation %s must be 1 or more"
                    .formatted(kernel, stride, dilation));
        }
    }

    /// A window of these sizes, one for each dimension, that moves by 1, without padding or dilation.
    public static Window of(long... kernel) {
        Shape ones = same(1, kernel.length);
        Shape zeros = same(0, kernel.length);
        return new Window(Shape.of(kernel), ones, zeros, zeros, ones);
    }

    /// A window over height and width.
    public static Window square(long size) {
        return of(size, size);
    }

    /// A window over depth, height and width.
    public static Window cube(long size) {
        return of(size, size, size);
    }

    /// This window moving so far: one number for all dimensions, or one for each.
    public Window stride(long... stride) {
        return new Window(kernel, spread(stride), before, after, dilation);
    }

    /// This window with so much added on both sides: one number for all dimensions, or one for each.
    public Window padding(long... padding) {
        Shape sides = spread(padding);
        return new Window(kernel, stride, sides, sides, dilation);
    }

    /// This window with its elements so far apart: one number for all dimensions, or one for each.
    public Window dilation(long... dilation) {
        return new Window(kernel, stride, before, after, spread(dilation));
    }

    /// This window with as much added as keeps the size where the stride is 1; what is odd goes behind. To be
    /// called after [#dilation].
    public Window same() {
        return new Window(kernel, stride, each(d -> missing(d) / 2), each(d -> missing(d) - missing(d) / 2),
                dilation);
    }

    private long missing(long dim) {
        return dilation.size((int) dim) * (kernel.size((int) dim) - 1);
    }

    /// Number of dimensions that the window moves along.
    public int rank() {
        return kernel.rank();
    }

    /// Whether as much is added in front as behind.
    public boolean symmetric() {
        return before.equals(after);
    }

    /// Checks what a pool asks for: the same padding on both sides, and no more than half the window.
    void checkPool() {
        if (!symmetric()) {
            throw new IllegalArgumentException("padding must be the same on both sides, not %s before and %s after"
                    .formatted(before, after));
        }
        for (int i = 0; i < rank(); i++) {
            if (before.size(i) * 2 > kernel.size(i)) {
                throw new IllegalArgumentException("padding %s is more than half of the kernel %s"
                        .formatted(before, kernel));
            }
        }
    }

    /// The padding as [gyrus.tensor.Tensor#pad] takes it: before and after, the last dimension first.
    long[] edges() {
        long[] edges = new long[2 * rank()];
        for (int i = 0; i < rank(); i++) {
            edges[2 * i] = before.size(-1 - i);
            edges[2 * i + 1] = after.size(-1 - i);
        }
        return edges;
    }

    private Shape spread(long[] given) {
        return given.length == 1 ? same(given[0], rank()) : Shape.of(given);
    }

    private static Shape same(long value, int rank) {
        long[] values = new long[rank];
        Arrays.fill(values, value);
        return Shape.of(values);
    }

    private Shape each(LongUnaryOperator size) {
        long[] sizes = new long[rank()];
        Arrays.setAll(sizes, size::applyAsLong);
        return Shape.of(sizes);
    }
}
