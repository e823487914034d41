package gyrus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gyrus.train.Event;
import gyrus.train.EventLog;
import gyrus.train.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A run that was cut and resumed ends with the same weights, to the bit, as one that was not.
class ResumedRunTest {

    @TempDir Path folder;

    /// The first cut is a polite one, so that there is a save in the middle of an epoch; the second is not.
    @Test void cutTwiceInTheMiddleOfAnEpoch() throws Exception {
        assumeTrue(ProcessHandle.current().supportsNormalTermination(), "a process cannot be asked to end");
        List<String> uncut = Cuts.hashes(done("train", "lenet", "epochs=1", "batch=8", "--runs",
                folder.resolve("uncut").toString()));

        Path runs = folder.resolve("cut");
        RunFolder run = new RunFolder(runs.resolve("lenet", "1"));
        Child first = Child.start(folder, List.of(), "train", "lenet", "epochs=1", "batch=8", "--runs",
                runs.toString());
        first.until(() -> step(run) >= 5);
        first.process().destroy();
        assertThat(first.await()).as(first.text()).isEqualTo(143);
        assertThat(first.text()).contains("asked to stop", "go on with: gyrus resume " + run.path());
        long saved = saved(run);
        assertThat(saved).as("place in the epoch").isBetween(1L, totalSteps(run) - 1);

        Child second = Child.start(folder, List.of(), "resume", run.path().toString());
        second.until(() -> step(run) > saved);
        second.process().destroyForcibly();
        assertThat(second.await()).as(second.text()).isEqualTo(137);

        Child third = Child.start(folder, List.of(), "resume", run.path().toString());
        assertThat(third.await()).as(third.text()).isZero();
        assertThat(Cuts.hashes(run)).isEqualTo(uncut);
    }

    /// One of each shape of learning, with what lies between its steps: caches of text, noise, two nets that duel,
    /// environments and replay, tasks, gradients in memory, trials.
    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {
        "lenet epochs=1", "spam", "insurance epochs=2",
        "gpt epochs=1 depth=2 width=64 heads=2 context=64",
        "gpt epochs=1 tokenizer=bpe vocabulary=300 depth=1 width=64 heads=2",
        "vae digits=1000 epochs=2 width=8 hidden=64",
        "ddpm digits=500 epochs=3 width=16 samples=20 steps=4",
        "wgan digits=500 steps=60 evaluate=20 width=4",
        "dqn steps=6000", "dqn environment=gridworld steps=6000 dueling=true", "ppo steps=12000",
        "maml steps=12 tasks=60 width=16", "protonet steps=30 tasks=60 width=16",
        "kmeans iterations=100 count=3000", "pca count=3000", "tsne count=500 iterations=200",
        "search recipe=insurance trials=4 ranges=epochs=1"
    })
    void everyShapeKilledAtAnyMoment(String given, TestReporter reporter) throws Exception {
        reporter.publishEntry(given, Cuts.train(folder, given).kill(4, 1500, 11).toString());
    }

    /// Methods begin with a run, which is made first.
    @Tag("slow")
    @ParameterizedTest
    @CsvSource({"lora, tune RUN --lora epochs=2", "lora, tune RUN --lora epochs=2 merge=true",
        "int8, shrink RUN --int8", "prune, shrink RUN --prune 0.9 --epochs 2"})
    void methodsKilledAtAnyMoment(String method, String given, TestReporter reporter) throws Exception {
        RunFolder base = done("train", "lenet", "epochs=1", "augment=false", "--runs",
                folder.resolve("base").toString());
        List<String> words = List.of(given.replace("RUN", base.path().toString()).split(" "));
        reporter.publishEntry(given, new Cuts(folder, method, words).kill(4, 1500, 12).toString());
    }

    /// The run that a command makes when nothing comes between.
    private RunFolder done(String... words) throws Exception {
        Child child = Child.start(folder, List.of(), words);
        assertThat(child.await()).as(child.text()).isZero();
        return RunFolder.newest(Path.of(words[words.length - 1]), words[1]).orElseThrow();
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
}
