package gyrus.train.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import gyrus.train.picture.Children;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/// A process that saves is killed again and again; a whole checkpoint loads each time, and never an older one than the
/// process had told of.
class CheckpointKillTest {

    /// Kills at random moments; `-Dgyrus.kills=N` in the tests' own JVM asks for more.
    private static final int KILLS = Integer.getInteger("gyrus.kills", 200);

    /// Saves until it is killed, and tells the number of each save that is done.
    static final class Saver {

        private Saver() {}

        /// Starts in the child.
        public static void main(String[] arguments) {
            var checkpoint = Checkpoint.at(Path.of(arguments[0]));
            for (long version = Long.parseLong(arguments[1]);; version++) {
                checkpoint.save(files(version));
                System.out.println(version);
            }
        }
    }

    /// Saves once, and halts at a step of it.
    static final class Halter {

        private Halter() {}

        /// Starts in the child.
        public static void main(String[] arguments) {
            var disk = new FaultyDisk(FaultyDisk.Fault.HALT, Integer.parseInt(arguments[1]));
            Checkpoint.at(Path.of(arguments[0]), disk).save(files(Long.parseLong(arguments[2])));
        }
    }

    @TempDir Path folder;

    private static SequencedMap<String, Content> files(long version) {
        var files = new LinkedHashMap<String, Content>();
        files.put("state.json", Content.of(Long.toString(version)));
        var model = new byte[300_000];
        Arrays.fill(model, (byte) version);
        files.put("model.safetensors", Content.of(model));
        return files;
    }

    @Tag("slow")
    @Test
    void killedAnywhereAWholeOneLoads() throws IOException, InterruptedException {
        killed(20);
    }

    @Tag("hard")
    @Test
    void killedAnywhereOftenAWholeOneLoads(TestReporter reporter) throws IOException, InterruptedException {
        long start = System.nanoTime();
        long saves = killed(KILLS);
        reporter.publishEntry("kills", "%d kills in %d saves, no checkpoint lost; %.0f s"
                .formatted(KILLS, saves, (System.nanoTime() - start) / 1e9));
    }

    /// @return the saves that were done
    private long killed(int kills) throws IOException, InterruptedException {
        var last = folder.resolve("last");
        var random = new Random(5);
        long loaded = 0;
        for (int kill = 0; kill < kills; kill++) {
            var told = folder.resolve("told");
            var child = start(Saver.class, last.toString(), Long.toString(loaded + 1))
                    .redirectOutput(told.toFile()).start();
            for (int wait = 0; Files.size(told) == 0 && child.isAlive() && wait < 30_000; wait++) {
                Thread.sleep(2);
            }
            TimeUnit.MICROSECONDS.sleep(random.nextInt(60_000));
            child.destroyForcibly().waitFor();
            var lines = Files.readString(told).split("\n");
            long done = Long.parseLong(lines[lines.length - 1]);
            loaded = check(last);
            assertThat(loaded).as("after kill %d", kill).isBetween(done, done + 1);
        }
        return loaded;
    }

    @Tag("hard")
    @Test
    void haltedAtEachStepAWholeOneLoads(TestReporter reporter) throws IOException, InterruptedException {
        var last = folder.resolve("last");
        Checkpoint.at(last).save(files(1));
        long good = 1;
        int steps = 0;
        for (int status = FaultyDisk.HALTED; status == FaultyDisk.HALTED; steps++) {
            status = start(Halter.class, last.toString(), Integer.toString(steps + 1), Long.toString(good + 1))
                    .start().waitFor();
            assertThat(status).isIn(FaultyDisk.HALTED, 0);
            long loaded = check(last);
            assertThat(loaded).as("halted at step %d", steps + 1).isBetween(good, good + 1);
            if (loaded == good) continue;
            Checkpoint.at(last).save(files(loaded)); // with nothing left beside it, as in the ordinary case
            good = loaded;
        }
        assertThat(steps).isGreaterThan(20);
        reporter.publishEntry("steps", steps - 1 + " steps halted at, no checkpoint lost");
    }

    private static ProcessBuilder start(Class<?> main, String... arguments) {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", Children.classPath(CheckpointKillTest.class),
                main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    /// The version that loads, whose files are whole.
    private static long check(Path last) throws IOException {
        var found = Checkpoint.at(last).load();
        long loaded = Long.parseLong(Files.readString(found.file("state.json")));
        assertThat(Files.readAllBytes(found.file("model.safetensors"))).hasSize(300_000).containsOnly((byte) loaded);
        return loaded;
    }
}
