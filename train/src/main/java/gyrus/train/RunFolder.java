package gyrus.train;

import gyrus.train.internal.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The folder of one run, `runs/<recipe>/<number>`: its options, its log, its checkpoints and its pictures.
///
/// @param path the folder
public record RunFolder(Path path) {

    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,8}");
    private static final String OPTIONS = "options.json";

    /// Makes the next folder of a recipe, `1` being the first, and writes its options.
    ///
    /// Processes that start at the same moment get folders of their own.
    public static RunFolder create(Path runs, RunOptions options) {
        var parent = runs.resolve(options.recipe());
        try {
            Files.createDirectories(parent);
            int number = numbers(parent).stream().mapToInt(Integer::intValue).max().orElse(0) + 1;
            while (true) {
                try {
                    var folder = new RunFolder(parent.resolve(Integer.toString(number)));
                    Files.createDirectory(folder.path());
                    folder.write(options);
                    return folder;
                } catch (FileAlreadyExistsException _) {
                    number++;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a run folder in " + parent + ": " + e, e);
        }
    }

    /// The run of that name: a run's folder, `recipe/number`, or a recipe's id for its newest run.
    ///
    /// @param runs where runs lie
    /// @param name the name
    /// @throws IllegalArgumentException if there is none; it names those that are there
    public static RunFolder find(Path runs, String name) {
        for (var folder : List.of(path(name), runs.resolve(path(name)))) {
            if (isRun(folder)) {
                return new RunFolder(folder);
            }
        }
        if (name.isBlank()) {
            throw new IllegalArgumentException("no run is named; " + known(runs));
        }
        return newest(runs, name).orElseThrow(() -> new IllegalArgumentException(
                "no run \"" + name + "\" in " + runs + "; " + known(runs)));
    }

    /// The newest run of a recipe, which is the one with the highest number.
    public static Optional<RunFolder> newest(Path runs, String recipe) {
        var all = all(runs, recipe);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    /// All runs of a recipe, oldest first.
    public static List<RunFolder> all(Path runs, String recipe) {
        var parent = runs.resolve(path(recipe));
        return numbers(parent).stream().map(n -> parent.resolve(Integer.toString(n)))
                .filter(RunFolder::isRun).map(RunFolder::new).toList();
    }

    /// The recipes that have runs, by name.
    public static List<String> recipes(Path runs) {
        return children(runs).stream().map(p -> p.getFileName().toString())
                .filter(name -> !all(runs, name).isEmpty()).sorted().toList();
    }

    /// Name of the run, as `lenet/3`; for people, and [#find] understands it.
    public String name() {
        var absolute = path.toAbsolutePath().normalize();
        int count = absolute.getNameCount();
        return count < 2 ? absolute.toString()
                : absolute.getName(count - 2) + "/" + absolute.getName(count - 1);
    }

    /// What the run was started with.
    ///
    /// @throws IllegalArgumentException if `options.json` holds something else
    public RunOptions options() {
        return RunOptions.read(path.resolve(OPTIONS));
    }

    /// Writes `options.json`.
    public void write(RunOptions options) {
        WholeFile.write(path.resolve(OPTIONS), options.toJson());
    }

    /// The event log.
    public Path events() {
        return path.resolve("events.jsonl");
    }

    /// The checkpoint with the best measure.
    public Path best() {
        return path.resolve("best");
    }

    /// The checkpoint of the last save, from which the run goes on.
    public Path last() {
        return path.resolve("last");
    }

    /// Deletes the folder with all that is in it.
    ///
    /// @throws UncheckedIOException if something of it cannot be deleted
    public void delete() {
        try (var files = Files.walk(path)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + path + ": " + e, e);
        }
    }

    /// A file or folder of the run.
    public Path file(String name) {
        return path.resolve(name);
    }

    private static boolean isRun(Path folder) {
        return Files.isRegularFile(folder.resolve(OPTIONS));
    }

    private static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("\"" + name + "\" does not name a run: " + e.getReason(), e);
        }
    }

    private static List<Integer> numbers(Path parent) {
        return children(parent).stream().map(p -> p.getFileName().toString())
                .filter(name -> NUMBER.matcher(name).matches())
                .map(Integer::valueOf).sorted(Comparator.naturalOrder()).toList();
    }

    private static List<Path> children(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var paths = Files.list(folder)) {
            return paths.filter(Files::isDirectory).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read folder " + folder + ": " + e, e);
        }
    }

    private static String known(Path runs) {
        var recipes = recipes(runs);
        if (recipes.isEmpty()) {
            return "there are no runs; start one with: gyrus train RECIPE";
        }
        var names = recipes.stream().limit(8).map(recipe -> newest(runs,
                recipe).orElseThrow().name()).toList();
        return "newest runs: " + String.join(", ", names)
                + (recipes.size() > names.size() ? ", and of " + (recipes.size() - names.size())
                + " more recipes" : "");
    }
}
