package gyrus.agents.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import gyrus.tensor.Tensor;
import gyrus.testing.Golden;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CartPoleTest {

    /// 10,000 transitions, half by random actions, half by actions that mostly hold the pole up.
    @Test
    void transitionsAreGymnasiums() {
        Map<String, Tensor> golden = Golden.open("cartpole").tensors();
        double[] states = numbers(golden, "states");
        double[] lasts = numbers(golden, "lasts");
        double[] actions = numbers(golden, "actions");
        double[] ends = numbers(golden, "ends");
        var world = new CartPole();
        int episode = 0;
        boolean fresh = true;
        double worst = 0;
        double worstSeen = 0;
        for (int t = 0; t < actions.length; t++) {
            if (fresh) world.reset(t);
            world.put(states[4 * t], states[4 * t + 1], states[4 * t + 2], states[4 * t + 3]);
            Environment.Step step = world.step((int) actions[t]);
            int end = (step.terminated() ? 1 : 0) + (step.truncated() ? 2 : 0);
            if (end != (int) ends[t] || step.reward() != 1) fail("step %d: %s, not %s", t, step, ends[t]);
            fresh = step.ended();
            boolean last = fresh || t + 1 == actions.length;
            double[] next = world.place();
            for (int i = 0; i < 4; i++) {
                double expected = last ? lasts[4 * episode + i] : states[4 * (t + 1) + i];
                worst = Math.max(worst, Math.abs(next[i] - expected));
                worstSeen = Math.max(worstSeen, Math.abs(step.observation()[i] - (float) expected));
            }
            if (last) episode++;
        }
        assertThat(worst).as("largest difference of a state in double precision").isLessThan(1e-14);
        assertThat(worstSeen).as("largest difference of a number seen").isZero();
        assertThat(ends).as("time was up at least once").contains(2);
    }

    private static double[] numbers(Map<String, Tensor> golden, String name) {
        return Objects.requireNonNull(golden.get(name)).toDoubles();
    }

    @Test
    void endsAreForGood() {
        var world = new CartPole();
        assertThatThrownBy(() -> world.step(0)).isInstanceOf(IllegalStateException.class);
        world.reset(1);
        assertThatThrownBy(() -> world.step(2)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("2");
        int steps = 1;
        while (!world.step(1).ended()) steps++;
        assertThat(steps).isBetween(7, 12);
        assertThatThrownBy(() -> world.step(1)).isInstanceOf(IllegalStateException.class);
    }
}
