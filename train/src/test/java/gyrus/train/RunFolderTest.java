package gyrus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

    @TempDir Path runs;

    /// Options of a recipe.
    public record Some(int epochs, double rate) {}

    private static RunOptions options(String recipe) {
        return RunOptions.of(recipe, 7, new Some(3, 1e-3));
    }

    @Test
    void numbersCountUp() {
        assertThat(RunFolder.create(runs, options("lenet")).path())
                .isEqualTo(runs.resolve("lenet").resolve("1"));
        assertThat(RunFolder.create(runs, options("lenet")).name()).isEqualTo("lenet/2");
        assertThat(RunFolder.create(runs, options("mlp")).name()).isEqualTo("mlp/1");
    }

    /// A method may begin with what another made.
    @Test
    void whatAMethodBeganWithIsKept() {
        RunOptions tuned = options("lora").on(new RunOptions.Base("runs/lenet/1", options("lenet")));
        RunOptions pruned = options("prune").on(new RunOptions.Base("runs/lora/1", tuned));
        assertThat(RunFolder.create(runs, pruned).options()).isEqualTo(pruned);
    }

    /// Other data goes to the recipe at the bottom.
    @Test
    void otherDataIsForTheRecipe() {
        record Fed(String data) {}
        RunOptions lenet = RunOptions.of("lenet", 7, new Fed("here"));
        RunOptions tuned = options("lora").on(new RunOptions.Base("runs/lenet/1", lenet));
        RunOptions.Base moved = new RunOptions.Base("runs/lora/1", tuned).options().data("there").base();
        assertThat(moved).isNotNull();
        assertThat(moved.options().options()).containsEntry("data", "there");
        assertThat(lenet.data("")).isSameAs(lenet);
    }

    @Test
    void tenIsNewerThanNineAndStrangersAreNoRuns() throws IOException {
        for (int i = 0; i < 10; i++) {
            RunFolder.create(runs, options("lenet"));
        }
        Files.createDirectories(runs.resolve("lenet").resolve("notes"));
        Files.createDirectories(runs.resolve("lenet").resolve("011"));
        Files.writeString(runs.resolve("lenet").resolve("12"), "a file");
        assertThat(RunFolder.newest(runs, "lenet").orElseThrow().name()).isEqualTo("lenet/10");
        assertThat(RunFolder.all(runs, "lenet")).hasSize(10);
        Files.createDirectories(runs.resolve("lenet").resolve("11"));                // just begun, or crashed
        assertThat(RunFolder.newest(runs, "lenet").orElseThrow().name()).isEqualTo("lenet/10");
        assertThat(RunFolder.create(runs, options("lenet")).name()).isEqualTo("lenet/13");
    }

    @Test
    void thoseThatStartAtOnceGetFoldersOfTheirOwn() throws Exception {
        int many = 16;
        var barrier = new CyclicBarrier(many);
        Callable<RunFolder> start = () -> {
            barrier.await();
            return RunFolder.create(runs, options("lenet"));
        };
        var folders = new ArrayList<String>();
        try (var threads = Executors.newFixedThreadPool(many)) {
            var futures = new ArrayList<Future<RunFolder>>();
            for (int i = 0; i < many; i++) {
                futures.add(threads.submit(start));
            }
            for (var future : futures) {
                folders.add(future.get().name());
            }
        }
        assertThat(folders).doesNotHaveDuplicates().contains("lenet/1", "lenet/" + many);
    }

    @Test
    void isFoundByFolderByNumberAndByRecipe() {
        RunFolder.create(runs, options("lenet"));
        var second = RunFolder.create(runs, options("lenet"));
        assertThat(RunFolder.find(runs, second.path().toString())).isEqualTo(second);
        assertThat(RunFolder.find(runs, "lenet/1").path()).isEqualTo(runs.resolve("lenet/1"));
        assertThat(RunFolder.find(runs, "lenet")).isEqualTo(second);
    }

    @Test
    void whatIsNotFoundIsToldWithWhatIsThere() {
        assertThatThrownBy(() -> RunFolder.find(runs, "lenet")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no run \"lenet\" in " + runs
                        + "; there are no runs; start one with: gyrus train RECIPE");
        RunFolder.create(runs, options("lenet"));
        RunFolder.create(runs, options("lenet"));
        RunFolder.create(runs, options("mlp"));
        assertThatThrownBy(() -> RunFolder.find(runs, "lenet/5")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no run \"lenet/5\" in " + runs + "; newest runs: lenet/2, mlp/1");
        assertThatThrownBy(() -> RunFolder.find(runs, "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RunFolder.find(runs, "a\0b")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void optionsComeBack() {
        var folder = RunFolder.create(runs, options("lenet"));
        var options = folder.options();
        assertThat(options).isEqualTo(options("lenet"));
        assertThat(options.seed()).isEqualTo(7);
        assertThat(options.over(new Some(1, 1))).isEqualTo(new Some(3, 1e-3));
        assertThat(options.options()).isEqualTo(Map.of("epochs", 3L, "rate", 1e-3));
        assertThat(folder.path().resolve("options.json")).content().startsWith("{\n").endsWith("}\n")
                .contains("\"recipe\" : \"lenet\"", "\"version\"", "\"seed\" : 7");
    }

    @Test
    void spoiltOptionsAreNamed() throws IOException {
        var folder = RunFolder.create(runs, options("lenet"));
        var file = folder.path().resolve("options.json");
        Files.writeString(file, "{\"recipe\": \"lenet\"}");
        assertThatThrownBy(folder::options).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(file + ": field \"version\" is missing");
    }

    @Test
    void nothingIsLeftAsideByWriting() throws IOException {
        var folder = RunFolder.create(runs, options("lenet"));
        folder.write(options("lenet"));
        try (var files = Files.list(folder.path())) {
            assertThat(files).hasSize(1);
        }
    }
}
