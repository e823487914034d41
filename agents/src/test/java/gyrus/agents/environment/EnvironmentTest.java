package gyrus.agents.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gyrus.train.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// What every environment must keep.
class EnvironmentTest {

    @ParameterizedTest
    @FieldSource("gyrus.agents.environment.Environment#NAMES")
    void theSameSeedAndActionsGiveTheSameEpisode(String name) {
        assertThat(episode(Environment.named(name).get(), 5)).isEqualTo(episode(Environment.named(name).get(), 5));
        assertThat(episode(Environment.named(name).get(), 5)).isNotEqualTo(episode(Environment.named(name).get(), 6));
    }

    private static List<String> episode(Environment world, long seed) {
        List<String> told = new ArrayList<>();
        told.add(List.of(boxed(world.reset(seed))).toString());
        var random = new SplittableRandom(3);
        Environment.Step step;
        do {
            step = world.step(random.nextInt(world.actions()));
            told.add(boxed(step.observation()) + " " + step.reward());
        } while (!step.ended());
        return told;
    }

    private static List<Float> boxed(float[] values) {
        List<Float> list = new ArrayList<>();
        for (float value : values) list.add(value);
        return list;
    }

    @ParameterizedTest
    @FieldSource("gyrus.agents.environment.Environment#NAMES")
    void anObservationHasItsShape(String name) {
        Environment world = Environment.named(name).get();
        assertThat(world.reset(1)).hasSize(world.size());
        assertThat(world.step(0).observation()).hasSize(world.size());
    }

    @ParameterizedTest
    @FieldSource("gyrus.agents.environment.Environment#NAMES")
    void goesOnFromItsState(String name) {
        Environment world = Environment.named(name).get();
        world.reset(1);
        for (int i = 0; i < 3; i++) world.step(0);
        Snapshot saved = world.state();
        Environment other = Environment.named(name).get();
        other.restore(saved);
        assertThat(other.draw()).isEqualTo(world.draw());
        Environment.Step step;
        do {
            step = world.step(0);
            assertThat(other.step(0)).usingRecursiveComparison().isEqualTo(step);
        } while (!step.ended());
    }

    @ParameterizedTest
    @FieldSource("gyrus.agents.environment.Environment#NAMES")
    void itsPictureMoves(String name) {
        Environment world = Environment.named(name).get();
        world.reset(2);
        var before = world.draw();
        for (int i = 0; i < 4; i++) world.step(i % 2 == 0 ? 1 : 0);
        for (int i = 0; i < 4; i++) world.step(world.actions() - 1);
        assertThat(world.draw()).isNotEqualTo(before);
    }

    @Test
    void unknownOnesAreNamed() {
        assertThatThrownBy(() -> Environment.named("chess")).hasMessageContaining("chess")
                .hasMessageContaining("cartpole, gridworld");
    }
}
