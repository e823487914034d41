package gyrus.agents.value;

import gyrus.agents.environment.Environments;
import gyrus.tensor.Tensor;
import gyrus.train.Snapshot;
import gyrus.train.Stateful;
import java.util.Arrays;

/// The last transitions, as many as it holds: the oldest makes room for the newest. Drawn at random they are nearly
/// independent of each other, as those of one episode are not.
///
/// Lin 1992, Self-Improving Reactive Agents Based on Reinforcement Learning, Planning and Teaching.
public final class ReplayMemory implements Stateful {

    private final int capacity;
    private final int size;
    private final float[] seen;
    private final float[] next;
    private final int[] actions;
    private final float[] rewards;
    private final float[] going;
    private int filled;
    private int place;

    /// An empty one.
    ///
    /// @param capacity transitions that it holds
    /// @param size numbers in an observation
    public ReplayMemory(int capacity, int size) {
        if (capacity < 1) throw new IllegalArgumentException("a memory of %d transitions; hold 1 or more"
                .formatted(capacity));
        this.capacity = capacity;
        this.size = size;
        int numbers = Math.multiplyExact(capacity, size);
        seen = new float[numbers];
        next = new float[numbers];
        actions = new int[capacity];
        rewards = new float[capacity];
        going = new float[capacity];
    }

    /// How many transitions are in it.
    public int filled() {
        return filled;
    }

    /// Takes in what the actions led to from these observations, one transition an environment.
    public void add(float[] observations, int[] done, Environments.Steps steps) {
        for (int i = 0; i < done.length; i++) {
            System.arraycopy(observations, i * size, seen, place * size, size);
            System.arraycopy(steps.observations(), i * size, next, place * size, size);
            actions[place] = done[i];
            rewards[place] = steps.rewards()[i];
            going[place] = steps.terminated()[i] ? 0 : 1;
            place = (place + 1) % capacity;
            filled = Math.min(filled + 1, capacity);
        }
    }

    /// Draws batches, each transition with equal probability.
    ///
    /// @throws IllegalStateException if nothing is in it
    public Transitions draw(int steps, int batch, double exploring, double earned) {
        if (filled == 0) throw new IllegalStateException("nothing can be drawn from an empty memory; act first");
        int[] chosen = Tensor.randint(0, filled, (long) steps * batch).toInts();
        float[] before = new float[chosen.length * size];
        float[] after = new float[chosen.length * size];
        long[] done = new long[chosen.length];
        float[] earnings = new float[chosen.length];
        float[] on = new float[chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            int from = chosen[i];
            System.arraycopy(seen, from * size, before, i * size, size);
            System.arraycopy(next, from * size, after, i * size, size);
            done[i] = actions[from];
            earnings[i] = rewards[from];
            on[i] = going[from];
        }
        return new Transitions(Tensor.of(before, steps, batch, size), Tensor.of(done, steps, batch),
                Tensor.of(earnings, steps, batch), Tensor.of(after, steps, batch, size), Tensor.of(on, steps, batch),
                exploring, earned);
    }

    @Override
    public Snapshot state() {
        return Snapshot.EMPTY.with("place", (long) place)
                .with("seen", Tensor.of(Arrays.copyOf(seen, filled * size), filled, size))
                .with("next", Tensor.of(Arrays.copyOf(next, filled * size), filled, size))
                .with("actions", Tensor.of(Arrays.copyOf(actions, filled)))
                .with("rewards", Tensor.of(Arrays.copyOf(rewards, filled)))
                .with("going", Tensor.of(Arrays.copyOf(going, filled)));
    }

    @Override
    public void restore(Snapshot state) {
        int saved = Math.toIntExact(state.tensor("actions").count());
        if (saved > capacity || state.tensor("seen").count() != (long) saved * size) {
            throw new IllegalArgumentException("the saved memory has %s observations, not at most %d of %d numbers"
                    .formatted(state.tensor("seen").shape(), capacity, size));
        }
        filled = saved;
        place = (int) state.whole("place");
        System.arraycopy(state.tensor("seen").toFloats(), 0, seen, 0, filled * size);
        System.arraycopy(state.tensor("next").toFloats(), 0, next, 0, filled * size);
        System.arraycopy(state.tensor("actions").toInts(), 0, actions, 0, filled);
        System.arraycopy(state.tensor("rewards").toFloats(), 0, rewards, 0, filled);
        System.arraycopy(state.tensor("going").toFloats(), 0, going, 0, filled);
    }
}
