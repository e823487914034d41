package gyrus.cli.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Where the project's sources and compiled classes lie.
record House(Path root, List<Path> rooms) {

    static House find() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve(".mvn"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("no folder with .mvn above " + Path.of("").toAbsolutePath());
            }
        }
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> rooms = entries.filter(e -> Files.isDirectory(e.resolve("src"))).sorted().toList();
            return new House(folder, rooms);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All Java sources, of tests too.
    List<Path> sources() {
        return rooms.stream().flatMap(room -> files(room.resolve("src"))).toList();
    }

    /// The folders of compiled classes, of the same build as this test's own.
    List<Path> classes() {
        Path own = Path.of("").toAbsolutePath();
        Path compiled = Path.of(System.getProperty("gyrus.classes", "target/classes")).toAbsolutePath();
        Path inRoom = own.relativize(compiled);
        return rooms.stream().map(room -> room.resolve(inRoom)).filter(Files::isDirectory).toList();
    }

    /// The lines of one file.
    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(f -> f.toString().endsWith(".java")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
