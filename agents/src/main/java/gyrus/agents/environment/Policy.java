package gyrus.agents.environment;

import gyrus.tensor.Tensor;
import gyrus.train.Skill;
import java.util.function.UnaryOperator;

/// What to do where something is seen.
@FunctionalInterface
public interface Policy {

    /// An action for each of several observations.
    ///
    /// @param observations row by row
    /// @param count how many there are
    int[] choose(float[] observations, int count);

    /// The action of the highest score.
    ///
    /// @param scores of each action for each observation: (N, size) → (N, actions)
    static Policy greedy(UnaryOperator<Tensor> scores) {
        return (observations, count) -> Skill.use(() -> scores
                .apply(Tensor.of(observations, count, observations.length / count)).argmax(1).toInts());
    }
}
