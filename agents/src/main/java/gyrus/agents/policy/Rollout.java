package gyrus.agents.policy;

import gyrus.agents.environment.Environments;
import gyrus.tensor.Tensor;
import gyrus.train.Skill;
import gyrus.train.Snapshot;
import gyrus.train.Source;

/// Acts in its environments as the actor's probabilities say, a fixed number of steps in each, and gives what came of
/// it.
public final class Rollout implements Source<ActorCritic, Experience> {

    private final Environments environments;
    private final int steps;
    private final double discount;
    private final double lambda;

    /// What both nets say: logits (N, actions) and values (N).
    private record Said(float[] logits, float[] values) {}

    /// One that takes so many steps in each environment a round.
    ///
    /// @param discount γ
    /// @param lambda λ of the advantages
    public Rollout(Environments environments, int steps, double discount, double lambda) {
        if (steps < 1) throw new IllegalArgumentException("%d steps of acting a round; take 1 or more"
                .formatted(steps));
        this.environments = environments;
        this.steps = steps;
        this.discount = discount;
        this.lambda = lambda;
    }

    @Override
    public long epoch() {
        return 0;
    }

    @Override
    public Experience next(ActorCritic net, long round) {
        int count = environments.count();
        int size = environments.size();
        int all = steps * count;
        float[] seen = new float[all * size];
        float[] after = new float[all * size];
        long[] actions = new long[all];
        float[] logs = new float[all];
        float[] rewards = new float[all];
        float[] values = new float[all];
        boolean[] ended = new boolean[all];
        boolean[] terminated = new boolean[all];
        float[] chance = Tensor.rand(steps, count).toFloats();
        for (int t = 0; t < steps; t++) {
            int row = t * count;
            float[] now = environments.observations();
            Said said = ask(net, now, count);
            int[] chosen = new int[count];
            for (int i = 0; i < count; i++) {
                double[] shares = logShares(said.logits, i, said.logits.length / count);
                chosen[i] = pick(shares, chance[row + i]);
                actions[row + i] = chosen[i];
                logs[row + i] = (float) shares[chosen[i]];
            }
            Environments.Steps led = environments.step(chosen);
            System.arraycopy(now, 0, seen, row * size, now.length);
            System.arraycopy(led.observations(), 0, after, row * size, now.length);
            System.arraycopy(said.values, 0, values, row, count);
            System.arraycopy(led.rewards(), 0, rewards, row, count);
            for (int i = 0; i < count; i++) {
                terminated[row + i] = led.terminated()[i];
                ended[row + i] = led.terminated()[i] || led.truncated()[i];
            }
        }
        float[] ahead = ask(net, after, all).values;
        for (int at = 0; at < all; at++) if (terminated[at]) ahead[at] = 0;
        float[] advantages = Advantages.of(rewards, values, ahead, ended, count, discount, lambda);
        float[] returns = new float[all];
        for (int at = 0; at < all; at++) returns[at] = advantages[at] + values[at];
        return new Experience(Tensor.of(seen, all, size), Tensor.of(actions), Tensor.of(logs), Tensor.of(advantages),
                Tensor.of(returns), environments.earned());
    }

    private Said ask(ActorCritic net, float[] seen, int rows) {
        return Skill.use(() -> {
            Tensor observations = Tensor.of(seen, rows, environments.size());
            return new Said(net.logits(observations).toFloats(), net.values(observations).toFloats());
        });
    }

    /// Logarithms of the probabilities that a row of logits stands for.
    static double[] logShares(float[] logits, int row, int actions) {
        double[] shares = new double[actions];
        double most = Double.NEGATIVE_INFINITY;
        for (int a = 0; a < actions; a++) most = Math.max(most, logits[row * actions + a]);
        double sum = 0;
        for (int a = 0; a < actions; a++) sum += StrictMath.exp(logits[row * actions + a] - most);
        double log = StrictMath.log(sum) + most;
        for (int a = 0; a < actions; a++) shares[a] = logits[row * actions + a] - log;
        return shares;
    }

    /// The action in whose part of [0, 1) `chance` falls.
    private static int pick(double[] logShares, double chance) {
        double sum = 0;
        for (int a = 0; a < logShares.length - 1; a++) {
            sum += StrictMath.exp(logShares[a]);
            if (chance < sum) return a;
        }
        return logShares.length - 1;
    }

    @Override
    public Snapshot state() {
        return environments.state();
    }

    @Override
    public void restore(Snapshot state) {
        environments.restore(state);
    }

    @Override
    public void close() {}
}
