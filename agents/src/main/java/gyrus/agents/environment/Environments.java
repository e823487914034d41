package gyrus.agents.environment;

import gyrus.tensor.Tensor;
import gyrus.train.Snapshot;
import gyrus.train.Stateful;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/// Several environments of one kind that are acted in at once. Where an episode ends the next begins in the same step,
/// with a seed of its own.
public final class Environments implements Stateful {

    /// Episodes whose mean return is told.
    private static final int RECENT = 100;

    private final List<Environment> all = new ArrayList<>();
    private final int size;
    private final long seed;
    private final float[] observations;
    private final double[] earned;
    private final Deque<Double> recent = new ArrayDeque<>();
    private long episodes;

    /// What an action in each environment led to.
    ///
    /// @param observations what was seen after the step, before the next episode began: (environments, size)
    /// @param rewards one each
    /// @param terminated whether the world came to an end
    /// @param truncated whether time was up
    public record Steps(float[] observations, float[] rewards, boolean[] terminated, boolean[] truncated) {}

    /// So many environments, whose episodes are drawn from `seed`.
    public Environments(Supplier<? extends Environment> make, int count, long seed) {
        if (count < 1) throw new IllegalArgumentException("%d environments; take 1 or more".formatted(count));
        for (int i = 0; i < count; i++) all.add(make.get());
        this.size = all.getFirst().size();
        this.seed = seed;
        observations = new float[count * size];
        earned = new double[count];
        for (int i = 0; i < count; i++) begin(i);
    }

    private void begin(int i) {
        earned[i] = 0;
        put(all.get(i).reset(seed + episodes++), observations, i);
    }

    private void put(float[] seen, float[] into, int i) {
        System.arraycopy(seen, 0, into, i * size, size);
    }

    /// How many there are.
    public int count() {
        return all.size();
    }

    /// Numbers in an observation.
    public int size() {
        return size;
    }

    /// What is seen in each: (environments, size). A copy.
    public float[] observations() {
        return observations.clone();
    }

    /// Acts in each.
    public Steps step(int[] actions) {
        if (actions.length != all.size()) {
            throw new IllegalArgumentException("%d actions for %d environments"
                    .formatted(actions.length, all.size()));
        }
        var steps = new Steps(new float[observations.length], new float[actions.length], new boolean[actions.length],
                new boolean[actions.length]);
        for (int i = 0; i < actions.length; i++) {
            Environment.Step step = all.get(i).step(actions[i]);
            put(step.observation(), steps.observations, i);
            steps.rewards[i] = (float) step.reward();
            steps.terminated[i] = step.terminated();
            steps.truncated[i] = step.truncated();
            earned[i] += step.reward();
            if (step.ended()) {
                recent.add(earned[i]);
                if (recent.size() > RECENT) recent.remove();
                begin(i);
            } else {
                put(step.observation(), observations, i);
            }
        }
        return steps;
    }

    /// Mean return of the last episodes that ended, a hundred at most; NaN before the first.
    public double earned() {
        return recent.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    @Override
    public Snapshot state() {
        double[] ended = recent.stream().mapToDouble(Double::doubleValue).toArray();
        Snapshot state = Snapshot.EMPTY.with("episodes", episodes)
                .with("observations", Tensor.of(observations, all.size(), size))
                .with("earned", Tensor.of(earned)).with("recent", Tensor.of(ended));
        for (int i = 0; i < all.size(); i++) state = state.with("environment/" + i, all.get(i).state());
        return state;
    }

    @Override
    public void restore(Snapshot state) {
        float[] seen = state.tensor("observations").toFloats();
        if (seen.length != observations.length) {
            throw new IllegalArgumentException("the saved state is of %d numbers seen, not of %d; keep the environments"
                    .formatted(seen.length, observations.length));
        }
        System.arraycopy(seen, 0, observations, 0, seen.length);
        System.arraycopy(state.tensor("earned").toDoubles(), 0, earned, 0, earned.length);
        recent.clear();
        for (double one : state.tensor("recent").toDoubles()) recent.add(one);
        episodes = state.whole("episodes");
        for (int i = 0; i < all.size(); i++) all.get(i).restore(state.part("environment/" + i));
    }
}
