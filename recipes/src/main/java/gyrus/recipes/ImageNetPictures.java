package gyrus.recipes;

import gyrus.data.Batch;
import gyrus.data.Dataset;
import gyrus.data.Splits;
import gyrus.data.image.Flip;
import gyrus.data.image.ImageFolder;
import gyrus.data.image.Images;
import gyrus.data.image.Normalize;
import gyrus.data.image.Picture;
import gyrus.data.image.Shift;
import gyrus.data.sets.Digits;
import gyrus.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Pictures as the nets published for ImageNet want them: the shorter side scaled to 256 parts of 224, the middle cut
/// out, each colour standardised. The same for learning, judging and predicting, whatever is on the picture.
///
/// @param size pixels along a side of what is cut out; 224 is the standard
record ImageNetPictures(int size) {

    /// The smallest size of which the last stage of a net still sees something.
    private static final int SMALLEST = 16;

    private static final int LARGEST = 1024;

    /// Generated digits to learn from where there is no data.
    private static final int GENERATED = 2000;

    ImageNetPictures {
        if (size < SMALLEST || size > LARGEST) {
            throw new IllegalArgumentException("size=%d must be %d to %d pixels; 224 is the standard"
                    .formatted(size, SMALLEST, LARGEST));
        }
    }

    /// The names of the classes that the data has.
    static List<String> classes(String data) {
        return digits(data) ? numbers(10) : ImageFolder.of(Path.of(data), picture -> picture).classes();
    }

    /// Whether `data` is none, to be drawn, or a folder of MNIST's files.
    private static boolean digits(String data) {
        return data.isBlank() || Files.exists(Path.of(data, "train-images-idx3-ubyte"))
                || Files.exists(Path.of(data, "train-images-idx3-ubyte.gz"));
    }

    /// One picture. → (1, 3, size, size)
    Tensor read(Path file) {
        return Normalize.IMAGENET.apply(scaled(Images.read(file)).tensor()).unsqueeze(0);
    }

    Picture scaled(Picture picture) {
        return picture.rgb().resizeShorter((int) Math.round(size * 256 / 224.0)).cropCenter(size, size);
    }

    /// The data of a folder of class folders, a tenth each for validation and test; or digits.
    ///
    /// @param labels the classes' names, whose places are the targets
    Splits<Batch> data(String data, List<String> labels, long seed) {
        if (digits(data)) {
            Splits<Batch> digits = Digits.of(data, GENERATED, seed);
            return new Splits<>(coloured(digits.train()), coloured(digits.validation()), coloured(digits.test()));
        }
        ImageFolder folder = ImageFolder.of(Path.of(data), this::scaled);
        long[] places = folder.classes().stream().mapToLong(name -> place(name, labels)).toArray();
        Dataset<Batch> all = folder.map(batch -> new Batch(Normalize.IMAGENET.apply(batch.inputs()),
                Tensor.of(places).indexSelect(0, batch.targets())));
        Splits<Batch> parts = Splits.of(all, seed, Digits.VALIDATION, Digits.VALIDATION);
        Flip mirrored = new Flip(0.5);
        Shift moved = new Shift(size / 16);
        return new Splits<>(Dataset.inputs(parts.train(), pictures -> moved.apply(mirrored.apply(pictures))),
                parts.validation(), parts.test());
    }

    private static long place(String name, List<String> labels) {
        int place = labels.indexOf(name);
        if (place < 0) {
            throw new IllegalArgumentException("the data has a class \"%s\" that the net does not know; it knows %s"
                    .formatted(name, labels));
        }
        return place;
    }

    private Dataset<Batch> coloured(Dataset<Batch> grey) {
        return Dataset.inputs(grey, pictures -> Normalize.IMAGENET.apply(Tensor.stack(
                Arrays.stream(pictures.unbind(0)).map(picture -> scaled(Picture.of(picture)).tensor()).toList(), 0)));
    }

    /// The pictures of a batch, for people.
    static List<gyrus.train.picture.Picture> show(Batch batch) {
        Tensor mean = Normalize.IMAGENET.apply(Tensor.zeros(3, 1, 1));
        Tensor white = Normalize.IMAGENET.apply(Tensor.ones(3, 1, 1));
        Tensor visible = batch.inputs().sub(mean).div(white.sub(mean)); // (B, 3, H, W) in [0, 1]
        List<gyrus.train.picture.Picture> pictures = new ArrayList<>();
        for (Tensor one : visible.unbind(0)) {
            pictures.add(gyrus.train.picture.Picture.of(one.toFloats(), 3, (int) one.size(1), (int) one.size(2), 0, 1));
        }
        return pictures;
    }

    /// The names `0`, `1`, … of classes that have no other.
    static List<String> numbers(int classes) {
        return IntStream.range(0, classes).mapToObj(Integer::toString).toList();
    }
}
