package gyrus.train.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gyrus.train.Event;
import gyrus.train.metric.Confusion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PicturesTest {

    private static final int TRAIN = Palette.LINES.get(0);
    private static final int VALIDATION = Palette.LINES.get(1);

    static List<Event> events(int steps) {
        var events = new ArrayList<Event>();
        events.add(new Event.Started("lenet/3", "lenet", Map.of(), steps));
        for (int step = 1; step <= steps; step++) {
            events.add(new Event.Stepped(step, 1, Map.of("loss", 2.3 / step, "learning_rate", 1e-3)));
            if (step % 10 == 0) {
                events.add(new Event.Evaluated(step, "validation",
                        Map.of("loss", 3.0 / step, "accuracy", 0.9)));
            }
        }
        return events;
    }

    private static Set<Integer> colours(Canvas canvas) {
        var colours = new HashSet<Integer>();
        for (int x = 0; x < canvas.width(); x++) {
            for (int y = 0; y < canvas.height(); y++) {
                colours.add(canvas.colourAt(x, y));
            }
        }
        return colours;
    }

    @Test
    void curvesShowTrainingAndValidation() {
        var canvas = Curves.draw(events(100));
        assertThat(colours(canvas)).contains(TRAIN, VALIDATION);
        assertThat(canvas.width()).isGreaterThan(800);                  // three panels, two a row
        assertThat(canvas.height()).isGreaterThan(600);
    }

    @Test
    void curvesOfNothingAreAnEmptyPanel() {
        assertThat(colours(Curves.draw(List.of()))).doesNotContain(TRAIN, VALIDATION);
    }

    @Test
    void curvesBearEveryValue() {
        for (double odd : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 0, -1e300, 1e300, 1e-320}) {
            var events = new ArrayList<>(events(60));
            events.add(new Event.Stepped(61, 1, Map.of("loss", odd, "reward", odd)));
            assertThat(colours(Curves.draw(events))).as("%s", odd).contains(TRAIN);
        }
        assertThat(colours(Curves.draw(List.of(new Event.Stepped(1, 1, Map.of("loss", Double.NaN))))))
                .isNotEmpty();
    }

    @Test
    void curvesOfLongRunsAreThinnedAndKeepTheirPeaks() {
        var series = new Series();
        IntStream.range(0, 100_000).forEach(i -> series.add(i, i == 77_777 ? 9 : Math.sin(i)));
        assertThat(series.thinned()).hasSizeLessThanOrEqualTo(600).contains(new Series.Value(77_777, 9));
        assertThat(series.smooth()).hasSizeLessThanOrEqualTo(600)
                .allMatch(v -> Math.abs(v.value()) < 1.0);
    }

    @Test
    void smoothingDoesNotShift() {
        var series = new Series();
        IntStream.range(0, 500).forEach(i -> series.add(i, i));
        assertThat(series.smooth()).allMatch(v -> Math.abs(v.value() - v.step()) < 1e-9);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 37, 100, 1000})
    void confusionOfAnyNumberOfClasses(int classes) {
        var confusion = new Confusion(classes);
        for (int i = 0; i < classes; i++) {
            confusion.add(i, i);
            confusion.add(i, (i + 1) % classes);
        }
        var labels = IntStream.range(0, classes).mapToObj(i -> "class number " + i).toList();
        var canvas = ConfusionPicture.draw(confusion, labels);
        assertThat(canvas.width()).isBetween(300, 1300);
        assertThat(canvas.height()).isBetween(150, 1300);
        assertThat(colours(canvas)).hasSizeGreaterThan(10);
    }

    @Test
    void confusionOfNothing() {
        assertThat(ConfusionPicture.draw(new Confusion(3), List.of("a", "b", "c")).width()).isPositive();
        assertThatThrownBy(() -> ConfusionPicture.draw(new Confusion(3), List.of("a")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("1 labels for a confusion of 3 classes");
    }

    @Test
    void samplesAreGreenWhenRightAndRedWhenWrong() {
        var picture = new Picture(3, 2, new int[6]);
        var right = new SampleGrid.Sample(picture, "7", "7", 0.99);
        var wrong = new SampleGrid.Sample(picture, "7", "1", Double.NaN);
        var unknown = new SampleGrid.Sample(picture, "", "1", 0.5);
        assertThat(colours(SampleGrid.draw("x", List.of(right)))).contains(Palette.RIGHT)
                .doesNotContain(Palette.WRONG);
        assertThat(colours(SampleGrid.draw("x", List.of(wrong)))).contains(Palette.WRONG)
                .doesNotContain(Palette.RIGHT);
        assertThat(colours(SampleGrid.draw("x", List.of(unknown))))
                .doesNotContain(Palette.WRONG, Palette.RIGHT);
        assertThat(SampleGrid.draw("x", List.of()).width()).isPositive();
    }
}
