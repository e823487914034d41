package gyrus.data.sets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gyrus.data.file.BadFileException;
import gyrus.data.file.Idx;
import gyrus.data.image.Images;
import gyrus.data.image.Picture;
import gyrus.tensor.DType;
import gyrus.tensor.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigitsTest {

    @Test
    void drawsWhenNoFolderIsNamed() {
        var splits = Digits.of("", 200, 5);
        assertThat(splits.train().size()).isEqualTo(200);
        assertThat(splits.validation().size()).isEqualTo(20);
        assertThat(splits.test().size()).isEqualTo(40);
        var batch = splits.train().batch(new int[] {3, 4, 199});
        assertThat(batch.inputs().shape()).hasToString("(3, 1, 28, 28)");
        assertThat(batch.inputs().dtype()).isEqualTo(DType.FLOAT32);
        assertThat(batch.inputs().max().item()).isBetween(0.9, 1.0);
        assertThat(batch.inputs().min().item()).isZero();
        assertThat(batch.targets().dtype()).isEqualTo(DType.INT64);
        assertThat(batch.targets().toLongs()).containsExactly(3, 4, 9);
        assertThat(batch.inputs().select(0, 0).mul(255).toFloats()[14 * 28 + 14])
                .isEqualTo(Byte.toUnsignedInt(new StrokeDigits(5).draw(3)[14 * 28 + 14]));
    }

    @Test
    void dataMadeWithinAScopeOutliveIt() {
        var data = Digits.generated(50, 1).train();
        try (var _ = Scope.open()) {
            data.batch(new int[] {0});
        }
        assertThat(data.batch(new int[] {7}).targets().toLongs()).containsExactly(7);
    }

    @Test
    void readsTheFilesOfMnist(@TempDir Path folder) throws IOException {
        mnist(folder, "train", 50, ".gz");
        mnist(folder, "t10k", 20, "");
        var splits = Digits.folder(folder, 3);
        assertThat(splits.train().size()).isEqualTo(45);
        assertThat(splits.validation().size()).isEqualTo(5);
        assertThat(splits.test().size()).isEqualTo(20);
        assertThat(splits.test().batch(new int[] {12}).targets().toLongs()).containsExactly(2);
        assertThat(splits.test().batch(new int[] {12}).inputs().toFloats()).containsOnly(12 / 255f);
        Files.delete(folder.resolve("t10k-labels-idx1-ubyte"));
        assertThatThrownBy(() -> Digits.folder(folder, 3)).isInstanceOf(BadFileException.class)
                .hasMessageContaining("t10k-labels-idx1-ubyte");
    }

    @Test
    void filesThatDoNotMatchAreRefused(@TempDir Path folder) {
        mnist(folder, "train", 50, "");
        mnist(folder, "t10k", 20, "");
        new Idx(Idx.Type.UINT8, new int[] {49}, new byte[49])
                .write(folder.resolve("train-labels-idx1-ubyte"));
        var train = Digits.folder(folder, 0).train();
        assertThatThrownBy(() -> train.batch(new int[] {0})).isInstanceOf(BadFileException.class)
                .hasMessageContaining("[50, 28, 28]").hasMessageContaining("49");
        new Idx(Idx.Type.UINT8, new int[] {1}, new byte[] {10})
                .write(folder.resolve("train-labels-idx1-ubyte"));
        assertThatThrownBy(() -> Digits.folder(folder, 0)).hasMessageContaining("label 0 is 10");
    }

    @Test
    void readsFoldersOfPictures(@TempDir Path folder) throws IOException {
        for (int digit : new int[] {0, 3, 7}) {
            Files.createDirectory(folder.resolve("" + digit));
            for (int i = 0; i < 10; i++) {
                var pixels = new byte[56 * 56];
                Arrays.fill(pixels, (byte) (10 * digit));
                Images.write(folder.resolve(digit + "/" + i + ".png"), new Picture(56, 56, 1, pixels));
            }
        }
        var splits = Digits.of(folder.toString(), 0, 1);
        assertThat(splits.train().size() + splits.validation().size() + splits.test().size()).isEqualTo(30);
        assertThat(splits.test().size()).isEqualTo(3);
        var batch = splits.train().batch(new int[] {0, 5, 9});
        assertThat(batch.inputs().shape()).hasToString("(3, 1, 28, 28)");
        for (int i = 0; i < 3; i++) {
            long digit = batch.targets().toLongs()[i];
            assertThat(batch.inputs().select(0, i).toFloats()).containsOnly(10 * digit / 255f);
        }
        Files.move(folder.resolve("7"), folder.resolve("seven"));
        assertThatThrownBy(() -> Digits.folder(folder, 1)).hasMessageContaining("seven");
    }

    @Test
    void aMissingFolderIsTold(@TempDir Path folder) {
        assertThatThrownBy(() -> Digits.of(folder.resolve("none").toString(), 10, 1))
                .isInstanceOf(BadFileException.class).hasMessageContaining("no such folder");
        assertThatThrownBy(() -> Digits.folder(folder, 1)).hasMessageContaining("no folders with pictures");
    }

    /// Pictures of one brightness, that of their number; labels in turn.
    private static void mnist(Path folder, String part, int count, String ending) {
        var pixels = new byte[count * 784];
        var labels = new byte[count];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i / 784);
        }
        for (int i = 0; i < count; i++) {
            labels[i] = (byte) (i % 10);
        }
        new Idx(Idx.Type.UINT8, new int[] {count, 28, 28}, pixels)
                .write(folder.resolve(part + "-images-idx3-ubyte" + ending));
        new Idx(Idx.Type.UINT8, new int[] {count}, labels)
                .write(folder.resolve(part + "-labels-idx1-ubyte" + ending));
    }
}
