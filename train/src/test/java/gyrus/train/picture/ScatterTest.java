package gyrus.train.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScatterTest {

    @Test
    void everyClassHasItsColourAndAPlaceInTheLegend() {
        Canvas canvas = Scatter.draw("Map", "two", new float[] {0, 0, 1, 1}, List.of("10", "9"));
        assertThat(canvas.colourAt(36, 608)).as("lower left, the second by number").isEqualTo(Scatter.colour(1, 2));
        assertThat(canvas.colourAt(572, 72)).as("upper right").isEqualTo(Scatter.colour(0, 2));
        assertThat(canvas.colourAt(604, 68)).as("first in the legend").isEqualTo(Scatter.colour(0, 2));
    }

    @Test
    void classesBeyondThePaletteStillDiffer() {
        Set<Integer> colours = new HashSet<>();
        for (int i = 0; i < 26; i++) colours.add(Scatter.colour(i, 26));
        assertThat(colours).hasSize(26);
    }

    @Test
    void pointsThatAreNowhereAreLeftOutAndOneAloneIsInTheMiddle() {
        float[] points = {Float.NaN, 0, 3, 4};
        Canvas canvas = Scatter.draw("Map", "", points, List.of("a", "a"));
        assertThat(canvas.width()).as("no legend for one class").isEqualTo(608);
        assertThat(canvas.colourAt(304, 340)).isEqualTo(Scatter.colour(0, 1));
    }

    @Test
    void everyPointNeedsALabel() {
        assertThatThrownBy(() -> Scatter.draw("", "", new float[4], new ArrayList<>(Collections.nCopies(3, ""))))
                .hasMessage("3 labels for 4 coordinates; give two numbers and a label a point");
    }
}
