package gyrus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShrinkTest {

    private final Trained trained = Trained.once();

    @TempDir Path runs;

    private Answer ask(String... words) {
        return trained.askCopy(runs, words);
    }

    @Test void int8IsAQuarterOfTheFile() throws IOException {
        Answer answer = ask("shrink", "lenet", "--int8", "--json", "--quiet");
        assertThat(answer.status()).as(answer.err()).isZero();
        var json = answer.json();
        assertThat(json.propertyNames()).containsExactly("run", "bytes", "metrics", "seconds");
        assertThat(json.get("run").stringValue()).isEqualTo(runs.resolve("int8", "1").toString());
        Path file = runs.resolve("int8", "1", "best", "model.safetensors");
        assertThat(json.get("bytes").get("after").longValue()).isEqualTo(Files.size(file));
        assertThat(json.get("bytes").get("after").doubleValue() / json.get("bytes").get("before").doubleValue())
                .isLessThan(0.27);
        double before = json.get("metrics").get("before").get("accuracy").doubleValue();
        double after = json.get("metrics").get("after").get("accuracy").doubleValue();
        assertThat(after).isGreaterThan(before - 0.005);
        assertThat(json.get("seconds").get("before").doubleValue()).isPositive();
        assertThat(json.get("seconds").get("after").doubleValue()).isPositive();
        assertThat(runs.resolve("int8", "1", "comparison.json")).exists();

        assertThat(ask("eval", "int8", "--json").json().get("metrics")).isEqualTo(json.get("metrics").get("after"));
        Answer predicted = ask("predict", "int8", trained.seven().toString());
        assertThat(predicted.status()).as(predicted.err()).isZero();
        Answer inspected = ask("inspect", "int8", "--json");
        assertThat(inspected.status()).as(inspected.err()).isZero();
        assertThat(inspected.out()).contains("\"name\":\"fc1.weight\",\"dtype\":\"int8\"");
        assertThat(ask("resume", "int8").status()).isZero();
        Answer again = ask("shrink", "int8", "--int8");
        assertThat(again.status()).isEqualTo(2);
        assertThat(again.errors().getFirst()).contains("int8 already");
    }

    @Test void whatIsPrunedCanBeMadeIntegers() {
        Answer pruned = ask("shrink", "lenet", "--prune", "0.9", "epochs=1", "batch=500", "--json", "--quiet");
        assertThat(pruned.status()).as(pruned.err()).isZero();
        var bytes = pruned.json().get("bytes");
        assertThat(bytes.get("after").doubleValue() / bytes.get("before").doubleValue()).isLessThan(0.15);
        assertThat(ask("eval", "prune", "--json").json().get("metrics"))
                .isEqualTo(pruned.json().get("metrics").get("after"));
        Path file = runs.resolve("prune", "1", "best", "model.safetensors");
        ask("eval", "lenet", "weights=" + file, "augment=false", "seed=7", "--json")
                .judgesAs(pruned.json().get("metrics").get("after"));
        Answer both = ask("shrink", "prune", "--int8=dynamic", "--json", "--quiet");
        assertThat(both.status()).as(both.err()).isZero();
        assertThat(both.json().get("bytes").get("after").doubleValue() / bytes.get("after").doubleValue())
                .isLessThan(0.6);
    }

    @Test void misuseIsExplained() {
        assertThat(ask("shrink", "lenet").errors().getFirst()).isEqualTo("gyrus: how is lenet to be shrunk; "
                + "write: gyrus shrink lenet --int8, or: gyrus shrink lenet --prune 0.9");
        assertThat(ask("shrink", "lenet", "--int8", "--prune", "0.9").errors().getFirst())
                .startsWith("gyrus: one thing at a time");
        Answer most = ask("shrink", "lenet", "--prune", "1.5");
        assertThat(most.status()).isEqualTo(2);
        assertThat(most.errors().getFirst())
                .isEqualTo("gyrus: share=1.5 must be above 0 and below 1: 0.9 cuts nine in ten weights");
        assertThat(ask("shrink", "lenet", "--int8=best").errors().getFirst()).contains("weights", "dynamic");
        assertThat(ask("shrink", "lenet", "--prune", "0.9", "epocs=1").errors().getFirst()).contains("epochs");
        assertThat(runs.resolve("prune", "1")).as("no empty run is left").doesNotExist();
    }

    @Test void helpHasTheOptions() {
        assertThat(Answer.of("shrink", "--help").out()).contains("gyrus shrink RUN --int8", "share", "product");
    }
}
