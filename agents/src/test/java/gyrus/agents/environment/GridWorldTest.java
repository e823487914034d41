package gyrus.agents.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class GridWorldTest {

    private static GridWorld corridor() {
        return GridWorld.of("...", "##.", "G..");
    }

    /// Begins at the top left.
    private static void begin(GridWorld world) {
        long seed = 0;
        do world.reset(seed++);
        while (world.cell() != 0);
    }

    @Test
    void wallsAndEdgesHoldBack() {
        GridWorld world = corridor();
        begin(world);
        world.step(0);
        assertThat(world.cell()).as("up, out of the grid").isZero();
        world.step(2);
        assertThat(world.cell()).as("down, into a wall").isZero();
        for (int action : new int[] {1, 1, 2, 2, 3}) assertThat(world.step(action).reward()).isEqualTo(-0.01);
        Environment.Step last = world.step(3);
        assertThat(last.reward()).isOne();
        assertThat(last.terminated()).isTrue();
        assertThat(last.truncated()).isFalse();
    }

    @Test
    void knowsTheShortestWays() {
        assertThat(corridor().distances()).containsExactly(6, 5, 4, -1, -1, 3, 0, 1, 2);
    }

    @Test
    void threePlanesAreSeen() {
        GridWorld world = GridWorld.of(".G");
        assertThat(world.shape()).containsExactly(3, 1, 2);
        assertThat(world.reset(1)).containsExactly(0, 0, 0, 1, 1, 0);
        assertThat(world.step(1).observation()).containsExactly(0, 0, 0, 1, 0, 1);
    }

    @Test
    void aPartIsSeenAroundWhoWalks() {
        GridWorld world = GridWorld.of("..G").sight(1);
        begin(world);
        assertThat(world.shape()).containsExactly(3, 3, 3);
        float[] seen = world.step(0).observation();
        assertThat(seen).startsWith(1, 1, 1, 1, 0, 0, 1, 1, 1);
        assertThat(seen[9 + 5]).as("the goal is two cells away").isZero();
        seen = world.step(1).observation();
        assertThat(seen[9 + 5]).as("the goal is next").isOne();
        assertThat(seen[18 + 4]).as("who walks is in the middle").isOne();
    }

    @Test
    void timeIsUp() {
        GridWorld world = corridor();
        begin(world);
        int steps = 1;
        Environment.Step step = world.step(0);
        while (!step.ended()) {
            step = world.step(0);
            steps++;
        }
        assertThat(steps).isEqualTo(100);
        assertThat(step.truncated()).isTrue();
        assertThat(step.terminated()).isFalse();
    }

    @Test
    void gridsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> GridWorld.of("..", "G")).hasMessageContaining("equally long");
        assertThatThrownBy(() -> GridWorld.of("..")).hasMessageContaining("one goal");
        assertThatThrownBy(() -> GridWorld.of(".#G")).hasMessageContaining("row 1, column 1");
        assertThatThrownBy(() -> GridWorld.of("#G")).hasMessageContaining("no cell");
    }
}
