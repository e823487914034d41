package gyrus.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gyrus.tensor.Generator;
import gyrus.tensor.Tensor;
import java.util.HashSet;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TransformsTest {

    /// (B, 1, 8, 8) with one bright pixel at (y, x).
    private static Tensor dots(int count, int y, int x) {
        var values = new float[count * 64];
        for (int i = 0; i < count; i++) {
            values[64 * i + 8 * y + x] = 1;
        }
        return Tensor.of(values, count, 1, 8, 8);
    }

    private static Tensor seeded(UnaryOperator<Tensor> transform, Tensor pictures) {
        return Generator.seeded(3).call(() -> transform.apply(pictures));
    }

    static List<UnaryOperator<Tensor>> all() {
        return List.of(new Shift(2), new Flip(0.5), new Crop(6, 7, 1), new Affine(15, 0.2, 0.2, 0.1));
    }

    @ParameterizedTest
    @MethodSource("all")
    void areFunctionsOfTheGenerator(UnaryOperator<Tensor> transform) {
        var pictures = Tensor.rand(32, 2, 8, 8);
        var first = seeded(transform, pictures).toFloats();
        assertThat(seeded(transform, pictures).toFloats()).isEqualTo(first);
        assertThat(Generator.seeded(4).call(() -> transform.apply(pictures)).toFloats()).isNotEqualTo(first);
        assertThatThrownBy(() -> transform.apply(Tensor.rand(8, 8))).hasMessageContaining("(B, C, H, W)");
    }

    @Test
    void shiftsReachEveryPlaceAndKeepThePixel() {
        var shifted = seeded(new Shift(2), dots(500, 4, 4));
        var places = new HashSet<Long>();
        for (int i = 0; i < 500; i++) {
            var picture = shifted.select(0, i);
            assertThat(picture.sum().item()).isEqualTo(1);
            places.add(picture.flatten().argmax(0).toLongs()[0]);
        }
        assertThat(places).hasSize(25);
        assertThat(places).allSatisfy(place -> {
            assertThat(place / 8).isBetween(2L, 6L);
            assertThat(place % 8).isBetween(2L, 6L);
        });
    }

    @Test
    void flipsTheShareItShould() {
        var flipped = seeded(new Flip(0.25), dots(2000, 1, 2));
        double mirrored = flipped.select(3, 5).sum().item();
        assertThat(mirrored / 2000).isCloseTo(0.25, within(0.05));
        assertThat(flipped.select(3, 2).sum().item() + mirrored).isEqualTo(2000);
    }

    @Test
    void cropsEveryWindow() {
        assertThat(seeded(new Crop(6, 7, 1), dots(5, 4, 4)).shape()).hasToString("(5, 1, 6, 7)");
        assertThat(seeded(new Crop(8, 8, 0), dots(2, 4, 4)).toFloats()).isEqualTo(dots(2, 4, 4).toFloats());
        assertThatThrownBy(() -> new Crop(11, 8, 1).apply(dots(1, 0, 0))).hasMessageContaining("larger");
    }

    @Test
    void affineOfNothingIsNothing() {
        var pictures = Tensor.rand(3, 2, 8, 12);
        var same = seeded(new Affine(0, 0, 0, 0), pictures);
        assertThat(same.sub(pictures).abs().max().item()).isLessThan(1e-5);
    }

    @Test
    void affineTurnsByAtMostTheBoundAndKeepsTheMiddle() {
        // a bar through the middle of a wide picture: turned, it keeps its ink and its middle
        var values = new float[64 * 31 * 61];
        for (int i = 0; i < 64; i++) {
            for (int x = 20; x <= 40; x++) {
                values[(i * 31 + 15) * 61 + x] = 1;
            }
        }
        var bars = Tensor.of(values, 64, 1, 31, 61);
        var turned = seeded(new Affine(30, 0, 0, 0), bars);
        var ink = turned.flatten(1, 3).sum(1).toFloats();
        double steepest = 0;
        for (int i = 0; i < 64; i++) {
            assertThat(ink[i]).isCloseTo(21, within(1.5f));
            assertThat(turned.get(i, 0, 15, 30).item()).isGreaterThan(0.9);
            steepest = Math.max(steepest, slope(turned.get(i, 0)));
        }
        assertThat(steepest).isBetween(Math.toRadians(22), Math.toRadians(31));
    }

    /// Angle of the ink's longer axis against the horizontal.
    private static double slope(Tensor picture) {
        var ink = picture.toFloats();
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (int i = 0; i < ink.length; i++) {
            double x = i % 61 - 30;
            double y = i / 61 - 15;
            xx += ink[i] * x * x;
            xy += ink[i] * x * y;
            yy += ink[i] * y * y;
        }
        return Math.abs(0.5 * Math.atan2(2 * xy, xx - yy));
    }

    @Test
    void normalises() {
        var pictures = Tensor.of(new float[] {1, 2, 3, 4}, 1, 2, 1, 2);
        assertThat(new Normalize(List.of(1.0, 3.0), List.of(0.5, 2.0)).apply(pictures).toFloats())
                .containsExactly(0, 2, 0, 0.5f);
        assertThatThrownBy(() -> Normalize.IMAGENET.apply(pictures)).hasMessageContaining("3 means");
        assertThatThrownBy(() -> Normalize.grey(0, 0)).hasMessageContaining("not positive");
    }
}
