package gyrus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gyrus.train.Event;
import gyrus.train.EventLog;
import gyrus.train.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A run whose process is asked to end, as by Ctrl-C or by a system that shuts down, saves, says how to go on with it,
/// and can be gone on with.
@Tag("slow")
class AskedToEndTest {

    private static final List<String> JAVA = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    @TempDir Path folder;

    @BeforeEach void needsSignals() {
        assumeTrue(ProcessHandle.current().supportsNormalTermination(), "a process cannot be asked to end");
    }

    @ParameterizedTest
    @ValueSource(strings = {"train lenet epochs=50", "train dqn steps=500000", "train ppo steps=2000000",
        "train tsne count=500 iterations=50000",
        "search insurance trials=300 epochs=3"})
    void savesAndSaysHowToGoOn(String given) throws Exception {
        ended("TERM", 143, given.split(" "));
    }

    @ParameterizedTest
    @CsvSource({"lora, tune RUN --lora epochs=100", "prune, shrink RUN --prune 0.9 --epochs 100"})
    void methodsToo(String method, String given) throws Exception {
        Path base = folder.resolve("base");
        Child child = Child.start(folder, JAVA, "train", "lenet", "epochs=1", "--runs", base.toString());
        assertThat(child.await()).as(child.text()).isZero();
        ended("TERM", 143, given.replace("RUN", base.resolve("lenet", "1").toString()).split(" "));
    }

    @Test void interruptedByCtrlC() throws Exception {
        ended("INT", 130, "train", "lenet", "epochs=50", "--quiet");
    }

    private void ended(String signal, int status, String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of(words));
        Path runs = folder.resolve("runs");
        all.addAll(List.of("--runs", runs.toString()));
        Child child = Child.start(folder, JAVA, all.toArray(String[]::new));
        child.until(() -> begun(runs));
        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(child.process().pid())).start().waitFor())
                .isZero();
        assertThat(child.await()).as(child.text()).isEqualTo(status);
        RunFolder run = newest(runs);
        assertThat(child.text()).contains("asked to stop", "go on with: gyrus resume " + run.path())
                .doesNotContain("gyrus:");
        assertThat(run.last()).isDirectory();

        Child resumed = Child.start(folder, JAVA, "resume", run.path().toString());
        resumed.until(() -> began(run) == 2);
        resumed.process().destroyForcibly();
        resumed.await();
        assertThat(resumed.text()).doesNotContain("gyrus:");
    }

    /// Whether a run has come to a step, or to a second trial.
    private static boolean begun(Path runs) {
        if (!Files.isDirectory(runs) || RunFolder.recipes(runs).isEmpty()) return false;
        RunFolder run = newest(runs);
        return Files.exists(run.events())
                && EventLog.read(run.events()).stream().anyMatch(Event.Stepped.class::isInstance);
    }

    private static long began(RunFolder run) {
        return EventLog.read(run.events()).stream().filter(Event.Started.class::isInstance).count();
    }

    private static RunFolder newest(Path runs) {
        return RunFolder.newest(runs, RunFolder.recipes(runs).getFirst()).orElseThrow();
    }
}
