package gyrus.agents.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gyrus.agents.environment.Environments;
import gyrus.tensor.Generator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReplayMemoryTest {

    private static ReplayMemory of(int capacity, int transitions) {
        var memory = new ReplayMemory(capacity, 2);
        for (int i = 0; i < transitions; i++) {
            var led = new Environments.Steps(new float[] {i + 1, i + 1}, new float[] {i}, new boolean[] {i % 3 == 0},
                    new boolean[] {i % 5 == 0});
            memory.add(new float[] {i, i}, new int[] {i % 2}, led);
        }
        return memory;
    }

    private static Transitions draw(ReplayMemory memory) {
        return Generator.seeded(1).call(() -> memory.draw(4, 50, 0, 0));
    }

    @Test
    void theOldestMakesRoom() {
        ReplayMemory memory = of(10, 25);
        assertThat(memory.filled()).isEqualTo(10);
        Transitions drawn = draw(memory);
        assertThat(drawn.observations().shape().dims()).containsExactly(4, 50, 2);
        float[] rewards = drawn.rewards().toFloats();
        assertThat(rewards).containsOnly(15, 16, 17, 18, 19, 20, 21, 22, 23, 24);
        float[] seen = drawn.observations().toFloats();
        float[] next = drawn.next().toFloats();
        float[] going = drawn.going().toFloats();
        long[] actions = drawn.actions().toLongs();
        IntStream.range(0, rewards.length).forEach(i -> {
            int number = (int) rewards[i];
            assertThat(seen[2 * i + 1]).isEqualTo(number);
            assertThat(next[2 * i]).isEqualTo(number + 1);
            assertThat(actions[i]).isEqualTo(number % 2);
            assertThat(going[i]).as("only an end of the world ends what can be earned").isEqualTo(number % 3 == 0 ? 0
                    : 1);
        });
    }

    @Test
    void goesOnFromItsState() {
        ReplayMemory memory = of(10, 13);
        var other = new ReplayMemory(10, 2);
        other.restore(memory.state());
        assertThat(draw(other).rewards().toFloats()).isEqualTo(draw(memory).rewards().toFloats());
        assertThat(other.state().whole("place")).isEqualTo(3);
        assertThatThrownBy(() -> new ReplayMemory(5, 2).restore(memory.state())).hasMessageContaining("at most 5");
    }

    @Test
    void nothingComesOfNothing() {
        assertThatThrownBy(() -> new ReplayMemory(5, 2).draw(1, 1, 0, 0)).isInstanceOf(IllegalStateException.class);
    }
}
