package gyrus.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gyrus.data.Batch;
import gyrus.data.image.Images;
import gyrus.data.image.Picture;
import gyrus.data.sets.Digits;
import gyrus.tensor.DType;
import gyrus.tensor.Tensor;
import gyrus.testing.Golden;
import gyrus.testing.Tolerance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageNetPicturesTest {

    @TempDir
    Path folder;

    /// A picture file is prepared as torchvision prepares it for its published nets.
    @Test
    void equalsTorchvisionsPreset() throws IOException {
        Path file = Files.write(folder.resolve("picture.png"), Golden.bytes("picture.png"));
        Tensor prepared = new ImageNetPictures(224).read(file);
        assertThat(prepared.shape().dims()).containsExactly(1, 3, 224, 224);
        Tensor every = Tensor.arange(32).mul(7).to(DType.INT64);
        Tensor sample = prepared.squeeze(0).indexSelect(1, every).indexSelect(2, every);
        Tolerance.check("every seventh pixel", sample, Golden.open("picture").tensors().get("pil"));
    }

    @Test
    void otherSizesScaleTheSame() {
        Picture wide = new Picture(100, 300, 3, new byte[90_000]);
        Picture scaled = new ImageNetPictures(32).scaled(wide);
        assertThat(List.of(scaled.height(), scaled.width(), scaled.channels())).containsExactly(32, 32, 3);
        assertThatThrownBy(() -> new ImageNetPictures(8)).hasMessageContaining("size=8");
    }

    @Test
    void generatedDigitsAreColouredAndStandardised() {
        Batch batch = new ImageNetPictures(32).data("", ImageNetPictures.numbers(10), 1).test()
                .batch(new int[] {0, 1, 2});
        assertThat(batch.inputs().shape().dims()).containsExactly(3, 3, 32, 32);
        assertThat(batch.targets().toLongs()).isEqualTo(Digits.generated(2000, 1).test().batch(new int[] {0, 1, 2})
                .targets().toLongs());
        float[] black = {(float) (-0.485 / 0.229), (float) (-0.456 / 0.224), (float) (-0.406 / 0.225)};
        float[] corner = batch.inputs().select(0, 0).select(1, 0).select(1, 0).toFloats();
        for (int i = 0; i < 3; i++) assertThat(corner[i]).isCloseTo(black[i], within(1e-6f));
        assertThat(ImageNetPictures.show(batch)).hasSize(3).allSatisfy(picture -> assertThat(picture.at(0, 0))
                .isZero());
    }

    @Test
    void foldersAreClasses() {
        pictures("zebra", 12, 200);
        pictures("ant", 12, 30);
        assertThat(ImageNetPictures.classes(folder.toString())).containsExactly("ant", "zebra");
        ImageNetPictures prepared = new ImageNetPictures(16);
        var parts = prepared.data(folder.toString(), List.of("zebra", "yak", "ant"), 1);
        assertThat(parts.train().size() + parts.validation().size() + parts.test().size()).isEqualTo(24);
        int[] all = new int[parts.train().size()];
        Arrays.setAll(all, i -> i);
        Batch batch = parts.train().batch(all);
        long[] targets = batch.targets().toLongs();
        assertThat(targets).contains(0, 2).doesNotContain(1);
        for (int i = 0; i < targets.length; i++) {
            double middle = batch.inputs().select(0, i).select(0, 0).select(0, 8).select(0, 8).item();
            assertThat(middle > 0).as("white is 1, so this is a bright zebra").isEqualTo(targets[i] == 0);
        }
        assertThatThrownBy(() -> prepared.data(folder.toString(), List.of("ant", "bee"), 1))
                .hasMessageContaining("zebra").hasMessageContaining("[ant, bee]");
    }

    private void pictures(String name, int count, int grey) {
        byte[] samples = new byte[20 * 24];
        Arrays.fill(samples, (byte) grey);
        try {
            Files.createDirectories(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (int i = 0; i < count; i++) Images.write(folder.resolve(name).resolve(i + ".png"),
                new Picture(20, 24, 1, samples));
    }
}
