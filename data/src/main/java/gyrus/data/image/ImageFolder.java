package gyrus.data.image;

import gyrus.data.Batch;
import gyrus.data.Dataset;
import gyrus.data.file.BadFileException;
import gyrus.tensor.DType;
import gyrus.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Pictures in one folder a class: `<root>/<class>/<anything>.png`.
///
/// Classes are numbered in the order of their names, all digits by number, else by character; files within a
/// class likewise. Hidden files and other formats are passed over. Pictures are read when a batch asks for
/// them.
///
/// @param classes names by number
/// @param files   of all classes, in order
/// @param labels  number of each file's class
/// @param prepare done to each picture after reading; must give all one size and number of channels
public record ImageFolder(List<String> classes, List<Path> files, List<Integer> labels,
                          UnaryOperator<Picture> prepare) implements Dataset<Batch> {

    private static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg", "gif", "bmp");

    /// Copies the lists.
    public ImageFolder {
        classes = List.copyOf(classes);
        files = List.copyOf(files);
        labels = List.copyOf(labels);
    }

    /// Lists a folder.
    ///
    /// @throws BadFileException     if it has no folders with pictures in them
    /// @throws UncheckedIOException if it cannot be read
    public static ImageFolder of(Path root, UnaryOperator<Picture> prepare) {
        var classes = new ArrayList<String>();
        var files = new ArrayList<Path>();
        var labels = new ArrayList<Integer>();
        for (var folder : list(root)) {
            if (!Files.isDirectory(folder)) {
                continue;
            }
            var pictures = list(folder).stream().filter(ImageFolder::picture).toList();
            if (!pictures.isEmpty()) {
                for (var file : pictures) {
                    files.add(file);
                    labels.add(classes.size());
                }
                classes.add(folder.getFileName().toString());
            }
        }
        if (files.isEmpty()) {
            throw new BadFileException(root,
                    "no folders with pictures in them; one folder a class was expected");
        }
        return new ImageFolder(classes, files, labels, prepare);
    }

    @Override
    public int size() {
        return files.size();
    }

    /// Inputs (B, C, H, W) in \[0, 1\], targets (B) int64.
    ///
    /// @throws BadFileException if a file is no picture or a picture has another size than the first of the
    ///        batch
    @Override
    public Batch batch(int[] examples) {
        var inputs = new ArrayList<Tensor>();
        var targets = new long[examples.length];
        Picture first = null;
        for (int i = 0; i < examples.length; i++) {
            var file = files.get(examples[i]);
            var picture = prepare.apply(Images.read(file));
            first = first == null ? picture : first;
            if (picture.height() != first.height() || picture.width() != first.width()
                    || picture.channels() != first.channels()) {
                throw new BadFileException(file, "%d×%d×%d, but others are %d×%d×%d; resize them to one size"
                        .formatted(picture.height(), picture.width(), picture.channels(),
                        first.height(), first.width(), first.channels()));
            }
            inputs.add(picture.bytes());
            targets[i] = labels.get(examples[i]);
        }
        return new Batch(Tensor.stack(inputs, 0).to(DType.FLOAT32).div(255), Tensor.of(targets));
    }

    private static boolean picture(Path file) {
        var name = file.getFileName().toString();
        return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT))
                && Files.isRegularFile(file);
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(path -> !path.getFileName().toString().startsWith("."))
                    .sorted((a, b) -> compare(a.getFileName().toString(), b.getFileName().toString()))
                            .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(folder + ": " + e.getMessage(), e);
        }
    }

    private static int compare(String a, String b) {
        if (a.matches("\\d{1,9}") && b.matches("\\d{1,9}") && Integer.parseInt(a) != Integer.parseInt(b)) {
            return Integer.compare(Integer.parseInt(a), Integer.parseInt(b));
        }
        return a.compareTo(b);
    }
}
