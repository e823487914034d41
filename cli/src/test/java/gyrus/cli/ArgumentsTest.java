package gyrus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArgumentsTest {

    private static Arguments of(String words) {
        return new Arguments("eval", List.of(words.split(" ")));
    }

    @Test void anOptionOfTheVerbHasThreeSpellings() {
        for (String words : List.of("a=1 split=all b", "a=1 --split=all b", "a=1 --split all b")) {
            Arguments arguments = of(words);
            assertThat(arguments.take("split")).isEqualTo("all");
            assertThat(arguments.take("split")).isNull();
            assertThat(arguments.rest()).containsExactly("a=1", "b");
        }
    }

    @Test void anOptionIsGivenOnceAndWithAValue() {
        assertThatThrownBy(() -> of("split=a --split b").take("split"))
                .hasMessage("option split is given twice");
        assertThatThrownBy(() -> of("x --split").take("split")).hasMessage("--split needs a value");
    }

    @Test void optionsAndFilesMayBeMixed() {
        Arguments arguments = of("1.png seed=3 2.png --data d --rate=2 ./c=3.png -- x=y --z");
        assertThat(arguments.options()).containsExactly("seed=3", "--data", "d", "--rate=2");
        assertThat(arguments.paths()).extracting(Path::toString)
                .containsExactly("1.png", "2.png", Path.of("./c=3.png").toString(), "x=y", "--z");
    }

    @Test void aNameComesFirst() {
        assertThat(of("lenet a=1").name("RUN")).isEqualTo("lenet");
        assertThat(of("runs/lenet=3/1").name("RUN")).isEqualTo("runs/lenet=3/1");
        assertThatThrownBy(() -> of("a=1 lenet").name("RUN"))
                .hasMessage("eval needs a RUN before a=1; write: gyrus eval RUN");
        assertThatThrownBy(() -> of("lenet more").end()).hasMessage("eval does not take \"lenet\"");
    }
}
