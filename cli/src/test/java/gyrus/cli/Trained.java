package gyrus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gyrus.data.image.Images;
import gyrus.data.image.Picture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Two short runs that several tests ask about: of `lenet` and of `insurance`. They are made once.
///
/// @param runs where they lie
/// @param lenet what was answered when the first was trained
record Trained(Path runs, Answer lenet) {

    private static final class Once {
        static final Trained RUNS = train();
    }

    static Trained once() {
        return Once.RUNS;
    }

    private static Trained train() {
        Path runs = folder();
        Answer lenet = Answer.of("train", "lenet", "epochs=1", "augment=false", "seed=7", "--json", "--runs",
                runs.toString());
        assertThat(lenet.status()).as(lenet.err()).isZero();
        Answer insurance = Answer.of("train", "insurance", "--epochs", "1", "--runs", runs.toString());
        assertThat(insurance.status()).as(insurance.err()).isZero();
        return new Trained(runs, lenet);
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "runs");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Runs the command where these runs lie.
    Answer ask(String... words) {
        String[] all = Arrays.copyOf(words, words.length + 2);
        all[words.length] = "--runs";
        all[words.length + 1] = runs.toString();
        return Answer.of(all);
    }

    /// Runs the command where a copy of the first run lies, to which runs can be added.
    Answer askCopy(Path copy, String... words) {
        copy(run("lenet"), copy.resolve("lenet", "1"));
        String[] all = Arrays.copyOf(words, words.length + 2);
        all[words.length] = "--runs";
        all[words.length + 1] = copy.toString();
        return Answer.of(all);
    }

    private static void copy(Path from, Path to) {
        if (Files.exists(to)) return;
        try (var files = Files.walk(from)) {
            Files.createDirectories(to.getParent());
            for (Path file : files.toList()) Files.copy(file, to.resolve(from.relativize(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path run(String recipe) {
        return runs.resolve(recipe, "1");
    }

    /// A picture of a seven, light on dark.
    Path seven() {
        int size = 28;
        byte[] samples = new byte[size * size];
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                boolean bar = Math.abs(y - 6) <= 1 && x >= 7 && x <= 20;
                boolean stem = y >= 6 && y <= 22 && Math.abs(x - (20 - (y - 6) / 2)) <= 1;
                if (bar || stem) samples[y * size + x] = (byte) 255;
            }
        }
        Path file = runs.resolve("7.png");
        Images.write(file, new Picture(size, size, 1, samples));
        return file;
    }
}
