package gyrus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {

    @TempDir
    private Path runs;

    @Test
    void aRunIsOfOneProcessAtATime() {
        var recipe = new RunnerTest.ToyRecipe(false);
        List<Throwable> refused = new ArrayList<>();
        Runner.Ended ended = new Runner(List.of(event -> {
            if (event instanceof Event.Started) {
                refused.add(catching(() -> RunLock.take(RunFolder.find(runs, "toy")).close()));
            }
        })).start(recipe, recipe.defaults(), runs);
        assertThat(refused).singleElement().isInstanceOf(IllegalStateException.class)
                .hasToString("java.lang.IllegalStateException: run toy/1 is being trained already;"
                        + " wait for it, or stop it first");
        assertThat(ended.result().outcome()).isEqualTo(new Outcome.Done());
        RunLock.take(ended.folder()).close(); // it was let go of
    }

    @Test
    void whatNeverBeganLeavesNoFolder() {
        var recipe = new RunnerTest.ToyRecipe(true);
        assertThatThrownBy(() -> new Runner(List.of()).start(recipe, recipe.defaults(), runs))
                .hasMessage("no such data");
        assertThat(runs.resolve("toy")).isEmptyDirectory();
    }

    private static Throwable catching(Runnable body) {
        try {
            body.run();
            return new AssertionError("nothing was thrown");
        } catch (RuntimeException e) {
            return e;
        }
    }
}
