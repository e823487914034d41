package gyrus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionTest {

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void theScriptKnowsVerbsRecipesAndOptions(String shell) {
        Answer answer = Answer.of("completion", shell);
        assertThat(answer.status()).isZero();
        assertThat(answer.out()).contains(Verbs.NAMES).contains("lenet", "epochs=", "split=")
                .doesNotContain("VERBS", "RECIPES", "OPTIONS", "FLAGS", "SEEN", "TAKERS");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tr                  | train
            train le            | lenet
            train lenet ep      | epochs=
            train lenet --qu    | --quiet
            eval lenet split = v | validation
            eval lenet we       | weights=
            completion f        | fish
            help do             | doctor
            """)
    void bashCompletes(String typed, String completed) throws Exception {
        assertThat(bash("gyrus " + typed)).contains(completed);
    }

    @Test void bashOffersAllRecipes() throws Exception {
        assertThat(bash("gyrus train ''")).contains("lenet", "mlp", "spam", "insurance");
    }

    private String bash(String words) throws IOException, InterruptedException {
        assumeTrue(Path.of("/bin/bash").toFile().canExecute(), "bash is not here");
        Path script = Files.writeString(folder.resolve("script"), Answer.of("completion", "bash").out()
                + "COMP_WORDS=(" + words + ")\nCOMP_CWORD=$((${#COMP_WORDS[@]}-1))\n_gyrus 2>/dev/null\n"
                + "echo \"${COMPREPLY[@]}\"\n");
        Process bash = new ProcessBuilder("/bin/bash", script.toString()).redirectErrorStream(true).start();
        String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(out).isZero();
        return out;
    }
}
