package gyrus.agents.environment;

/// What to do where something is seen.
@FunctionalInterface
public interface Policy {

    /// An action for each of several observations.
    ///
    /// @param observations row by row
    /// @param count how many there are
    int[] choose(float[] observations, int count);
}
