package gyrus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class PlayTest {

    @TempDir
    static Path runs;

    @BeforeAll
    static void train() {
        Answer answer = Answer.of("train", "ppo", "steps=512", "passes=2", "hidden=16", "--json", "--runs",
                runs.toString());
        assertThat(answer.status()).as(answer.err()).isZero();
        assertThat(answer.json().get("metrics").propertyNames()).containsExactly("return");
    }

    private static Answer play(String... words) {
        String[] all = new String[words.length + 4];
        System.arraycopy(new String[] {"play", "ppo", "--runs", runs.toString()}, 0, all, 0, 4);
        System.arraycopy(words, 0, all, 4, words.length);
        return Answer.of(all);
    }

    @Test
    void jsonHasTheReturns() {
        JsonNode json = play("episodes=5", "frames=0", "--json").json();
        assertThat(json.propertyNames()).containsExactly("episodes", "return");
        assertThat(json.get("episodes").intValue()).isEqualTo(5);
        JsonNode returns = json.get("return");
        assertThat(returns.propertyNames()).containsExactly("mean", "min", "max");
        assertThat(returns.get("min").doubleValue()).isBetween(5.0, returns.get("mean").doubleValue());
        assertThat(returns.get("max").doubleValue()).isBetween(returns.get("mean").doubleValue(), 500.0);
        assertThat(play("episodes=5", "frames=0", "--json").json()).as("again").isEqualTo(json);
        assertThat(play("episodes=5", "seed=2", "frames=0", "--json").json()).as("otherwise begun").isNotEqualTo(json);
    }

    @Test
    void peopleSeeTheReturnsAndAnAnimation() throws IOException {
        Answer answer = play("episodes=3", "frames=12");
        assertThat(answer.status()).as(answer.err()).isZero();
        assertThat(answer.lines()).hasSize(4);
        assertThat(answer.lines().getFirst()).matches("episode 1 {2}\\d+\\.00");
        assertThat(answer.lines().getLast()).matches("mean \\S+ {2}min \\S+ {2}max \\S+");
        Path file = runs.resolve("ppo", "1", "play.gif");
        assertThat(Files.readAllBytes(file)).startsWith('G', 'I', 'F', '8', '9', 'a');
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThat(play("episodes=0").err()).contains("episodes=0", "1 to");
        assertThat(play("seed=x").err()).contains("seed=x");
        assertThat(Trained.once().ask("play", "lenet").err()).contains("lenet", "play");
    }
}
