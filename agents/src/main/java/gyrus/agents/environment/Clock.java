package gyrus.agents.environment;

import gyrus.train.Snapshot;

/// Where an episode is: how many steps were taken of those allowed, and whether it has ended.
final class Clock {

    private final int limit;
    private int steps;
    private boolean running;

    /// @param limit steps after which time is up
    Clock(int limit) {
        if (limit < 1) throw new IllegalArgumentException("an episode of %d steps; allow 1 or more".formatted(limit));
        this.limit = limit;
    }

    void start() {
        steps = 0;
        running = true;
    }

    /// Counts a step that is about to be taken by `action`.
    void tick(int action, int actions) {
        if (action < 0 || action >= actions) {
            throw new IllegalArgumentException("action %d; there are 0 to %d".formatted(action, actions - 1));
        }
        if (!running) throw new IllegalStateException("no episode is going on; reset the environment first");
        steps++;
    }

    /// What the step led to.
    Environment.Step tock(float[] observation, double reward, boolean terminated) {
        boolean truncated = steps >= limit;
        running = !terminated && !truncated;
        return new Environment.Step(observation, reward, terminated, truncated);
    }

    Snapshot state() {
        return Snapshot.EMPTY.with("steps", (long) steps).with("running", running);
    }

    void restore(Snapshot state) {
        steps = (int) state.whole("steps");
        running = Boolean.TRUE.equals(state.values().get("running"));
    }
}
