package gyrus.train.picture;

import static org.assertj.core.api.Assertions.assertThat;

import gyrus.train.metric.Confusion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pictures are drawn in a process of their own that tells which classes it loaded: nothing that looks for fonts is
/// among them, so that a machine without any draws the same.
class NoFontTest {

    /// Draws one picture of each kind.
    static final class Draw {

        private Draw() {}

        /// Starts in the child.
        public static void main(String[] arguments) {
            draw(Path.of(arguments[0]));
        }
    }

    @TempDir Path folder;

    private static void draw(Path folder) {
        Curves.save(PicturesTest.events(100), folder.resolve("curves.png"));
        ConfusionPicture.save(Confusion.of(2, new int[] {0, 1}, new int[] {0, 0}), List.of("ham", "spam"),
                folder.resolve("confusion.png"));
        var sample = new SampleGrid.Sample(new Picture(2, 2, new int[4]), "a", "b", 0.5);
        SampleGrid.save("Samples", List.of(sample), folder.resolve("samples.png"));
    }

    @Test
    void nothingLooksForFonts() throws IOException, InterruptedException {
        var apart = Files.createDirectory(folder.resolve("apart"));
        var child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true", "-Dsun.awt.fontconfig=" + folder.resolve("none"),
                "-Dsun.java2d.fontpath=" + folder.resolve("none"), "-Xlog:class+load",
                "-cp", Children.classPath(NoFontTest.class), Draw.class.getName(), apart.toString())
                .redirectErrorStream(true).start();
        var log = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor()).as(log).isZero();
        assertThat(log).contains("java.awt.image.BufferedImage ")
                .doesNotContain("FontManager", "FontConfiguration", "sun.font.Font2D", "TrueTypeFont");
        var here = Files.createDirectory(folder.resolve("here"));
        draw(here);
        for (var name : List.of("curves.png", "confusion.png", "samples.png")) {
            assertThat(apart.resolve(name)).hasSameBinaryContentAs(here.resolve(name));
        }
    }
}
