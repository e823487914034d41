package gyrus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gyrus.nn.Safetensors;
import gyrus.tensor.Tensor;
import gyrus.train.Event;
import gyrus.train.EventLog;
import gyrus.train.RunFolder;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Several processes train one net.
class LaunchTest {

    /// Within so long a lost rank must be noticed and the job be over.
    private static final Duration NOTICED = Duration.ofSeconds(30);

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            launch train lenet                          | how many ranks
            launch --ranks 2                            | what shall the ranks do
            launch --ranks 2 doctor                     | gyrus launch --ranks 2 train lenet
            launch --ranks 0 train lenet                | ranks=0 must be a whole number from 1
            launch --ranks two train lenet              | ranks=two
            launch --ranks 2 --port 99999 train lenet   | port=99999
            launch --ranks 2 --address 192.0.2.1 train lenet | ranks cannot meet at 192.0.2.1
            """)
    void misuseIsTold(String words, String what) {
        Answer answer = Answer.of(words.split(" +"));
        assertThat(answer.status()).isEqualTo(2);
        assertThat(answer.err()).contains(what).contains("see: gyrus launch --help");
    }

    /// One run folder, one result on standard output, and nothing of the other rank.
    @Tag("slow")
    @Test void learnWhatOneLearns() throws Exception {
        RunFolder one = train("one", "train");
        RunFolder two = train("two", "launch", "--ranks", "2", "train");
        RunFolder again = train("again", "launch", "--ranks", "2", "train");
        for (String file : List.of("best/model.safetensors", "last/model.safetensors")) {
            Map<String, Tensor> expected = Safetensors.load(one.file(file));
            Safetensors.load(two.file(file)).forEach((name, tensor) -> assertThat(tensor.toDoubles()).as(name)
                    .usingComparatorWithPrecision(1e-5).containsExactly(expected.get(name).toDoubles()));
            assertThat(Files.mismatch(two.file(file), again.file(file))).isEqualTo(-1);
        }
        assertThat(two.path().getParent()).isDirectoryNotContaining("glob:**/2");
    }

    private RunFolder train(String name, String... words) throws Exception {
        Path runs = folder.resolve(name);
        Child child = launch(runs, String.join(" ", words) + " lenet epochs=1 batch=251 rate=1e-3 --quiet --json");
        assertThat(child.await()).as(child.text()).isZero();
        assertThat(child.text().strip()).startsWith("{").endsWith("}").doesNotContain("Gloo");
        return new RunFolder(runs.resolve("lenet", "1"));
    }

    private Child launch(Path runs, String words) {
        return Child.start(folder, List.of(), (words + " --runs " + runs).split(" "));
    }

    @Tag("slow")
    @Test void oneThatIsKilledEndsAll() throws Exception {
        RunFolder run = new RunFolder(folder.resolve("lenet", "1"));
        Child child = launch(folder, "launch --ranks 2 train lenet epochs=3");
        child.until(() -> step(run) > 20);
        ProcessHandle rank = child.process().children().filter(LaunchTest::isRank).findFirst().orElseThrow();
        long start = System.nanoTime();
        rank.destroyForcibly();
        assertThat(child.await()).as(child.text()).isEqualTo(1);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(NOTICED);
        assertThat(child.text()).contains("was killed (signal 9), so all 2 ranks of this machine were ended",
                "go on from the last save with: gyrus launch --ranks 2 resume lenet");

        Child rest = launch(folder, "resume lenet");
        assertThat(rest.await()).as(rest.text()).isZero();
        assertThat(step(run)).isEqualTo(totalSteps(run));
    }

    @Tag("slow")
    @Test void askedToEndTheySaveAndAnotherNumberGoesOn() throws Exception {
        assumeTrue(ProcessHandle.current().supportsNormalTermination(), "a process cannot be asked to end");
        RunFolder run = new RunFolder(folder.resolve("lenet", "1"));
        Child child = launch(folder, "launch --ranks 2 train lenet epochs=2");
        child.until(() -> step(run) > 20);
        child.process().destroy();
        assertThat(child.await()).as(child.text()).isEqualTo(143);
        assertThat(child.text()).contains("asked to stop");
        long saved = saved(run);
        assertThat(saved).isBetween(20L, totalSteps(run) - 1);

        Child rest = launch(folder, "launch --ranks 3 resume lenet");
        assertThat(rest.await()).as(rest.text()).isZero();
        assertThat(step(run)).isEqualTo(totalSteps(run));
    }

    /// As by `mpirun -n 2 gyrus train lenet`: rank 0 itself listens for the others.
    @Tag("slow")
    @Test void ranksOfAnotherLauncherFindEachOther() throws Exception {
        List<Child> ranks = new ArrayList<>();
        String port = freePort();
        for (String rank : List.of("1", "0")) {
            Map<String, String> variables = Map.of("OMPI_COMM_WORLD_RANK", rank, "OMPI_COMM_WORLD_SIZE", "2",
                    "OMPI_COMM_WORLD_LOCAL_RANK", rank, "OMPI_COMM_WORLD_LOCAL_SIZE", "2", "MASTER_PORT", port);
            ranks.add(Child.start(folder, variables, List.of(), "train", "lenet", "epochs=1", "--quiet", "--runs",
                    folder.toString()));
        }
        for (Child rank : ranks) assertThat(rank.await()).as(rank.text()).isZero();
        assertThat(ranks.getFirst().text()).as("of the second rank").isEmpty();
        assertThat(ranks.getLast().text()).contains("accuracy", "trained in");
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return Integer.toString(socket.getLocalPort());
        }
    }

    private static boolean isRank(ProcessHandle process) {
        return process.info().command().map(command -> command.contains("java")).orElse(true);
    }

    private static long step(RunFolder run) {
        return events(run).stream().mapToLong(e -> e instanceof Event.Stepped(long step, var _, var _) ? step : 0).max()
                .orElse(0);
    }

    private static long saved(RunFolder run) {
        return events(run).stream().mapToLong(e -> e instanceof Event.Saved(long step, Path _) ? step : 0).max()
                .orElse(0);
    }

    private static long totalSteps(RunFolder run) {
        return ((Event.Started) events(run).getFirst()).totalSteps();
    }

    private static List<Event> events(RunFolder run) {
        return Files.exists(run.events()) ? EventLog.read(run.events()) : List.of();
    }
}
