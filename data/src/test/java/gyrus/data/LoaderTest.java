package gyrus.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gyrus.tensor.Scope;
import gyrus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LoaderTest {

    private static Dataset<Batch> numbers(int count) {
        return Dataset.of(Tensor.arange(count), Tensor.arange(count).mul(10));
    }

    private static List<List<Long>> all(Loader<Batch> loader, int epoch, int from) {
        var batches = new ArrayList<List<Long>>();
        try (var batch = loader.epoch(epoch, from)) {
            batch.forEachRemaining(b -> batches.add(LongStream.of(b.inputs().toLongs()).boxed().toList()));
        }
        return batches;
    }

    @Test
    void dealsEverythingOnce() {
        var loader = Loader.training(numbers(23), 5, 1);
        assertThat(loader.batches()).isEqualTo(5);
        var batches = all(loader, 0, 0);
        assertThat(batches).hasSize(5);
        assertThat(batches.getLast()).hasSize(3);
        assertThat(batches.stream().flatMap(List::stream).sorted().toList())
                .isEqualTo(LongStream.range(0, 23).boxed().toList());
        assertThat(all(Loader.inOrder(numbers(5), 3), 0, 0))
                .containsExactly(List.of(0L, 1L, 2L), List.of(3L, 4L));
        assertThat(all(Loader.inOrder(numbers(0), 3), 0, 0)).isEmpty();
    }

    @Test
    void noExampleIsAloneInTheLastBatch() {
        assertThat(all(Loader.inOrder(numbers(7), 3), 0, 0))
                .containsExactly(List.of(0L, 1L, 2L), List.of(3L, 4L, 5L, 6L));
        assertThat(all(Loader.inOrder(numbers(7), 3), 0, 1)).containsExactly(List.of(3L, 4L, 5L, 6L));
        assertThat(all(Loader.inOrder(numbers(4), 3), 0, 0)).containsExactly(List.of(0L, 1L, 2L, 3L));
        assertThat(all(Loader.inOrder(numbers(1), 3), 0, 0)).as("unless it is all there is")
                .containsExactly(List.of(0L));
        assertThat(all(Loader.inOrder(numbers(3), 1), 0, 0)).as("unless that is asked for").hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 7, 40})
    void orderAndRandomnessDoNotDependOnThreads(int ahead) {
        var data = Dataset.inputs(numbers(100), x -> x.add(Tensor.randint(0, 1000, x.size(0)).mul(1000)));
        var expected = all(new Loader<>(data, 7, 5, true, 0), 3, 0);
        var loader = new Loader<>(data, 7, 5, true, ahead);
        assertThat(all(loader, 3, 0)).isEqualTo(expected);
        assertThat(all(loader, 3, 4)).isEqualTo(expected.subList(4, expected.size()));
        assertThat(all(loader, 3, loader.batches())).isEmpty();
        assertThat(all(loader, 4, 0)).isNotEqualTo(expected);
        assertThat(all(new Loader<>(data, 7, 6, true, ahead), 3, 0)).isNotEqualTo(expected);
    }

    /// The workers wait until the thread that wants the batches has made one.
    @Test
    void whoWaitsForABatchMakesSome() {
        Thread own = Thread.currentThread();
        var helped = new CountDownLatch(1);
        var data = numbers(60).map(batch -> {
            if (Thread.currentThread() == own) helped.countDown();
            try {
                assertThat(helped.await(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return batch;
        });
        var loader = new Loader<>(data, 2, 1, false, Runtime.getRuntime().availableProcessors() + 1);
        var seen = new ArrayList<Long>();
        try (var epoch = loader.epoch(0, 0)) {
            while (epoch.hasNext()) {
                try (var scope = Scope.open()) {
                    for (long number : scope.adopt(epoch.next()).inputs().toLongs()) seen.add(number);
                }
            }
        }
        assertThat(seen).as("in order, and none freed with the scope in which another was wanted")
                .isEqualTo(LongStream.range(0, 60).boxed().toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void whatABatchThrowsIsThrownHere(int ahead) {
        var data = numbers(10).map(batch -> {
            if (batch.inputs().toLongs()[0] == 6) {
                throw new IllegalArgumentException("six");
            }
            return batch;
        });
        try (var epoch = new Loader<>(data, 2, 0, false, ahead).epoch(0, 0)) {
            for (int i = 0; i < 3; i++) {
                epoch.next();
            }
            assertThatThrownBy(epoch::next).isInstanceOf(IllegalArgumentException.class).hasMessage("six");
            assertThatThrownBy(epoch::next).isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("closed before batch 4");
        }
    }

    @Test
    void oneAheadIsMadeWhileAnotherIsInUse() throws InterruptedException {
        var made = new CountDownLatch(2);
        var data = numbers(10).map(batch -> {
            made.countDown();
            return batch;
        });
        try (var epoch = new Loader<>(data, 2, 0, false, 1).epoch(0, 0)) {
            epoch.next();
            assertThat(made.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void anEpochClosedEarlyEndsItsThreads() throws InterruptedException {
        var made = new AtomicInteger();
        var epoch = new Loader<>(numbers(1000).map(batch -> {
            made.incrementAndGet();
            return batch;
        }), 1, 0, true, 4).epoch(0, 0);
        epoch.next();
        epoch.close();
        int soFar = made.get();
        Thread.sleep(50);
        assertThat(made.get()).isEqualTo(soFar).isLessThanOrEqualTo(5);
        assertThatThrownBy(epoch::next).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
        epoch.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void aBatchCanBeAdoptedAndWhatMadeItIsFreed(int ahead) {
        var data = numbers(6).map(batch -> new Batch(batch.inputs().add(1).mul(2), batch.targets()));
        try (var epoch = new Loader<>(data, 3, 0, false, ahead).epoch(0, 0); var scope = Scope.open()) {
            var batch = scope.adopt(epoch.next());
            assertThat(batch.inputs().toLongs()).containsExactly(2, 4, 6);
            assertThat(scope.size()).isEqualTo(2);
        }
    }

    @Test
    void settingsAreChecked() {
        assertThatThrownBy(() -> Loader.inOrder(numbers(3), 0)).hasMessageContaining("batch size 0");
        assertThatThrownBy(() -> Loader.inOrder(numbers(3), 1).epoch(0, 4)).hasMessageContaining("3 batches");
        assertThatThrownBy(() -> Loader.inOrder(numbers(1), 1).epoch(0, 1).next())
                .hasMessageContaining("1 batches");
    }
}
