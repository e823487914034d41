package gyrus.testing;

import gyrus.tensor.DType;
import gyrus.tensor.Generator;
import gyrus.tensor.Gradients;
import gyrus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Holds gradients against differences: `∂f/∂xᵢ ≈ (f(x + ε·eᵢ) − f(x − ε·eᵢ)) / 2ε`, in float64.
///
/// A function of several outputs is weighed by random numbers, which makes it a scalar.
public final class GradientCheck {

    private static final double EPSILON = 1e-6;
    private static final Tolerance TOLERANCE = new Tolerance(1e-3, 1e-5);

    private GradientCheck() {}

    /// Checks the gradient of `function` at `inputs` with respect to each of them.
    ///
    /// @param inputs float64; they are copied
    /// @throws AssertionError naming the input and the worst element where the two differ
    /// @throws IllegalArgumentException for an input of another type
    public static void check(Function<List<Tensor>, Tensor> function, Tensor... inputs) {
        List<Tensor> leaves = new ArrayList<>();
        for (Tensor input : inputs) {
            if (input.dtype() != DType.FLOAT64) {
                throw new IllegalArgumentException("an input of %s; differences need float64"
                        .formatted(input.dtype()));
            }
            leaves.add(input.detach().copy().contiguous().trainable(true));
        }
        Tensor output = function.apply(leaves);
        Tensor weights = Generator.seeded(7).call(() -> Tensor.randn(output.shape().dims()))
                .to(DType.FLOAT64);
        Tensor total = output.mul(weights).sum();
        // an input that is not used has gradient zero
        for (Tensor leaf : leaves) total = total.add(leaf.sum().mul(0));
        List<Tensor> found = Gradients.of(total, leaves, false);
        for (int i = 0; i < leaves.size(); i++) {
            TOLERANCE.compare("gradient of input " + i, found.get(i),
                    differences(function, leaves, i, weights));
        }
    }

    /// Checks the gradient of the gradient: `function`'s gradients are functions of the inputs in their turn.
    ///
    /// @throws AssertionError naming the input and the worst element where the two differ
    public static void checkTwice(Function<List<Tensor>, Tensor> function, Tensor... inputs) {
        for (int i = 0; i < inputs.length; i++) {
            int which = i;
            check(leaves -> {
                Tensor output = function.apply(leaves);
                Tensor weights = Generator.seeded(8).call(() -> Tensor.randn(output.shape().dims()))
                        .to(DType.FLOAT64);
                return Gradients.on(() ->
                        Gradients.of(output.mul(weights).sum(), List.of(leaves.get(which)), true).getFirst());
            }, inputs);
        }
    }

    private static Tensor differences(Function<List<Tensor>, Tensor> function, List<Tensor> leaves, int input,
            Tensor weights) {
        Tensor at = leaves.get(input);
        double[] slopes = new double[Math.toIntExact(at.count())];
        Tensor row = at.detach().view(-1);
        for (int k = 0; k < slopes.length; k++) {
            Tensor element = row.select(0, k);
            double value = element.item();
            double above = value(function, leaves, element, value + EPSILON, weights);
            double below = value(function, leaves, element, value - EPSILON, weights);
            element.fill(value);
            slopes[k] = (above - below) / (2 * EPSILON);
        }
        return Tensor.of(slopes, at.shape().dims());
    }

    private static double value(Function<List<Tensor>, Tensor> function, List<Tensor> leaves, Tensor element,
            double at, Tensor weights) {
        element.fill(at);
        return function.apply(leaves).mul(weights).sum().item();
    }
}
