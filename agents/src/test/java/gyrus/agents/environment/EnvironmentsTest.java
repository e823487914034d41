package gyrus.agents.environment;

import static org.assertj.core.api.Assertions.assertThat;

import gyrus.train.Snapshot;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EnvironmentsTest {

    @Test
    void theNextEpisodeBeginsWhereOneEnds() {
        var worlds = new Environments(CartPole::new, 2, 7);
        assertThat(worlds.earned()).isNaN();
        int steps = 0;
        Environments.Steps led;
        do {
            led = worlds.step(new int[] {1, steps % 2});
            steps++;
        } while (!led.terminated()[0]);
        assertThat(worlds.earned()).isEqualTo(steps);
        assertThat(Math.abs(led.observations()[2])).as("the angle at which it fell").isGreaterThan(0.2f);
        assertThat(Math.abs(worlds.observations()[2])).as("the angle at which the next begins").isLessThan(0.05f);
        assertThat(Arrays.copyOfRange(led.observations(), 4, 8)).as("the other goes on")
                .isEqualTo(Arrays.copyOfRange(worlds.observations(), 4, 8));
    }

    @Test
    void theyGoOnFromTheirState() {
        var worlds = new Environments(CartPole::new, 3, 7);
        for (int i = 0; i < 30; i++) worlds.step(new int[] {1, i % 2, 0});
        Snapshot saved = worlds.state();
        var others = new Environments(CartPole::new, 3, 7);
        others.restore(saved);
        for (int i = 0; i < 30; i++) {
            assertThat(others.step(new int[] {1, 0, i % 2})).usingRecursiveComparison()
                    .isEqualTo(worlds.step(new int[] {1, 0, i % 2}));
            assertThat(others.observations()).isEqualTo(worlds.observations());
        }
        assertThat(others.earned()).isEqualTo(worlds.earned());
    }

    @Test
    void episodesSideBySideAreThoseOneByOne() {
        Policy policy = (seen, count) -> {
            int[] actions = new int[count];
            for (int i = 0; i < count; i++) actions[i] = seen[4 * i + 2] + 0.1f * seen[4 * i + 3] > 0 ? 1 : 0;
            return actions;
        };
        double[] together = Episodes.returns(CartPole::new, policy, 5, 11);
        for (int i = 0; i < 5; i++) {
            assertThat(Episodes.returns(CartPole::new, policy, 1, 11 + i)).containsExactly(together[i]);
        }
        assertThat(Episodes.film(new CartPole(), policy, 11, 10_000)).hasSize((int) together[0] + 1);
        assertThat(Episodes.film(new CartPole(), policy, 11, 20)).hasSize(20);
    }
}
