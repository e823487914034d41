package gyrus.agents.policy;

import gyrus.tensor.Tensor;

/// What an actor has just done, step by step in each of its environments, and how good that was.
///
/// @param observations what was seen, (M, size)
/// @param actions what was done, (M) int64
/// @param logProbabilities how likely that was, (M)
/// @param advantages how much better it turned out than the critic had expected, (M)
/// @param returns what the critic should have expected, (M)
/// @param earned mean return of the last episodes; NaN before the first has ended
public record Experience(Tensor observations, Tensor actions, Tensor logProbabilities, Tensor advantages,
        Tensor returns, double earned) {

    /// Number of steps.
    public long size() {
        return actions.size(0);
    }

    /// The steps of these numbers alone.
    public Experience at(Tensor indices) {
        return new Experience(observations.indexSelect(0, indices), actions.indexSelect(0, indices),
                logProbabilities.indexSelect(0, indices), advantages.indexSelect(0, indices),
                returns.indexSelect(0, indices), earned);
    }
}
