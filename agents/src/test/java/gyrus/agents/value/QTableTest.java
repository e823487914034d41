package gyrus.agents.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gyrus.agents.environment.GridWorld;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class QTableTest {

    @Test
    void oneStepIsWatkins() {
        var table = new QTable(2, 2, 0.5, 0.9);
        table.learn(1, 0, 2, 0, true);
        assertThat(table.at(1, 0)).isEqualTo(1);
        table.learn(0, 1, 1, 1, false);
        assertThat(table.at(0, 1)).isCloseTo(0.5 * (1 + 0.9 * 1), within(1e-12));
        assertThat(table.best(0)).isOne();
    }

    /// From every cell the learned way is a shortest one, and values are what the rewards on it are worth.
    @Test
    void findsTheShortestWaysThroughTheRooms() {
        GridWorld world = GridWorld.rooms();
        var table = new QTable(world.cells(), world.actions(), 0.5, 0.95);
        var random = new SplittableRandom(1);
        for (int episode = 0; episode < 5000; episode++) {
            world.reset(episode);
            table.episode(world, world::cell, 0.3, random);
        }
        int[] distances = world.distances();
        for (int seed = 0; seed < 300; seed++) {
            world.reset(seed);
            int from = world.cell();
            int steps = 1;
            while (!world.step(table.best(world.cell())).ended()) steps++;
            assertThat(steps).as("steps from cell %d", from).isEqualTo(distances[from]);
            double ahead = Math.pow(0.95, steps - 1);
            double worth = ahead - 0.01 * (1 - ahead) / (1 - 0.95);
            assertThat(table.at(from, table.best(from))).isCloseTo(worth, within(1e-3));
        }
    }
}
