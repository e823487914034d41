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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A run that was cut and resumed ends with the same weights, to the bit, as one that was not.
class ResumedRunTest {

    private static final List<String> WEIGHTS = List.of("best/model.safetensors", "last/model.safetensors");

    @TempDir Path folder;

    /// The first cut is a polite one, so that there is a save in the middle of an epoch; the second is not.
    @Test void cutTwiceInTheMiddleOfAnEpoch() throws Exception {
        assumeTrue(ProcessHandle.current().supportsNormalTermination(), "a process cannot be asked to end");
        String[] train = {"train", "lenet", "epochs=1", "batch=8", "--runs"};
        List<String> uncut = uncut("lenet", train);

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
        killed(recipe, 5, 15_000, "train", recipe, "--runs");
    }

    /// One of each shape of learning, with what lies between its steps: caches of text, noise, two nets that duel,
    /// environments and replay, tasks, gradients in memory.
    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {
        "gpt epochs=2 depth=2 width=64 heads=2 context=64",
        "gpt epochs=1 tokenizer=bpe vocabulary=300 depth=1 width=64",
        "ddpm digits=1500 epochs=4 width=16 samples=50 steps=4",
        "dqn steps=12000", "ppo steps=30000", "maml steps=24", "protonet steps=60",
        "kmeans iterations=400", "tsne count=2000 iterations=600"
    })
    void everyShapeKilledAtAnyMoment(String given) throws Exception {
        killed(given.split(" ")[0], 3, 5_000, ("train " + given + " --runs").split(" "));
    }

    /// Methods begin with a run, which is made first.
    @Tag("slow")
    @ParameterizedTest
    @CsvSource({"lora, tune RUN --lora epochs=8", "prune, shrink RUN --prune 0.9 --epochs 8"})
    void methodsKilledAtAnyMoment(String method, String given) throws Exception {
        Path runs = folder.resolve("base");
        Child base = Child.start(folder, List.of(), "train", "lenet", "epochs=2", "--runs", runs.toString());
        assertThat(base.await()).as(base.text()).isZero();
        String run = runs.resolve("lenet", "1").toString();
        killed(method, 3, 5_000, (given + " --runs").replace("RUN", run).split(" "));
    }

    private void killed(String recipe, int cuts, int longest, String... train) throws Exception {
        List<String> uncut = uncut(recipe, train);
        Path runs = folder.resolve("cut");
        RunFolder run = new RunFolder(runs.resolve(recipe, "1"));
        var random = new Random(11);
        Child child = Child.start(folder, List.of(), words(train, runs));
        child.until(() -> step(run) > 0);
        for (int cut = 0; cut < cuts && child.process().isAlive(); cut++) {
            Thread.sleep(random.nextInt(300, longest));
            child.process().destroyForcibly();
            child.await();
            child = Child.start(folder, List.of(), "resume", run.path().toString());
        }
        assertThat(child.await()).as(child.text()).isZero();
        assertThat(hashes(run)).isEqualTo(uncut);
    }

    private List<String> uncut(String recipe, String... train) throws Exception {
        Path runs = folder.resolve("uncut");
        Child child = Child.start(folder, List.of(), words(train, runs));
        assertThat(child.await()).as(child.text()).isZero();
        return hashes(new RunFolder(runs.resolve(recipe, "1")));
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
