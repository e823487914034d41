package gyrus.methods.explain;

import gyrus.tensor.Gradients;
import gyrus.tensor.Scope;
import gyrus.tensor.Tensor;
import gyrus.train.Explainer;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/// What each pixel adds to a score, gathered along the way from a picture that says nothing to the one in question.
///
/// `φᵢ(x) = (xᵢ − x₀ᵢ) · ∫₀¹ ∂F(x₀ + α·(x − x₀))/∂xᵢ dα`, the integral as the mean over the middles of equal parts of
/// the way. Sundararajan et al. 2017, Axiomatic Attribution for Deep Networks, §3 and §5.
///
/// @param steps parts of the way; 0 takes 32 and doubles them until the values sum to the difference of the scores
///     within 1 %
public record IntegratedGradients(int steps) {

    /// What is left of the axiom of completeness where the number of steps is free.
    public static final double TOLERANCE = 0.01;

    private static final int FIRST = 32;
    private static final int MOST = 4096;

    /// Points whose gradients are taken at once.
    private static final int TOGETHER = 32;

    /// Checks the number of steps.
    public IntegratedGradients {
        if (steps < 0 || steps > MOST) {
            throw new IllegalArgumentException("steps=%d must be 1 to %d, or 0 for as many as it takes"
                    .formatted(steps, MOST));
        }
    }

    /// What each pixel adds to the score of a class, from a picture of zeros: black, or the mean colour where inputs
    /// are standardised.
    ///
    /// @param input (1, C, H, W)
    public Attribution of(Explainer net, Tensor input, int label) {
        return of(inputs -> net.scores(inputs).select(1, label), input, input.zerosLike());
    }

    /// The same for any function from inputs (B, …) to numbers (B).
    ///
    /// @param input (1, …)
    /// @param baseline x₀, (1, …)
    public Attribution of(UnaryOperator<Tensor> score, Tensor input, Tensor baseline) {
        double difference = Gradients.off(() -> score.apply(input).item() - score.apply(baseline).item());
        int parts = steps == 0 ? FIRST : steps;
        Attribution found = along(score, input, baseline, difference, parts);
        while (steps == 0 && found.completeness() > TOLERANCE && parts < MOST) {
            parts *= 2;
            found = along(score, input, baseline, difference, parts);
        }
        return found;
    }

    private static Attribution along(UnaryOperator<Tensor> score, Tensor input, Tensor baseline, double difference,
            int parts) {
        Tensor way = input.sub(baseline);
        Tensor sum = input.zerosLike();
        for (int from = 0; from < parts; from += TOGETHER) {
            int first = from;
            int count = Math.min(TOGETHER, parts - from);
            try (Scope scope = Scope.open()) {
                long[] each = new long[input.rank()];
                Arrays.fill(each, 1);
                each[0] = count;
                Tensor share = Tensor.arange(count).to(input.dtype()).add(first + 0.5).div(parts).reshape(each);
                Tensor points = baseline.add(way.mul(share)); // (count, …)
                sum = scope.keep(sum.add(slope(score, points).sum(true, 0)));
            }
        }
        return new Attribution(way.mul(sum).div(parts), difference, parts);
    }

    /// The gradient of each point's score at that point.
    private static Tensor slope(UnaryOperator<Tensor> score, Tensor points) {
        return Gradients.on(() -> {
            Tensor at = points.detach().trainable(true);
            return Gradients.of(score.apply(at).sum(), at);
        });
    }
}
