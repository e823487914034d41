package gyrus.agents.value;

import gyrus.tensor.Tensor;

/// What was lived through, drawn from a [ReplayMemory]: so many batches for so many steps of learning.
///
/// @param observations what was seen, (steps, batch, size)
/// @param actions what was done, (steps, batch) int64
/// @param rewards what it earned, (steps, batch)
/// @param next what was seen then, (steps, batch, size)
/// @param going 1 where the world went on and 0 where it came to an end, (steps, batch)
/// @param exploring share of actions that are taken at random now
/// @param earned mean return of the last episodes; NaN before the first has ended
public record Transitions(Tensor observations, Tensor actions, Tensor rewards, Tensor next, Tensor going,
        double exploring, double earned) {

    /// Number of batches.
    public int steps() {
        return (int) actions.size(0);
    }

    /// The batch of that number alone: tensors without their first dimension.
    public Transitions at(int step) {
        return new Transitions(observations.select(0, step), actions.select(0, step), rewards.select(0, step),
                next.select(0, step), going.select(0, step), exploring, earned);
    }
}
