package gyrus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MainTest {

    @Test void helpTeachesEveryVerb() {
        Answer answer = Answer.of("--help");
        assertThat(answer.status()).isZero();
        assertThat(answer.err()).isEmpty();
        assertThat(answer.out()).matches("[ -~\\n]+").contains("gyrus train lenet", "runs/<recipe>/<number>");
        for (String verb : Verbs.NAMES) assertThat(answer.out()).containsPattern("(?m)^  " + verb + "\\b");
    }

    static Stream<String> verbs() {
        return Verbs.NAMES.stream();
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void everyVerbHasAPage(String verb) {
        Answer answer = Answer.of(verb, "--help");
        assertThat(answer.status()).isZero();
        assertThat(answer.out()).startsWith("gyrus " + verb).isEqualTo(Answer.of("help", verb).out());
        assertThat(answer.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }

    @Test void aRecipeHasAPageWithItsOptions() {
        Answer answer = Answer.of("train", "lenet", "--help");
        assertThat(answer.status()).isZero();
        assertThat(answer.out()).contains("LeCun et al. 1998")
                .containsPattern("(?m)^  epochs +\\d+ +whole number");
        assertThat(Answer.of("help", "train", "lenet").out()).isEqualTo(answer.out());
    }

    @Test void versionIsOneLine() {
        Answer answer = Answer.of("--version");
        assertThat(answer.status()).isZero();
        assertThat(answer.lines()).hasSize(1);
        assertThat(answer.out()).startsWith("gyrus ");
    }

    @Test void withoutAVerbTheHelpGoesToTheErrors() {
        Answer answer = Answer.of();
        assertThat(answer.status()).isEqualTo(2);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err()).startsWith(Help.TEXT).contains("gyrus: no verb is given");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tran lenet | unknown verb "tran"; did you mean train? | --help
            --frob | unknown option --frob; a verb comes first | --help
            train | train needs a RECIPE; write: gyrus train RECIPE | train --help
            train lenett | unknown recipe "lenett"; did you mean lenet? | train --help
            train lenet epcohs=2 | unknown option "epcohs"; did you mean epochs? | train lenet --help
            train lenet epochs=x | option epochs is "x"; it takes a whole number | train lenet --help
            train lenet batch=0 | batch=0 must be 1 or more | train lenet --help
            train lenet nonsense | cannot read "nonsense"; write an option as name=value | train lenet --help
            eval lenet --runs | --runs needs a folder; write --runs DIR | --help
            eval lenet split=half | no split "half"; there are train, validation, test and all | eval --help
            eval mlp --dry-run | only train takes --dry-run | eval --help
            list all | list does not take "all" | list --help
            completion tcsh | no shell "tcsh" here; there are bash, zsh and fish | completion --help
            predict lenet | no file is given to ask about; write: gyrus predict lenet FILE | predict --help
            """)
    void wrongUsageIsToldInALineAndEndsWith2(String command, String line, String page) {
        Answer answer = Answer.of(command.split(" "));
        assertThat(answer.status()).isEqualTo(2);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.errors()).containsExactly("gyrus: " + line, "see: gyrus " + page);
    }

    @Test void debugShowsWhere() {
        assertThat(Answer.of("tran").err()).doesNotContain("\tat gyrus");
        assertThat(Answer.of("tran", "--debug").err()).contains("\tat gyrus");
    }

    @Test void aResultThatCannotBeWrittenIsAFailure() {
        var full = new PrintStream(new OutputStream() {
            @Override public void write(int b) throws IOException {
                throw new IOException("no space left");
            }
        });
        assertThat(Main.run(full, new PrintStream(OutputStream.nullOutputStream()), "--help")).isEqualTo(1);
    }
}
