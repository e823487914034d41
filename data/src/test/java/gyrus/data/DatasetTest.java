package gyrus.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gyrus.tensor.Tensor;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DatasetTest {

    private static Dataset<Batch> numbers(int count) {
        return Dataset.of(Tensor.arange(count), Tensor.arange(count));
    }

    private static long[] all(Dataset<Batch> data) {
        return data.batch(IntStream.range(0, data.size()).toArray()).inputs().toLongs();
    }

    @Test
    void mapsSubsetsAndJoins() {
        var data = Dataset.inputs(numbers(5), x -> x.mul(2));
        assertThat(all(data)).containsExactly(0, 2, 4, 6, 8);
        assertThat(all(data.subset(3, 1).subset(1))).containsExactly(2);
        assertThat(all(data.range(1, 3))).containsExactly(2, 4);
        assertThat(data.range(2, 2).size()).isZero();
        assertThatThrownBy(() -> data.range(4, 2)).isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("examples 4 to 2 of 5");
        assertThatThrownBy(() -> data.range(2, 6)).hasMessageContaining("examples 2 to 6 of 5");
        assertThatThrownBy(() -> data.subset(5)).isInstanceOf(IndexOutOfBoundsException.class);
        var joined = Dataset.join(List.of(numbers(2), data, numbers(3)));
        assertThat(joined.size()).isEqualTo(10);
        assertThat(joined.batch(new int[] {9, 0, 3, 6, 3}).inputs().toLongs()).containsExactly(2, 0, 2, 8, 2);
        assertThatThrownBy(() -> joined.batch(new int[] {10})).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void lazyDataAreMadeOnce() {
        var made = new AtomicInteger();
        var data = Dataset.lazy(3, () -> {
            made.incrementAndGet();
            return numbers(3);
        });
        assertThat(data.size()).isEqualTo(3);
        assertThat(made).hasValue(0);
        assertThat(all(data)).hasSize(3);
        assertThat(all(data)).hasSize(3);
        assertThat(made).hasValue(1);
        assertThatThrownBy(() -> Dataset.lazy(2, () -> numbers(3)).batch(new int[1]))
                .hasMessageContaining("promised");
        Dataset<Batch> failing = Dataset.lazy(2, () -> {
            throw new IllegalArgumentException("no file");
        });
        assertThatThrownBy(() -> failing.batch(new int[1])).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no file");
    }

    @Test
    void splitsAreDisjointAndSeeded() {
        var splits = Splits.of(numbers(100), 4, 0.2, 0.1);
        assertThat(splits.train().size()).isEqualTo(70);
        assertThat(splits.validation().size()).isEqualTo(20);
        assertThat(splits.test().size()).isEqualTo(10);
        var together = splits.parts().stream().flatMapToLong(part -> LongStream.of(all(part))).sorted()
                .toArray();
        assertThat(together).isEqualTo(LongStream.range(0, 100).toArray());
        assertThat(all(Splits.of(numbers(100), 4, 0.2, 0.1).test())).isEqualTo(all(splits.test()));
        assertThat(all(Splits.of(numbers(100), 5, 0.2, 0.1).test())).isNotEqualTo(all(splits.test()));
        assertThatThrownBy(() -> Splits.of(numbers(3), 0, 0.5, 0.5)).hasMessageContaining("none to train on");
        assertThatThrownBy(() -> Splits.of(numbers(3), 0, -0.1, 0)).hasMessageContaining("-0.1");
    }

    @Test
    void inputsNeedTheirTargets() {
        assertThatThrownBy(() -> new Batch(Tensor.zeros(3, 2), Tensor.zeros(2)))
                .hasMessage("3 inputs with 2 targets");
        assertThatThrownBy(() -> new Batch(Tensor.scalar(1), Tensor.scalar(1)))
                .hasMessageContaining("first dimension");
    }
}
