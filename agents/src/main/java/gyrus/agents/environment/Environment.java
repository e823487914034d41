package gyrus.agents.environment;

import gyrus.train.Stateful;
import gyrus.train.picture.Picture;
import java.util.List;
import java.util.function.Supplier;

/// A world that is acted in, step by step: a Markov decision process, seen in full or in part.
///
/// An episode begins with [#reset] and lasts until a [Step] has ended it. Everything random comes from the seed of the
/// episode, so the same seed and actions give the same episode. Between two steps [#state()] has all that it is.
///
/// Sutton & Barto 2018, Reinforcement Learning, §3.1.
public interface Environment extends Stateful {

    /// The environments of Gyrus, by name.
    List<String> NAMES = List.of("cartpole", "gridworld");

    /// Makes environments of that name.
    ///
    /// @throws IllegalArgumentException if there is none
    static Supplier<Environment> named(String name) {
        return switch (name) {
            case "cartpole" -> CartPole::new;
            case "gridworld" -> GridWorld::rooms;
            default -> throw new IllegalArgumentException("there is no environment \"%s\"; there are %s"
                    .formatted(name, String.join(", ", NAMES)));
        };
    }

    /// Sizes of an observation.
    long[] shape();

    /// Numbers in an observation.
    default int size() {
        long size = 1;
        for (long along : shape()) size *= along;
        return Math.toIntExact(size);
    }

    /// How many actions there are: 0, 1, … below this.
    int actions();

    /// Begins an episode.
    ///
    /// @return what is seen
    float[] reset(long seed);

    /// Acts.
    ///
    /// @throws IllegalArgumentException if there is no such action
    /// @throws IllegalStateException if the episode has ended or none has begun
    Step step(int action);

    /// The world as it is now.
    Picture draw();

    /// What an action led to.
    ///
    /// @param observation what is seen now, row by row
    /// @param reward for the action
    /// @param terminated whether the world has come to an end, after which nothing can be earned
    /// @param truncated whether time is up, though the world would go on
    record Step(float[] observation, double reward, boolean terminated, boolean truncated) {

        /// Whether the episode is over.
        public boolean ended() {
            return terminated || truncated;
        }
    }
}
