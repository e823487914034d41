package gyrus.train.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CanvasTest {

    @Test
    void isWhiteAndTwiceAsFine() throws IOException {
        var canvas = new Canvas(30, 20);
        canvas.rectangle(10, 5, 4, 4, 0x123456);
        var image = ImageIO.read(new ByteArrayInputStream(canvas.png()));
        assertThat(image.getWidth()).isEqualTo(60);
        assertThat(image.getHeight()).isEqualTo(40);
        assertThat(image.getRGB(0, 0) & 0xFFFFFF).isEqualTo(0xFFFFFF);
        assertThat(image.getRGB(20, 10) & 0xFFFFFF).isEqualTo(0x123456);
        assertThat(image.getRGB(28, 10) & 0xFFFFFF).isEqualTo(0xFFFFFF);
        assertThat(canvas.colourAt(10, 5)).isEqualTo(0x123456);
    }

    @Test
    void savesOverTheOldFileAndLeavesNothingAside(@TempDir Path folder) throws IOException {
        var file = folder.resolve("deep").resolve("a.png");
        new Canvas(10, 10).save(file);
        new Canvas(20, 10).save(file);
        assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(40);
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void linesBreakAtWhatIsNotANumber() {
        var canvas = new Canvas(40, 20);
        var points = List.of(new Canvas.Point(0, 10), new Canvas.Point(10, 10),
                new Canvas.Point(20, Double.NaN), new Canvas.Point(30, 10), new Canvas.Point(40, 10));
        canvas.polyline(points, 2, 0, 1);
        assertThat(canvas.colourAt(5, 10)).isZero();
        assertThat(canvas.colourAt(20, 10)).isEqualTo(0xFFFFFF);
        assertThat(canvas.colourAt(35, 10)).isZero();
    }

    @Test
    void textLiesWhereItIsAligned() {
        for (var align : Canvas.Align.values()) {
            var canvas = new Canvas(100, 30);
            canvas.bold("mmm", 50, 20, 16, 0, align);
            boolean left = inked(canvas, 0, 48);
            boolean right = inked(canvas, 52, 99);
            assertThat(left).isEqualTo(align != Canvas.Align.LEFT);
            assertThat(right).isEqualTo(align != Canvas.Align.RIGHT);
        }
    }

    private static boolean inked(Canvas canvas, int from, int to) {
        for (int x = from; x <= to; x++) {
            for (int y = 0; y < canvas.height(); y++) {
                if (canvas.colourAt(x, y) != 0xFFFFFF) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void picturesAreMadeOfValues() {
        var grey = Picture.of(new float[] {0, 0.5f, 1, 2, -1, Float.NaN}, 1, 2, 3, 0, 1);
        assertThat(grey.pixels()).containsExactly(0, 0x808080, 0xFFFFFF, 0xFFFFFF, 0, 0);
        var rgb = Picture.of(new float[] {1, 0, 0, 1, 0, 0}, 3, 1, 2, 0, 1);
        assertThat(rgb.pixels()).containsExactly(0xFF0000, 0x00FF00);
        assertThat(rgb).isEqualTo(new Picture(2, 1, new int[] {0xFF0000, 0x00FF00}));
        assertThatThrownBy(() -> Picture.of(new float[8], 2, 2, 2, 0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot make a picture of 2 × 2 × 2 from 8 values; it takes 1 or 3 channels");
        assertThatThrownBy(() -> new Picture(2, 2, new int[3])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sizesAreBounded() {
        assertThatThrownBy(() -> new Canvas(0, 10)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Canvas(1 << 20, 1 << 20)).isInstanceOf(IllegalArgumentException.class);
    }
}
