package gyrus.agents.policy;

/// Generalised advantage estimation: how much better each step turned out than the critic expected, from one step ahead
/// (λ = 0) to the episode's end (λ = 1):
///
///     δₜ = rₜ + γ·V(sₜ₊₁) − V(sₜ)
///     Âₜ = δₜ + γλ·Âₜ₊₁      and Âₜ = δₜ where the episode ended
///
/// V(sₜ₊₁) is of what was seen after the step: nothing where the world ended, but the critic's word where only time was
/// up.
///
/// Schulman et al. 2016, High-Dimensional Continuous Control Using Generalized Advantage Estimation, equation 16.
final class Advantages {

    private Advantages() {}

    /// Âₜ of each step, (steps, environments), as are the arguments.
    ///
    /// @param rewards r
    /// @param values V(sₜ)
    /// @param ahead V(sₜ₊₁)
    /// @param ended whether the episode ended with the step
    /// @param environments how many stand side by side in a row
    static float[] of(float[] rewards, float[] values, float[] ahead, boolean[] ended, int environments,
            double discount, double lambda) {
        float[] advantages = new float[rewards.length];
        double[] later = new double[environments];
        for (int at = rewards.length - 1; at >= 0; at--) {
            int i = at % environments;
            double delta = rewards[at] + discount * ahead[at] - values[at];
            later[i] = ended[at] ? delta : delta + discount * lambda * later[i];
            advantages[at] = (float) later[i];
        }
        return advantages;
    }
}
