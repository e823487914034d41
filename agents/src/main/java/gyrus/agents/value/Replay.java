package gyrus.agents.value;

import gyrus.agents.environment.Environments;
import gyrus.agents.environment.Policy;
import gyrus.nn.Layer;
import gyrus.tensor.Tensor;
import gyrus.train.Snapshot;
import gyrus.train.Source;

/// Acts in its environments, nearly always as the net finds best and sometimes at random, remembers what came of it,
/// and gives what is drawn from the memory. The share of random actions, ε, falls evenly from 1 to its end.
public final class Replay implements Source<Layer, Transitions> {

    private final Environments environments;
    private final ReplayMemory memory;
    private final Settings settings;
    private final int actions;

    /// How it acts and what it gives.
    ///
    /// @param acting steps that each environment takes a round
    /// @param steps batches given a round
    /// @param batch transitions in a batch
    /// @param exploration rounds in which ε falls
    /// @param end ε from then on
    public record Settings(int acting, int steps, int batch, long exploration, double end) {

        /// Checks that the numbers make sense.
        public Settings {
            if (acting < 1 || steps < 1 || batch < 1) {
                throw new IllegalArgumentException("%d steps of acting and %d of learning from %d transitions a round;"
                        .formatted(acting, steps, batch) + " each must be 1 or more");
            }
            if (!(end >= 0 && end <= 1)) {
                throw new IllegalArgumentException("epsilon=%s is no share of actions, 0 to 1".formatted(end));
            }
        }

        double epsilon(double round) {
            return Math.max(end, 1 + (end - 1) * round / Math.max(1, exploration));
        }
    }

    /// One that acts in these environments.
    ///
    /// @param actions how many there are
    public Replay(Environments environments, int actions, ReplayMemory memory, Settings settings) {
        this.environments = environments;
        this.actions = actions;
        this.memory = memory;
        this.settings = settings;
    }

    @Override
    public long epoch() {
        return 0;
    }

    @Override
    public Transitions next(Layer net, long round) {
        Policy policy = Policy.greedy(net);
        int count = environments.count();
        float[] chance = Tensor.rand(settings.acting(), count, 2).toFloats();
        for (int t = 0; t < settings.acting(); t++) {
            double epsilon = settings.epsilon(round + (double) t / settings.acting());
            float[] seen = environments.observations();
            int[] chosen = policy.choose(seen, count);
            for (int i = 0; i < count; i++) {
                int at = 2 * (t * count + i);
                if (chance[at] < epsilon) chosen[i] = Math.min(actions - 1, (int) (chance[at + 1] * actions));
            }
            memory.add(seen, chosen, environments.step(chosen));
        }
        return memory.draw(settings.steps(), settings.batch(), settings.epsilon(round), environments.earned());
    }

    @Override
    public Snapshot state() {
        return Snapshot.EMPTY.with("environments", environments.state()).with("memory", memory.state());
    }

    @Override
    public void restore(Snapshot state) {
        environments.restore(state.part("environments"));
        memory.restore(state.part("memory"));
    }

    @Override
    public void close() {}
}
