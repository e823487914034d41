package gyrus.data.sets;

import gyrus.data.file.BadFileException;
import gyrus.tensor.Scope;
import gyrus.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// The characters of some alphabets, a few drawings of each: many classes of few examples, as learning to learn needs.
///
/// @param names of the classes, `Alphabet/character`
/// @param pictures (classes, examples, 1, 28, 28) uint8, light ink on dark, in no scope
public record Characters(List<String> names, Tensor pictures) {

    /// Pixels along a side.
    public static final int SIZE = StrokeDigits.SIZE;

    private static final int ALPHABETS = 10;
    private static final int EACH = 20;

    /// Copies the names, and checks that there are as many as classes.
    public Characters {
        names = List.copyOf(names);
        if (pictures.rank() != 5 || pictures.size(0) != names.size()) {
            throw new IllegalArgumentException("%d names for pictures %s (classes, examples, 1, %d, %d)"
                    .formatted(names.size(), pictures.shape(), SIZE, SIZE));
        }
    }

    /// Drawn characters where `data` is empty, else those of a folder or an archive in omniglot's layout; where it is
    /// `omniglot` and no such folder is here, that set is fetched once.
    ///
    /// @param seed of the drawn characters
    /// @throws BadFileException if there are none, or they are not as they should be
    public static Characters of(String data, long seed) {
        if (data.isBlank()) return Scope.outside(() -> drawn(ALPHABETS, EACH, EACH, seed));
        Path place = Path.of(data);
        boolean named = data.equals(Published.OMNIGLOT.name()) && !Files.exists(place);
        return Scope.outside(() -> Omniglot.read(named ? Published.OMNIGLOT.fetch() : place));
    }

    /// Characters of alphabets that nobody writes, each a program of random strokes, each example drawn anew.
    ///
    /// @param alphabets how many
    /// @param each characters of an alphabet
    /// @param examples of a character
    public static Characters drawn(int alphabets, int each, int examples, long seed) {
        StrokeCharacters strokes = new StrokeCharacters(seed);
        int classes = alphabets * each;
        byte[] pixels = new byte[Math.multiplyExact(classes * examples, SIZE * SIZE)];
        IntStream.range(0, classes * examples).parallel().forEach(i -> {
            int character = i / examples;
            strokes.draw(character / each, character % each, i % examples, pixels, i * SIZE * SIZE);
        });
        List<String> names = IntStream.range(0, classes)
                .mapToObj(i -> "Drawn_%02d/character%02d".formatted(i / each + 1, i % each + 1)).toList();
        return new Characters(names, Tensor.of(pixels, classes, examples, 1, SIZE, SIZE));
    }

    /// The alphabets, in order.
    public List<String> alphabets() {
        Set<String> alphabets = new LinkedHashSet<>();
        for (String name : names) alphabets.add(alphabet(name));
        return List.copyOf(alphabets);
    }

    /// The characters of these alphabets alone.
    ///
    /// @throws IllegalArgumentException for an alphabet that is not there
    public Characters of(List<String> alphabets) {
        for (String alphabet : alphabets) {
            if (!alphabets().contains(alphabet)) {
                throw new IllegalArgumentException("there is no alphabet '%s'; there are %s"
                        .formatted(alphabet, String.join(", ", alphabets())));
            }
        }
        List<String> kept = new ArrayList<>();
        List<Long> rows = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (!alphabets.contains(alphabet(names.get(i)))) continue;
            kept.add(names.get(i));
            rows.add((long) i);
        }
        Tensor chosen = Tensor.of(rows.stream().mapToLong(Long::longValue).toArray());
        return new Characters(kept, Scope.outside(() -> pictures.indexSelect(0, chosen)));
    }

    /// These, and turned by 90°, 180° and 270° as classes of their own: four times as many.
    /// Santoro et al. 2016, Meta-Learning with Memory-Augmented Neural Networks, §4.1.
    public Characters turned() {
        List<String> turned = new ArrayList<>(names);
        for (int quarter = 1; quarter < 4; quarter++) {
            for (String name : names) turned.add("%s, turned by %d°".formatted(name, 90 * quarter));
        }
        return new Characters(turned, Scope.outside(() -> {
            Tensor half = pictures.flip(-2, -1);
            return Tensor.cat(List.of(pictures, quarter(pictures), half, quarter(half)), 0);
        }));
    }

    private static Tensor quarter(Tensor pictures) {
        return pictures.transpose(-2, -1).flip(-2);
    }

    /// The alphabets in three parts: those named, and the rest to train on. Where none are named for a part, the last
    /// fifth tests and the tenth before it validates, each at least one alphabet.
    ///
    /// @return the alphabets to train on, to validate and to test on
    /// @throws IllegalArgumentException if an alphabet would be in two parts, or none is left to train on
    public List<List<String>> parts(List<String> validation, List<String> test) {
        List<String> left = new ArrayList<>(alphabets());
        List<String> tested = test.isEmpty() ? last(without(left, validation), 5) : test;
        List<String> validated = validation.isEmpty() ? last(without(left, tested), 10) : validation;
        if (!Collections.disjoint(tested, validated)) {
            throw new IllegalArgumentException("an alphabet validates or tests, not both: %s and %s"
                    .formatted(validated, tested));
        }
        left.removeAll(tested);
        left.removeAll(validated);
        if (left.isEmpty()) {
            throw new IllegalArgumentException("of the alphabets %s none is left to train on; name fewer to test on"
                    .formatted(alphabets()));
        }
        return List.of(left, validated, tested);
    }

    private static List<String> without(List<String> all, List<String> some) {
        return all.stream().filter(one -> !some.contains(one)).toList();
    }

    private static List<String> last(List<String> all, int share) {
        return all.subList(all.size() - Math.min(all.size(), Math.max(1, all.size() / share)), all.size());
    }

    private static String alphabet(String name) {
        return name.substring(0, name.indexOf('/'));
    }
}
