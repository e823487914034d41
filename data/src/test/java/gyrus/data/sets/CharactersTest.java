package gyrus.data.sets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gyrus.data.file.BadFileException;
import gyrus.data.image.Images;
import gyrus.data.image.Picture;
import gyrus.tensor.DType;
import gyrus.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CharactersTest {

    @Test
    void drawnCharactersAreAFunctionOfTheSeedOnEveryMachine() {
        Characters drawn = Characters.drawn(3, 4, 5, 7);
        assertThat(drawn.pictures().shape().dims()).containsExactly(12, 5, 1, 28, 28);
        assertThat(drawn.alphabets()).containsExactly("Drawn_01", "Drawn_02", "Drawn_03");
        assertThat(drawn.pictures().same(Characters.drawn(3, 4, 5, 7).pictures())).isTrue();
        assertThat(drawn.pictures().same(Characters.drawn(3, 4, 5, 8).pictures())).isFalse();
        var crc = new CRC32();
        crc.update(drawn.pictures().toBytes());
        assertThat(crc.getValue()).isEqualTo(2615892789L);
    }

    /// Examples of a character differ, but less than characters do.
    @Test
    void anExampleIsDrawnAnewButIsOfItsCharacter() {
        Tensor pictures = Characters.drawn(4, 20, 4, 1).pictures().to(DType.FLOAT32).div(255).flatten(2, 4);
        Tensor means = pictures.mean(1); // (80, 784)
        double within = pictures.sub(means.unsqueeze(1)).square().sum(2).mean().item();
        double between = means.sub(means.mean(true, 0)).square().sum(1).mean().item();
        assertThat(within).isBetween(10.0, 100.0);
        assertThat(between).isGreaterThan(0.8 * within);
        double ink = pictures.mean().item();
        assertThat(ink).isBetween(0.05, 0.25);
    }

    @Test
    void turnedByQuartersTheyAreClassesOfTheirOwn() {
        Characters drawn = Characters.drawn(1, 3, 2, 1);
        Characters turned = drawn.turned();
        assertThat(turned.names()).hasSize(12).startsWith(drawn.names().toArray(String[]::new))
                .contains("Drawn_01/character01, turned by 270°");
        Tensor upright = turned.pictures().select(0, 0).select(0, 0).select(0, 0);
        Tensor quarter = turned.pictures().select(0, 3).select(0, 0).select(0, 0);
        Tensor half = turned.pictures().select(0, 6).select(0, 0).select(0, 0);
        assertThat(quarter.select(0, 27).same(upright.select(1, 0))).isTrue(); // the left column lies below
        assertThat(half.same(upright.flip(0, 1))).isTrue();
        assertThat(turned.alphabets()).isEqualTo(drawn.alphabets());
    }

    @Test
    void alphabetsArePartedWhole() {
        Characters drawn = Characters.drawn(5, 2, 2, 1);
        assertThat(drawn.parts(List.of(), List.of())).containsExactly(
                List.of("Drawn_01", "Drawn_02", "Drawn_03"), List.of("Drawn_04"), List.of("Drawn_05"));
        assertThat(drawn.parts(List.of(), List.of("Drawn_02", "Drawn_05"))).containsExactly(
                List.of("Drawn_01", "Drawn_03"), List.of("Drawn_04"), List.of("Drawn_02", "Drawn_05"));
        assertThat(drawn.of(List.of("Drawn_02")).names())
                .containsExactly("Drawn_02/character01", "Drawn_02/character02");
        assertThatThrownBy(() -> drawn.of(List.of("Greek"))).hasMessageContaining("'Greek'")
                .hasMessageContaining("Drawn_01");
        assertThatThrownBy(() -> drawn.parts(List.of("Drawn_01"), List.of("Drawn_01")))
                .hasMessageContaining("not both");
        assertThatThrownBy(() -> Characters.drawn(2, 2, 2, 1).parts(List.of(), List.of()))
                .hasMessageContaining("none is left to train on");
    }

    @Test
    void aFolderAndAnArchiveInThePublishedLayoutAreTheSame(@TempDir Path folder) throws IOException {
        Path zip = folder.resolve("images.zip");
        Path alphabets = folder.resolve("unpacked");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (String name : List.of("Greek/character02/0002_01", "Greek/character02/0002_02",
                    "Greek/character01/0001_01", "Greek/character01/0001_02")) {
                byte[] png = png(name.charAt(15) - '0');
                out.putNextEntry(new ZipEntry("images/" + name + ".png"));
                out.write(png);
                Path file = alphabets.resolve(name + ".png");
                Files.createDirectories(file.getParent());
                Files.write(file, png);
            }
        }
        Characters packed = Characters.of(zip.toString(), 0);
        assertThat(packed.names()).containsExactly("Greek/character01", "Greek/character02");
        assertThat(packed.pictures().shape().dims()).containsExactly(2, 2, 1, 28, 28);
        assertThat(packed.pictures().select(0, 1).max().item()).as("ink").isEqualTo(255);
        assertThat(Characters.of(alphabets.toString(), 0).pictures().same(packed.pictures())).isTrue();
        Files.delete(alphabets.resolve("Greek/character02/0002_02.png"));
        assertThatThrownBy(() -> Characters.of(alphabets.toString(), 0)).isInstanceOf(BadFileException.class)
                .hasMessageContaining("Greek/character02 has 1 drawings");
    }

    @Test
    void whatIsNoSetOfAlphabetsIsRefused(@TempDir Path folder) throws IOException {
        assertThatThrownBy(() -> Characters.of(folder.resolve("none").toString(), 0))
                .hasMessageContaining("no such folder or archive");
        assertThatThrownBy(() -> Characters.of(folder.toString(), 0)).hasMessageContaining("no drawings");
        Path text = folder.resolve("a.zip");
        Files.writeString(text, "no archive");
        assertThatThrownBy(() -> Characters.of(text.toString(), 0)).isInstanceOf(BadFileException.class);
    }

    /// A drawing of 56×56, white but for a black square.
    private static byte[] png(int place) {
        byte[] paper = new byte[56 * 56];
        Arrays.fill(paper, (byte) 255);
        for (int y = 8; y < 20; y++) Arrays.fill(paper, y * 56 + 8 * place, y * 56 + 8 * place + 12, (byte) 0);
        return Images.png(new Picture(56, 56, 1, paper));
    }
}
