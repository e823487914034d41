package gyrus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlagsTest {

    @Test void theyStandAnywhere() {
        List<String> words =
                List.of("--json", "train", "--runs", "a", "lenet", "--quiet", "s=1", "--dry-run");
        List<String> rest = List.of("lenet", "s=1");
        assertThat(Flags.of(words))
                .isEqualTo(new Flags("train", rest, Path.of("a"), true, true, true, false, false));
    }

    @Test void runsHasThreeSpellingsAndADefault() {
        assertThat(Flags.of(List.of("list")).runs()).isEqualTo(Path.of("runs"));
        for (var words : List.of(List.of("list", "--runs", "a b"), List.of("--runs=a b", "list"),
                List.of("list", "runs=a b"))) {
            assertThat(Flags.of(words)).satisfies(flags -> {
                assertThat(flags.runs()).isEqualTo(Path.of("a b"));
                assertThat(flags.verb()).isEqualTo("list");
            });
        }
        assertThatThrownBy(() -> Flags.of(List.of("list", "--runs="))).isInstanceOf(Usage.class);
    }

    @Test void afterTwoHyphensAllIsLeftAsItIs() {
        assertThat(Flags.of(List.of("predict", "lenet", "--", "--json")).rest())
                .containsExactly("lenet", "--", "--json");
    }
}
