package gyrus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gyrus.train.Event;
import gyrus.train.EventLog;
import gyrus.train.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A run that was cut and resumed ends with the same weights, to the bit, as one that was not.
class ResumedRunTest {

    private static final List<String> WEIGHTS = List.of("best/model.safetensors", "last/model.safetensors");

    @TempDir Path folder;

    /// The first cut is a polite one, so that there is a save in the middle of an epoch; the second is not.
    @Test void cutTwiceInTheMiddleOfAnEpoch() throws Exception {
        assumeTrue(ProcessHandle.current().supportsNormalTermination(), "a process cannot be asked to end");
        String[] train = {"train", "lenet", "epochs=1", "batch=8", "--runs"};
        List<String> uncut = uncut(train);

        Path runs = folder.resolve("cut");
        RunFolder run = new RunFolder(runs.resolve("lenet", "1"));
        Child first = Child.start(folder, List.of(), words(train, runs));
        first.until(() -> step(run) >= 5);
        first.process().destroy();
        assertThat(first.await()).as(first.text()).isEqualTo(143);
        assertThat(first.text()).contains("asked to stop");
        long saved = saved(run);
        assertThat(saved).as("place in the epoch").isBetween(1L, totalSteps(run) - 1);

        Child second = Child.start(folder, List.of(), "resume", run.path().toString());
        second.until(() -> step(run) > saved);
        second.process().destroyForcibly();
        assertThat(second.await()).as(second.text()).isEqualTo(137);

        resume(run);
        assertThat(hashes(run)).isEqualTo(uncut);
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"lenet", "spam"})
    void killedAtAnyMoment(String recipe) throws Exception {
        String[] train = {"train", recipe, "--runs"};
        List<String> uncut = uncut(train);
        Path runs = folder.resolve("cut");
        RunFolder run = new RunFolder(runs.resolve(recipe, "1"));
        var random = new Random(11);
        Child child = Child.start(folder, List.of(), words(train, runs));
        child.until(() -> step(run) > 0);
        for (int cut = 0; cut < 5 && child.process().isAlive(); cut++) {
            Thread.sleep(random.nextInt(500, 15_000));
            child.process().destroyForcibly();
            child.await();
            child = Child.start(folder, List.of(), "resume", run.path().toString());
        }
        assertThat(child.await()).as(child.text()).isZero();
        assertThat(hashes(run)).isEqualTo(uncut);
    }

    private List<String> uncut(String[] train) throws Exception {
        Path runs = folder.resolve("uncut");
        Child child = Child.start(folder, List.of(), words(train, runs));
        assertThat(child.await()).as(child.text()).isZero();
        return hashes(new RunFolder(runs.resolve(train[1], "1")));
    }

    private void resume(RunFolder run) throws Exception {
        Child child = Child.start(folder, List.of(), "resume", run.path().toString());
        assertThat(child.await()).as(child.text()).isZero();
    }

    private static String[] words(String[] train, Path runs) {
        String[] words = Arrays.copyOf(train, train.length + 1);
        words[train.length] = runs.toString();
        return words;
    }

    /// The last step that the log tells of; 0 before the first.
    private static long step(RunFolder run) {
        return events(run).stream()
                .mapToLong(e -> e instanceof Event.Stepped(long step, var _, var _) ? step : 0)
                .max().orElse(0);
    }

    private static long saved(RunFolder run) {
        return events(run).stream()
                .mapToLong(e -> e instanceof Event.Saved(long step, Path _) ? step : 0).max().orElse(0);
    }

    private static long totalSteps(RunFolder run) {
        return ((Event.Started) events(run).getFirst()).totalSteps();
    }

    private static List<Event> events(RunFolder run) {
        return Files.exists(run.events()) ? EventLog.read(run.events()) : List.of();
    }

    private static List<String> hashes(RunFolder run) throws IOException, NoSuchAlgorithmException {
        List<String> hashes = new ArrayList<>();
        for (String file : WEIGHTS) {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(run.file(file)));
            hashes.add(HexFormat.of().formatHex(hash));
        }
        return hashes;
    }
}
