package gyrus.train.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnimationTest {

    private static final Duration TENTH = Duration.ofMillis(100);

    @TempDir
    Path folder;

    /// Every grey from black to white, shifted from frame to frame.
    private static Picture greys(int shift) {
        return new Picture(16, 16, IntStream.range(0, 256).map(i -> (i + shift & 255) * 0x010101).toArray());
    }

    private static List<Picture> read(byte[] gif, int scale) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(gif)));
        List<Picture> frames = new ArrayList<>();
        for (int i = 0; i < reader.getNumImages(true); i++) {
            var image = reader.read(i);
            int width = image.getWidth() / scale;
            int height = image.getHeight() / scale;
            frames.add(new Picture(width, height, IntStream.range(0, width * height)
                    .map(p -> image.getRGB(p % width * scale + scale - 1, p / width * scale) & 0xFFFFFF).toArray()));
        }
        return frames;
    }

    @Test
    void greysComeBackAsTheyWere() throws IOException {
        List<Picture> frames = List.of(greys(0), greys(40), greys(99));
        Path file = folder.resolve("greys.gif");
        new Animation(frames, TENTH, 3).save(file);
        assertThat(read(Files.readAllBytes(file), 3)).isEqualTo(frames);
    }

    @Test
    void fewColoursComeBackAsTheyWere() throws IOException {
        List<Picture> frames = List.of(new Picture(2, 1, new int[] {0xFF0000, 0x00FF00}),
                new Picture(2, 1, new int[] {0x0000FF, 0x123456}), new Picture(2, 1, new int[] {0, 0}));
        assertThat(read(new Animation(frames, TENTH, 1).gif(), 1)).isEqualTo(frames);
        List<Picture> one = List.of(new Picture(1, 1, new int[] {0xABCDEF}));
        assertThat(read(new Animation(one, TENTH, 5).gif(), 5)).isEqualTo(one);
    }

    @Test
    void ofManyColoursTheNearestAreShown() throws IOException {
        int side = 64;
        List<Picture> frames = IntStream.range(0, 4).mapToObj(frame -> new Picture(side, side,
                IntStream.range(0, side * side).map(i -> i % side * 4 << 16 | i / side * 4 << 8 | frame * 60)
                        .toArray())).toList();
        List<Picture> shown = read(new Animation(frames, TENTH, 2).gif(), 2);
        double sum = 0;
        for (int f = 0; f < frames.size(); f++) {
            for (int i = 0; i < side * side; i++) {
                for (int shift = 0; shift <= 16; shift += 8) {
                    int difference = (frames.get(f).at(i % side, i / side) >> shift & 255)
                            - (shown.get(f).at(i % side, i / side) >> shift & 255);
                    sum += difference * difference;
                }
            }
        }
        assertThat(Math.sqrt(sum / (frames.size() * side * side * 3))).as("off by, of 255").isLessThan(12);
    }

    @Test
    void itLoopsAndShowsEachFrameForTheDelay() throws IOException {
        byte[] gif = new Animation(List.of(greys(0), greys(1)), Duration.ofMillis(70), 1).gif();
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(gif)));
        for (int frame = 0; frame < 2; frame++) {
            var tree = (IIOMetadataNode) reader.getImageMetadata(frame).getAsTree("javax_imageio_gif_image_1.0");
            var control = (IIOMetadataNode) tree.getElementsByTagName("GraphicControlExtension").item(0);
            assertThat(control.getAttribute("delayTime")).isEqualTo("7");
        }
        var tree = (IIOMetadataNode) reader.getImageMetadata(0).getAsTree("javax_imageio_gif_image_1.0");
        var loop = (IIOMetadataNode) tree.getElementsByTagName("ApplicationExtension").item(0);
        assertThat(loop.getAttribute("applicationID")).isEqualTo("NETSCAPE");
        assertThat((byte[]) loop.getUserObject()).containsExactly(1, 0, 0);
    }

    @Test
    void whatCannotBeShownIsRefused() {
        List<Picture> one = List.of(greys(0));
        assertThatThrownBy(() -> new Animation(List.of(), TENTH, 1)).hasMessageContaining("one picture or more");
        assertThatThrownBy(() -> new Animation(List.of(greys(0), new Picture(1, 2, new int[2])), TENTH, 1))
                .hasMessageContaining("a frame of 1 × 2 after one of 16 × 16");
        assertThatThrownBy(() -> new Animation(one, Duration.ofMillis(5), 1)).hasMessageContaining("20 ms");
        assertThatThrownBy(() -> new Animation(one, TENTH, 0)).hasMessageContaining("scale of 0");
    }
}
