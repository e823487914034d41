package gyrus.data.sets;

import gyrus.data.Batch;
import gyrus.data.Dataset;
import gyrus.data.Splits;
import gyrus.data.file.BadFileException;
import gyrus.data.file.Idx;
import gyrus.data.image.ImageFolder;
import gyrus.tensor.DType;
import gyrus.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Pictures of digits with their classes: inputs (B, 1, 28, 28) in \[0, 1\], light ink on dark; targets (B)
/// int64.
public final class Digits {

    /// Share of a folder's training pictures that validate.
    public static final double VALIDATION = 0.1;

    private static final int SIZE = StrokeDigits.SIZE;

    private Digits() { }

    /// Digits of a folder, or generated ones where `data` is empty, or MNIST where it is `mnist` and no such folder is
    /// here: then it is fetched once.
    ///
    /// @param data  empty, `mnist`, or the name of a folder for [#folder]
    /// @param count generated digits to train on; for a folder it means nothing
    /// @param seed  of the generated digits and of the choice of those that validate
    public static Splits<Batch> of(String data, int count, long seed) {
        if (data.isBlank()) return generated(count, seed);
        Path folder = Path.of(data);
        boolean named = data.equals(Published.MNIST.name()) && !Files.exists(folder);
        return folder(named ? Published.MNIST.fetch() : folder, seed);
    }

    /// Digits drawn by [StrokeDigits] when they are first asked for: `count` to train on, a tenth as many to
    /// validate and a fifth to test, none of them the same.
    public static Splits<Batch> generated(int count, long seed) {
        int validation = Math.max(10, count / 10);
        return new Splits<>(drawn(seed, 0, count), drawn(seed, 1, validation),
                drawn(seed, 2, 2 * validation));
    }

    private static Dataset<Batch> drawn(long seed, int part, int count) {
        long first = (long) part << 40;                             // no two parts share a picture
        return floats(Dataset.lazy(count, () -> {
            var digits = new StrokeDigits(seed);
            var pixels = new byte[Math.multiplyExact(count, SIZE * SIZE)];
            var labels = new long[count];
            IntStream.range(0, count).parallel().forEach(i -> {
                digits.draw(first + i, pixels, i * SIZE * SIZE);
                labels[i] = digits.label(first + i);
            });
            return Dataset.of(Tensor.of(pixels, count, 1, SIZE, SIZE), Tensor.of(labels));
        }));
    }

    /// Digits of a folder: either MNIST's four files, gzipped or not, or one folder of pictures for each
    /// digit (`0/` … `9/`), which are made grey and 28×28.
    ///
    /// MNIST's `t10k` files are the test part, and a tenth of the `train` files, chosen by the seed,
    /// validates. Of folders a tenth validates and a tenth tests.
    ///
    /// @throws BadFileException if it is neither, or a file is not what it should be
    public static Splits<Batch> folder(Path folder, long seed) {
        if (!Files.isDirectory(folder)) {
            throw new BadFileException(folder,
                    "no such folder; name one with MNIST's files or with folders 0 to 9, "
                    + "or leave it empty to draw digits");
        }
        if (exists(folder, "train-images-idx3-ubyte")) {
            return Splits.of(idx(folder, "train"), idx(folder, "t10k"), seed, VALIDATION);
        }
        var pictures = ImageFolder.of(folder, picture -> picture.grey().resize(SIZE, SIZE));
        for (var name : pictures.classes()) {
            if (!name.matches("\\d")) {
                throw new BadFileException(folder.resolve(name), "a class of digits is one of 0 to 9, not '"
                        + name + "'");
            }
        }
        var digits = pictures.classes().stream().mapToLong(Long::parseLong).toArray();
        return Splits.of(pictures.map(batch -> new Batch(batch.inputs(),
                Tensor.of(digits).indexSelect(0, batch.targets()))), seed, VALIDATION, VALIDATION);
    }

    private static Dataset<Batch> idx(Path folder, String part) {
        var labelFile = file(folder, part + "-labels-idx1-ubyte");
        var imageFile = file(folder, part + "-images-idx3-ubyte");
        var labels = Idx.read(labelFile);                           // small, and tells how many there are
        if (labels.type() != Idx.Type.UINT8 || labels.dims().length != 1) {
            throw new BadFileException(labelFile, "labels are one row of bytes, not " + labels.dims().length
                    + " dimensions of " + labels.type());
        }
        for (int i = 0; i < labels.values().length; i++) {
            if (labels.values()[i] < 0 || labels.values()[i] > 9) {
                throw new BadFileException(labelFile, "label %d is %d; digits are 0 to 9"
                        .formatted(i, Byte.toUnsignedInt(labels.values()[i])));
            }
        }
        int count = labels.dims()[0];
        return floats(Dataset.lazy(count, () -> {
            var images = Idx.read(imageFile);
            var dims = images.dims();
            if (images.type() != Idx.Type.UINT8 || dims.length != 3 || dims[0] != count
                    || dims[1] != SIZE || dims[2] != SIZE) {
                throw new BadFileException(imageFile, "%s of shape %s; the %d labels need UINT8 [%d, 28, 28]"
                        .formatted(images.type(), Arrays.toString(dims), count, count));
            }
            return Dataset.of(images.tensor().reshape(count, 1, SIZE, SIZE), labels.tensor().to(DType.INT64));
        }));
    }

    private static Dataset<Batch> floats(Dataset<Batch> bytes) {
        return Dataset.inputs(bytes, inputs -> inputs.to(DType.FLOAT32).div(255));
    }

    private static boolean exists(Path folder, String name) {
        return Files.exists(folder.resolve(name)) || Files.exists(folder.resolve(name + ".gz"));
    }

    private static Path file(Path folder, String name) {
        if (!exists(folder, name)) {
            throw new BadFileException(folder.resolve(name), "missing, as is " + name + ".gz beside it");
        }
        return Files.exists(folder.resolve(name)) ? folder.resolve(name) : folder.resolve(name + ".gz");
    }
}
