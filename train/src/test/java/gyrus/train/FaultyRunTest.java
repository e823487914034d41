package gyrus.train;

import static org.assertj.core.api.Assertions.assertThat;

import gyrus.train.checkpoint.Checkpoint;
import gyrus.train.faults.Fault;
import gyrus.train.faults.FaultyFiles;
import gyrus.train.metric.Measure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A whole run whose operations on files fail in each way, from the making of its folder to its last picture: what is
/// there can be loaded each time, and the run goes on to the bits of the one that nothing happened to.
class FaultyRunTest {

    /// In the ordinary tests one of so many operations fails.
    private static final int FEW = 53;

    /// And in the hard ones; `-Dgyrus.stride=1` in the tests' own JVM asks for every one.
    private static final int MANY = Integer.getInteger("gyrus.stride", 4);

    @TempDir
    Path temporary;

    @ParameterizedTest
    @EnumSource
    void someOperationsFail(Fault.Kind kind) throws IOException {
        assertThat(fail(kind, FEW)).isPositive();
    }

    @Tag("hard")
    @ParameterizedTest
    @EnumSource
    void manyOperationsFail(Fault.Kind kind, TestReporter reporter) throws IOException {
        long start = System.nanoTime();
        reporter.publishEntry(kind.toString(), "%d runs failed at one operation in %d, nothing lost; %.0f s"
                .formatted(fail(kind, MANY), MANY, (System.nanoTime() - start) / 1e9));
    }

    /// Lets one of so many operations fail, in a run for each.
    ///
    /// @return the number of runs
    private int fail(Fault.Kind kind, int stride) throws IOException {
        List<String> uncut = uncut();
        int runs = 0;
        long at = 1L + kind.ordinal() % stride;
        while (fails(kind, at, uncut)) {
            runs++;
            at += stride;
        }
        return runs;
    }

    private List<String> uncut() throws IOException {
        Path runs = Files.createDirectory(temporary.resolve("uncut"));
        RunFolder folder = create(runs);
        train(folder);
        List<String> weights = Toy.weights(folder);
        delete(runs);
        return weights;
    }

    /// Lets an operation fail and goes on with the run afterwards.
    ///
    /// @return whether there were so many operations
    private boolean fails(Fault.Kind kind, long at, List<String> uncut) throws IOException {
        Fault fault = new Fault(kind, at);
        Path runs = Files.createDirectory(temporary.resolve(kind + "-" + at));
        String failed = "";
        try {
            train(create(new FaultyFiles(fault).path(runs)));
        } catch (UncheckedIOException e) {
            failed = fault.failed();
            if (kind == Fault.Kind.FULL) assertThat(rubbish(runs)).as(failed).isEmpty();
            assertThat(e.getMessage()).as(failed).contains(kind == Fault.Kind.FULL ? "No space left on device"
                    : "Input/output error").contains(runs.toString());
        } catch (Fault.Killed _) {
            failed = fault.failed();
        }
        String what = "%s at operation %d: %s".formatted(kind, at, failed.isEmpty() ? fault.failed() : failed);
        RunFolder folder = RunFolder.newest(runs, "toy").orElseGet(() -> create(runs));
        for (Path place : List.of(folder.last(), folder.best())) {
            Checkpoint checkpoint = Checkpoint.at(place);
            if (checkpoint.exists()) assertThat(checkpoint.load().files()).as(what).isNotEmpty();
        }
        train(folder);
        assertThat(Toy.weights(folder)).as(what).isEqualTo(uncut);
        List<Event> events = EventLog.read(folder.events());
        assertThat(events.getLast()).as(what).isEqualTo(new Event.Finished(4, new Outcome.Done()));
        assertThat(events.stream().filter(Event.Finished.class::isInstance)).as(what).hasSize(1);
        delete(runs);
        return !fault.failed().isEmpty();
    }

    /// Files that a failed save has left.
    private static List<Path> rubbish(Path runs) throws IOException {
        try (var paths = Files.walk(runs)) {
            return paths.filter(path -> runs.relativize(path).toString().contains(".tmp")).toList();
        }
    }

    private static RunFolder create(Path runs) {
        return RunFolder.create(runs, new RunOptions("toy", "test", 3, Map.of("seed", 3L), null));
    }

    private static void train(RunFolder folder) {
        Toy toy = new Toy(1).plan(Plan.steps(4, Toy.BATCH, 2, Measure.LOSS));
        new Runner(List.of()).part(toy.saving(), folder, () -> false);
    }

    private static void delete(Path tree) throws IOException {
        try (var paths = Files.walk(tree)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
        }
    }
}
