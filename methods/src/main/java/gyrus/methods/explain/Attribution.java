package gyrus.methods.explain;

import gyrus.tensor.Tensor;

/// What each value of an input added to a score.
///
/// @param values in the input's shape, (1, C, H, W)
/// @param difference by how much the score of the input is above that of the baseline: what the values should sum to
/// @param steps at how many points the gradient was taken
public record Attribution(Tensor values, double difference, int steps) {

    /// How far the sum of the values is from the score's difference, as a share of it: 0 is the axiom of completeness,
    /// `Σᵢ φᵢ = F(x) − F(x₀)`. Sundararajan et al. 2017, §3.
    public double completeness() {
        double gap = Math.abs(values.sum().item() - difference);
        return gap == 0 ? 0 : gap / Math.abs(difference);
    }
}
