package gyrus.recipes;

import gyrus.data.Batch;
import gyrus.data.image.Images;
import gyrus.tensor.Tensor;
import gyrus.train.Evaluation;
import gyrus.train.picture.Picture;
import gyrus.train.picture.PictureGrid;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// What the recipes that read digits share.
final class DigitPictures {

    /// The classes.
    static final List<String> LABELS = IntStream.range(0, 10).mapToObj(Integer::toString).toList();

    /// Pixels along a side.
    static final int SIZE = 28;

    /// Colour between the pictures of a grid.
    static final int GROUND = 0x404040;

    private DigitPictures() {}

    /// A picture of a file, made grey and of MNIST's size and polarity, light on dark. → (1, 1, 28, 28)
    static Tensor read(Path file) {
        Tensor picture = Images.read(file).grey().resize(SIZE, SIZE).tensor().unsqueeze(0);
        return picture.mean().item() > 0.5 ? picture.rsub(1) : picture;
    }

    /// The pictures of a batch, for people.
    static List<Picture> show(Batch batch) {
        return show(batch.inputs());
    }

    /// Pictures, (N, 1, 28, 28) in \[0, 1\], for people.
    static List<Picture> show(Tensor inputs) {
        List<Picture> pictures = new ArrayList<>();
        for (Tensor one : inputs.unbind(0)) pictures.add(Picture.of(one.toFloats(), 1, SIZE, SIZE, 0, 1));
        return pictures;
    }

    /// A drawing of pictures in rows of so many.
    static Evaluation.Drawing grid(String name, List<Picture> pictures, int columns) {
        return new Evaluation.Drawing(name,
                file -> PictureGrid.of(pictures, columns, 1, GROUND).enlarged(2).save(file));
    }

    /// Pictures of these pixels. → (N, 1, 28, 28)
    static Tensor tensor(List<float[]> pictures) {
        List<Tensor> parts = new ArrayList<>();
        for (float[] pixels : pictures) parts.add(Tensor.of(pixels, 1, SIZE, SIZE));
        return Tensor.stack(parts, 0);
    }
}
