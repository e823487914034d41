package gyrus.train.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import gyrus.train.picture.Children;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Random;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that saves without a pause is killed again and again; a whole checkpoint loads each time, and never an
/// older one than the process had told of.
@Tag("slow")
class CheckpointKillTest {

    private static final int KILLS = 40;

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

    @TempDir Path folder;

    private static SequencedMap<String, Content> files(long version) {
        var files = new LinkedHashMap<String, Content>();
        files.put("state.json", Content.of(Long.toString(version)));
        var model = new byte[300_000];
        Arrays.fill(model, (byte) version);
        files.put("model.safetensors", Content.of(model));
        return files;
    }

    @Test
    void killedAnywhereAWholeOneLoads() throws IOException, InterruptedException {
        var last = folder.resolve("last");
        var random = new Random(5);
        long loaded = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            var told = folder.resolve("told");
            var child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1", "-cp", Children.classPath(CheckpointKillTest.class),
                    Saver.class.getName(), last.toString(), Long.toString(loaded + 1))
                    .redirectOutput(told.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            for (int wait = 0; Files.size(told) == 0 && child.isAlive() && wait < 3000; wait++) {
                Thread.sleep(10);
            }
            TimeUnit.MICROSECONDS.sleep(random.nextInt(60_000));
            child.destroyForcibly().waitFor();
            var lines = Files.readString(told).split("\n");
            long done = Long.parseLong(lines[lines.length - 1]);
            var found = Checkpoint.at(last).load();
            loaded = Long.parseLong(Files.readString(found.file("state.json")));
            assertThat(loaded).as("after kill %d", kill).isBetween(done, done + 1);
            assertThat(Files.readAllBytes(found.file("model.safetensors"))).hasSize(300_000)
                    .containsOnly((byte) loaded);
        }
    }
}
