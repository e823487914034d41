package gyrus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class GenerateTest {

    @TempDir
    static Path runs;

    @BeforeAll
    static void train() {
        Answer answer = Answer.of("train", "gpt", "epochs=1", "batch=128", "context=32", "width=16", "depth=1",
                "heads=2", "--quiet", "--runs", runs.toString());
        assertThat(answer.status()).as(answer.err()).isZero();
    }

    private static Answer ask(String... words) {
        String[] all = Arrays.copyOf(words, words.length + 2);
        all[words.length] = "--runs";
        all[words.length + 1] = runs.toString();
        return Answer.of(all);
    }

    @Test void jsonHasTextTokensAndSeconds() {
        Answer answer = ask("generate", "gpt", "prompt=Anna", "tokens=50", "--json");
        assertThat(answer.status()).as(answer.err()).isZero();
        JsonNode json = answer.json();
        assertThat(json.propertyNames()).containsExactly("text", "tokens", "seconds");
        assertThat(json.get("text").stringValue()).hasSize(50);
        assertThat(json.get("tokens").intValue()).isEqualTo(50);
        assertThat(json.get("seconds").doubleValue()).isPositive();
        String same = ask("generate", "gpt/1", "--prompt", "Anna", "--tokens", "50", "--json").json().get("text")
                .stringValue();
        assertThat(same).isEqualTo(json.get("text").stringValue());
        assertThat(ask("generate", "gpt", "prompt=Anna", "tokens=50", "seed=2", "--json").json().get("text")
                .stringValue()).isNotEqualTo(same);
    }

    @Test void peopleReadThePromptAndWhatFollows() {
        Answer answer = ask("generate", "gpt", "prompt=Anna", "tokens=20", "temperature=0");
        assertThat(answer.status()).as(answer.err()).isZero();
        assertThat(answer.out()).startsWith("Anna").hasSize(4 + 20 + 1).endsWith("\n");
        assertThat(answer.err()).contains("20 tokens in");
    }

    @Test void alternativesSayWhatElseATokenCouldHaveBeen() {
        JsonNode json = ask("generate", "gpt", "tokens=3", "--alternatives", "--json").json();
        assertThat(json.get("alternatives").size()).isEqualTo(3);
        JsonNode first = json.get("alternatives").get(0);
        assertThat(first.propertyNames()).containsExactly("token", "probability", "others");
        assertThat(first.get("others").size()).isEqualTo(5);
        JsonNode all = ask("generate", "gpt", "tokens=1", "alternatives=1000", "--json").json().get("alternatives")
                .get(0).get("others");
        assertThat(all.values().stream().mapToDouble(one -> one.get("probability").doubleValue()).sum())
                .isCloseTo(1, within(1e-6));
        Answer people = ask("generate", "gpt", "tokens=3", "alternatives=2");
        assertThat(people.out()).containsPattern("\".{1,2}\" +\\d+\\.\\d\\d%  +\".{1,2}\" \\d");
    }

    @Test void aStopEndsTheText() {
        String text = ask("generate", "gpt", "tokens=60", "--json").json().get("text").stringValue();
        String stop = text.substring(20, 22);
        JsonNode json = ask("generate", "gpt", "tokens=60", "stop=" + stop.replace("\n", "\\n"), "--json").json();
        assertThat(json.get("text").stringValue()).isEqualTo(text.substring(0, text.indexOf(stop)));
    }

    @Test void whatMakesNoSenseIsExplained() {
        wrong(2, "temperature=3.0 must be 0, always the likeliest, to 2", "temperature=3");
        wrong(2, "top-p=0.0", "top-p=0");
        wrong(2, "option tokens is \"many\"", "tokens=many");
        wrong(2, "did you mean temperature", "temprature=1");
        wrong(1, "character 'é' (U+00E9) is none of the", "prompt=café");
        wrong(1, "the prompt is 40 tokens, and the net sees 32 at most", "prompt=" + "a".repeat(40));
        Answer lenet = Trained.once().ask("generate", "lenet");
        assertThat(lenet.status()).isEqualTo(2);
        assertThat(lenet.errors().getFirst()).contains("what lenet makes cannot write");
    }

    private static void wrong(int status, String why, String option) {
        Answer answer = ask("generate", "gpt", option, "--json");
        assertThat(answer.status()).as(option).isEqualTo(status);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.errors().getFirst()).startsWith("gyrus: ").contains(why);
    }
}
