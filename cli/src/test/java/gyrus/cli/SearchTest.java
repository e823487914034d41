package gyrus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchTest {

    @TempDir Path runs;

    @Test void jsonHasTheFieldsOfTheContract() {
        Answer answer = Answer.of("search", "insurance", "trials=3", "epochs=1", "batch=32,200", "--json", "--runs",
                runs.toString());
        assertThat(answer.status()).as(answer.err()).isZero();
        var json = answer.json();
        assertThat(json.propertyNames()).containsExactly("run", "recipe", "seed", "seconds", "best", "metrics",
                "trials");
        assertThat(json.get("best").get("epochs").longValue()).isEqualTo(1);
        assertThat(json.get("trials").size()).isEqualTo(3);
        assertThat(json.get("trials").get(0).get("options").get("batch").stringValue()).isEqualTo("32");
        assertThat(json.get("metrics").get("r2").isNumber()).isTrue();
        Path run = runs.resolve("search", "1");
        assertThat(json.get("run").stringValue()).isEqualTo(run.toString());
        for (String file : new String[] {"trials.tsv", "search.png", "events.jsonl", "best/model.safetensors",
            "trials/2/events.jsonl"}) {
            assertThat(run.resolve(file)).isRegularFile();
        }
        Answer eval = Answer.of("eval", "search", "--json", "--runs", runs.toString());
        assertThat(eval.status()).as(eval.err()).isZero();
        assertThat(eval.json().get("metrics").get("r2").doubleValue())
                .isEqualTo(json.get("metrics").get("r2").doubleValue());
        Answer again = Answer.of("resume", "search", "--json", "--runs", runs.toString());
        assertThat(again.err()).contains("finished already");
        assertThat(again.json().get("metrics")).isEqualTo(json.get("metrics"));
    }

    @Test void whatMakesNoSenseIsAMisuse() {
        assertThat(Answer.of("search", "insurance", "rte=1..2").status()).isEqualTo(2);
        assertThat(Answer.of("search", "insurance", "trials=0").status()).isEqualTo(2);
        assertThat(Answer.of("search", "insurance", "method=luck").err()).contains("tpe, random");
        assertThat(Answer.of("search", "search").status()).isEqualTo(2);
        assertThat(Answer.of("search").status()).isEqualTo(2);
    }
}
