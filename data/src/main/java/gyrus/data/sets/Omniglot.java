package gyrus.data.sets;

import gyrus.data.file.Archives;
import gyrus.data.file.BadFileException;
import gyrus.data.image.Images;
import gyrus.data.image.Picture;
import gyrus.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Reads omniglot as it is published: `…/Alphabet/character/drawing.png`, in archives or unpacked. Dark ink on light
/// becomes light on dark, 28×28.
final class Omniglot {

    private static final int BYTES = 1 << 20;                       // of one drawing; those published have 300
    private static final int PIXELS = 1 << 22;
    private static final int SIZE = Characters.SIZE;

    /// Drawings by class, each by its name: sorted, whatever the order of an archive or a folder is.
    private final SequencedMap<String, SequencedMap<String, byte[]>> classes = new TreeMap<>();

    private Omniglot() {}

    /// The characters of an archive, or of a folder with archives, alphabets or folders of alphabets in it.
    static Characters read(Path place) {
        if (!Files.exists(place)) {
            throw new BadFileException(place,
                    "no such folder or archive; name one with Alphabet/character/*.png, write "
                    + "omniglot to fetch that set, or leave it empty to draw characters");
        }
        Omniglot omniglot = new Omniglot();
        try {
            if (Files.isDirectory(place)) omniglot.folder(place);
            else omniglot.archive(place);
        } catch (IOException e) {
            throw new UncheckedIOException(place + ": " + e.getMessage(), e);
        }
        return omniglot.characters(place);
    }

    private void folder(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
            if (name.endsWith(".zip")) archive(file);
            else if (name.endsWith(".png")) add(file.toString(), names(file), Files.readAllBytes(file));
        }
    }

    private static List<String> names(Path file) {
        List<String> names = new ArrayList<>();
        file.toAbsolutePath().forEach(part -> names.add(part.toString()));
        return names;
    }

    private void archive(Path zip) {
        Archives.each(zip, BYTES, (name, bytes) -> {
            if (name.toLowerCase(Locale.ROOT).endsWith(".png")) add(zip + "/" + name, List.of(name.split("/")), bytes);
        });
    }

    private void add(String name, List<String> path, byte[] bytes) {
        int parts = path.size();
        if (parts < 3) {
            throw new BadFileException(name, "a drawing lies in Alphabet/character/, and this one does not");
        }
        Picture picture = Images.decode(name, bytes, PIXELS).grey().resize(SIZE, SIZE);
        byte[] ink = picture.samples().clone();
        for (int i = 0; i < ink.length; i++) ink[i] = (byte) ~ink[i]; // 255 − sample
        classes.computeIfAbsent(path.get(parts - 3) + "/" + path.get(parts - 2), _ -> new TreeMap<>()).put(name, ink);
    }

    private Characters characters(Path place) {
        if (classes.isEmpty()) {
            throw new BadFileException(place, "no drawings in it; Alphabet/character/*.png was expected");
        }
        int examples = classes.firstEntry().getValue().size();
        List<String> names = new ArrayList<>(classes.keySet());
        byte[] pixels = new byte[Math.multiplyExact(names.size() * examples, SIZE * SIZE)];
        int at = 0;
        for (String name : names) {
            SequencedMap<String, byte[]> drawings = classes.get(name);
            if (drawings == null || drawings.size() != examples) {
                throw new BadFileException(place, "%s has %d drawings, but %s has %d; give all the same number"
                        .formatted(name, drawings == null ? 0 : drawings.size(), names.getFirst(), examples));
            }
            for (byte[] drawing : drawings.values()) {
                System.arraycopy(drawing, 0, pixels, at, drawing.length);
                at += drawing.length;
            }
        }
        return new Characters(names, Tensor.of(pixels, names.size(), examples, 1, SIZE, SIZE));
    }
}
