package gyrus.train.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureGridTest {

    private static final int GROUND = 9;

    private static Picture dot(int colour) {
        return new Picture(1, 1, new int[] {colour});
    }

    @Test
    void picturesLieRowByRowWithGapsBetween() {
        Picture grid = PictureGrid.of(List.of(dot(1), dot(2), dot(3)), 2, 1, GROUND);
        assertThat(grid).isEqualTo(new Picture(3, 3, new int[] {
            1, GROUND, 2,
            GROUND, GROUND, GROUND,
            3, GROUND, GROUND}));
    }

    @Test
    void aSmallerPictureIsInTheMiddleOfItsPlace() {
        Picture large = new Picture(3, 3, new int[9]);
        assertThat(PictureGrid.of(List.of(large, dot(5)), 4, 0, GROUND).at(4, 1)).isEqualTo(5);
    }

    @Test
    void enlargedAndSavedItIsTheSamePicture(@TempDir Path folder) throws IOException {
        Picture grid = PictureGrid.of(List.of(dot(0xFF8000), dot(0x0080FF), dot(0), dot(0xFFFFFF), dot(7)));
        assertThat(grid.width()).isEqualTo(5);
        Path file = folder.resolve("grid.png");
        grid.enlarged(3).save(file);
        var image = ImageIO.read(file.toFile());
        assertThat(image.getWidth()).isEqualTo(15);
        for (int x = 0; x < 15; x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                assertThat(image.getRGB(x, y) & 0xFFFFFF).isEqualTo(grid.at(x / 3, y / 3));
            }
        }
    }

    @Test
    void whatIsNoGridIsRefused() {
        assertThatThrownBy(() -> PictureGrid.of(List.of())).hasMessageContaining("one picture or more");
        assertThatThrownBy(() -> PictureGrid.of(List.of(dot(1)), 0, 1, 0)).hasMessageContaining("columns=0");
        assertThatThrownBy(() -> PictureGrid.of(List.of(dot(1)), 1, -1, 0)).hasMessageContaining("gap=-1");
        assertThatThrownBy(() -> dot(1).enlarged(0)).hasMessageContaining("scale of 0");
    }
}
