package gyrus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a command loads decides how soon it answers.
class StartTest {

    @TempDir Path folder;

    @Test void helpLoadsItsTextAndNothingElse() throws Exception {
        assertThat(loaded("--help")).anyMatch(name -> name.equals("gyrus.cli.Main"))
                .allMatch(name -> !name.startsWith("gyrus.") || name.startsWith("gyrus.cli."))
                .noneMatch(name -> name.startsWith("tools.jackson"))
                .noneMatch(name -> name.startsWith("java.util.ServiceLoader"))
                .noneMatch(StartTest::engine);
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "list --json", "train --help", "train lenet --help", "completion bash"})
    void whatOnlyTellsLoadsNoEngine(String command) throws Exception {
        assertThat(loaded(command.split(" "))).noneMatch(StartTest::engine);
    }

    @Test void aFileOfWeightsIsInspectedWithoutTheEngine() throws Exception {
        byte[] none = {2, 0, 0, 0, 0, 0, 0, 0, '{', '}'};
        Path file = Files.write(folder.resolve("none.safetensors"), none);
        assertThat(loaded("inspect", file.toString())).anyMatch(name -> name.startsWith("gyrus.nn."))
                .noneMatch(StartTest::engine);
    }

    private static boolean engine(String name) {
        return name.startsWith("org.bytedeco.") || name.startsWith("gyrus.tensor.internal.Startup");
    }

    private List<String> loaded(String... words) throws IOException, InterruptedException {
        Path log = folder.resolve("classes.txt");
        Child child = Child.start(folder, List.of("-Xlog:class+load:file=" + log + "::filecount=0"), words);
        assertThat(child.await()).as(child.text()).isZero();
        return Files.readAllLines(log).stream()
                .map(line -> line.replaceFirst("^(\\[[^]]*])+ ", "").split(" ")[0]).toList();
    }
}
