package gyrus.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gyrus.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EpisodesTest {

    /// Example e of class c is the number 100·c + e.
    private final Episodes episodes = new Episodes(Tensor.arange(7).mul(100).reshape(7, 1).add(Tensor.arange(9))
            .reshape(7, 9, 1, 1), 5, 2, 3, 40);

    @Test
    void aTaskHasEachClassAndEachExampleOnce() {
        for (Episode task : Loader.inOrder(episodes, 8).iterator().next().each()) {
            assertThat(task.support().shape().dims()).containsExactly(1, 5, 2, 1, 1);
            assertThat(task.query().shape().dims()).containsExactly(1, 5, 3, 1, 1);
            long[] all = Tensor.cat(List.of(task.support(), task.query()), 2).flatten().toLongs();
            assertThat(Arrays.stream(all).distinct().count()).isEqualTo(25);
            for (int n = 0; n < 5; n++) {
                long label = all[5 * n] / 100;
                assertThat(Arrays.stream(all, 5 * n, 5 * n + 5).map(one -> one / 100)).containsOnly(label);
            }
            assertThat(Arrays.stream(all).map(one -> one / 100).boxed().collect(Collectors.toSet())).hasSize(5);
        }
        assertThat(episodes.batch(new int[1]).targets(2).toLongs()).containsExactly(0, 0, 1, 1, 2, 2, 3, 3, 4, 4);
    }

    @Test
    void tasksAreAFunctionOfSeedEpochAndBatch() {
        var loader = new Loader<>(episodes, 4, 3, true, 2);
        Tensor fifth = null;
        try (var epoch = loader.epoch(1, 0)) {
            for (int i = 0; i < 5; i++) fifth = epoch.next().query();
        }
        try (var epoch = loader.epoch(1, 4)) {
            assertThat(epoch.next().query().same(fifth)).isTrue();
        }
        try (var epoch = loader.epoch(2, 4)) {
            assertThat(epoch.next().query().same(fifth)).isFalse();
        }
    }

    @Test
    void tooFewClassesOrExamplesAreRefused() {
        assertThatThrownBy(() -> new Episodes(episodes.examples(), 8, 1, 1, 1)).hasMessageContaining("ways=8");
        assertThatThrownBy(() -> new Episodes(episodes.examples(), 5, 5, 5, 1)).hasMessageContaining("queries=5");
        assertThatThrownBy(() -> new Episodes(episodes.examples(), 1, 1, 1, 1)).hasMessageContaining("ways=1");
    }
}
