package gyrus.testing;

import gyrus.tensor.DType;
import gyrus.tensor.Tensor;

/// How far two numbers may be apart to count as equal: `|actual − expected| ≤ absolute + relative ·
/// |expected|`.
///
/// The defaults are those of PyTorch's `assert_close`.
///
/// @param relative share of the expected number
/// @param absolute for numbers near zero
public record Tolerance(double relative, double absolute) {

    /// Nothing but the same numbers.
    public static final Tolerance EXACT = new Tolerance(0, 0);

    /// The tolerance for numbers of that type; integers and truth values must be the same.
    public static Tolerance of(DType type) {
        return switch (type) {
            case FLOAT32, COMPLEX64 -> new Tolerance(1.3e-6, 1e-5);
            case FLOAT64, COMPLEX128 -> new Tolerance(1e-7, 1e-7);
            case FLOAT16 -> new Tolerance(1e-3, 1e-5);
            case BFLOAT16 -> new Tolerance(1.6e-2, 1e-5);
            default -> EXACT;
        };
    }

    /// Compares shape, type and every element (NaN equals NaN) at the tolerance of the expected tensor's
    /// type.
    ///
    /// @throws AssertionError naming `what`, how many elements differ, and the worst of them
    public static void check(String what, Tensor actual, Tensor expected) {
        of(expected.dtype()).compare(what, actual, expected);
    }

    /// Compares shape, type and every element (NaN equals NaN).
    ///
    /// @throws AssertionError naming `what`, how many elements differ, and the worst of them
    public void compare(String what, Tensor actual, Tensor expected) {
        if (!actual.shape().equals(expected.shape()) || actual.dtype() != expected.dtype()) {
            throw new AssertionError("%s: %s %s, expected %s %s"
                    .formatted(what, actual.dtype(), actual.shape(),
                    expected.dtype(), expected.shape()));
        }
        double[] found = actual.toDoubles();
        double[] wanted = expected.toDoubles();
        int wrong = 0;
        int worst = 0;
        double excess = -1;
        for (int i = 0; i < found.length; i++) {
            if (found[i] == wanted[i] || Double.isNaN(found[i]) && Double.isNaN(wanted[i])) continue;
            double over = Math.abs(found[i] - wanted[i]) - absolute - relative * Math.abs(wanted[i]);
            if (over <= 0) continue;
            wrong++;
            if (!(over <= excess)) {
                excess = over;
                worst = i;
            }
        }
        if (wrong > 0) {
            throw new AssertionError(
                    "%s: %,d of %,d elements differ, most at %,d: %s, not %s (relative %.1e, absolute %.1e)"
                    .formatted(what, wrong, found.length, worst, found[worst], wanted[worst], relative,
                    absolute));
        }
    }
}
