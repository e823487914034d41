package gyrus.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gyrus.data.image.Affine;
import gyrus.data.image.Crop;
import gyrus.data.image.Flip;
import gyrus.data.image.Shift;
import gyrus.data.text.token.Windows;
import gyrus.tensor.Generator;
import gyrus.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What the parts have together is what one has alone.
class ShareTest {

    @ParameterizedTest
    @CsvSource({"1, 64", "2, 64", "3, 64", "4, 9", "7, 100"})
    void partsAreAllOfABatch(int of, int all) {
        List<Integer> rows = new ArrayList<>();
        double weight = 0;
        for (int part = 0; part < of; part++) {
            Share share = new Share(part, of);
            Share.Rows own = share.rows(all);
            assertThat(own.to() - own.from()).isGreaterThanOrEqualTo(2);
            IntStream.range(own.from(), own.to()).forEach(rows::add);
            assertThat(share.weight(all)).isEqualTo((double) (own.to() - own.from()) / all);
            weight += share.weight(all);
        }
        assertThat(rows).isEqualTo(IntStream.range(0, all).boxed().toList());
        assertThat(weight).isEqualTo(1, within(1e-12));
    }

    @Test void aBatchTooSmallToDivideIsEverybodys() {
        for (int part = 0; part < 4; part++) {
            assertThat(new Share(part, 4).rows(7)).isEqualTo(new Share.Rows(0, 7, 7));
            assertThat(new Share(part, 4).weight(7)).isEqualTo(0.25);
        }
    }

    static Stream<UnaryOperator<Tensor>> transforms() {
        return Stream.of(new Affine(15, 0.15, 0.2, 0.1), new Flip(0.5), new Crop(6, 6, 2), new Shift(2));
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void anExampleIsChangedTheSameWhoeverMakesIt(UnaryOperator<Tensor> transform) {
        Tensor pictures = Generator.seeded(1).call(() -> Tensor.rand(23, 1, 8, 8));
        dividedEqualsWhole(Dataset.inputs(Dataset.of(pictures, Tensor.arange(23)), transform), 8);
    }

    @Test void windowsOfATextToo() {
        int[] text = IntStream.range(0, 200).toArray();
        dividedEqualsWhole(Windows.learning(text, 5), 9);
    }

    private static void dividedEqualsWhole(Dataset<Batch> data, int size) {
        Loader<Batch> whole = new Loader<>(data, size, 3, true, 0);
        for (int of : new int[] {2, 3}) {
            for (int epoch = 0; epoch < 2; epoch++) {
                List<Loader.Epoch<Batch>> parts = new ArrayList<>();
                for (int part = 0; part < of; part++) parts.add(whole.share(new Share(part, of)).epoch(epoch, 0));
                var batches = whole.epoch(epoch, 0);
                while (batches.hasNext()) {
                    Batch all = batches.next();
                    List<Batch> made = parts.stream().map(Loader.Epoch::next).toList();
                    Tensor inputs = Tensor.cat(made.stream().map(Batch::inputs).toList(), 0);
                    boolean divided = all.size() >= 2L * of;
                    assertThat(inputs.size(0)).isEqualTo(divided ? all.size() : all.size() * of);
                    if (!divided) continue;
                    assertThat(inputs.toDoubles()).containsExactly(all.inputs().toDoubles());
                    long[] targets = made.stream().flatMapToLong(batch -> Arrays.stream(batch.targets().toLongs()))
                            .toArray();
                    assertThat(targets).containsExactly(all.targets().toLongs());
                }
            }
        }
    }

    @Test void loadersSayWhatABatchCounts() {
        Loader<Batch> loader = new Loader<>(Dataset.of(Tensor.zeros(13, 2), Tensor.zeros(13)), 6, 0, false, 0)
                .share(new Share(0, 4));
        assertThat(loader.batches()).isEqualTo(2);
        assertThat(loader.weight(0)).isEqualTo(0.25);               // 6 examples are too few for four
        assertThat(loader.weight(1)).isEqualTo(0.25);
        assertThat(loader.share(new Share(1, 3)).weight(1)).isEqualTo(2 / 7.0); // 2, 2, 3 of 7
    }

    @Test void misuseIsTold() {
        assertThatThrownBy(() -> new Share(2, 2)).hasMessageContaining("part 2 of 2");
    }
}
