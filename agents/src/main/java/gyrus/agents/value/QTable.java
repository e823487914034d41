package gyrus.agents.value;

import gyrus.agents.environment.Environment;
import java.util.function.IntSupplier;
import java.util.random.RandomGenerator;

/// What every action is worth in every state, learned one transition at a time:
/// `Q(s, a) ← Q(s, a) + α·(r + γ·maxₐ′ Q(s′, a′) − Q(s, a))`.
///
/// Watkins 1989, Learning from Delayed Rewards; Watkins & Dayan 1992, Q-learning.
public final class QTable {

    private final double[][] values;
    private final double rate;
    private final double discount;

    /// A table of zeros.
    ///
    /// @param rate α
    /// @param discount γ
    public QTable(int states, int actions, double rate, double discount) {
        values = new double[states][actions];
        this.rate = rate;
        this.discount = discount;
    }

    /// The value of an action.
    public double at(int state, int action) {
        return values[state][action];
    }

    /// The action that is worth most, the first of equals.
    public int best(int state) {
        double[] row = values[state];
        int best = 0;
        for (int action = 1; action < row.length; action++) if (row[action] > row[best]) best = action;
        return best;
    }

    /// Learns from one transition.
    ///
    /// @param terminated whether `next` is the end, which is worth nothing
    public void learn(int state, int action, double reward, int next, boolean terminated) {
        double ahead = terminated ? 0 : values[next][best(next)];
        values[state][action] += rate * (reward + discount * ahead - values[state][action]);
    }

    /// Plays one episode that `world` has begun, and learns from each step.
    ///
    /// @param state the state that the world is in
    /// @param epsilon how often an action is taken at random
    /// @return the sum of the rewards
    public double episode(Environment world, IntSupplier state, double epsilon, RandomGenerator random) {
        double earned = 0;
        while (true) {
            int from = state.getAsInt();
            int action = random.nextDouble() < epsilon ? random.nextInt(world.actions()) : best(from);
            Environment.Step step = world.step(action);
            learn(from, action, step.reward(), state.getAsInt(), step.terminated());
            earned += step.reward();
            if (step.ended()) return earned;
        }
    }
}
