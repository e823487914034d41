package gyrus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainTest {

    @TempDir Path runs;

    @Test void jsonHasTheFieldsOfTheContract() {
        Trained trained = Trained.once();
        var json = trained.lenet().json();
        assertThat(json.propertyNames()).containsExactly("run", "recipe", "seed", "seconds", "metrics");
        assertThat(json.get("run").stringValue()).isEqualTo(trained.run("lenet").toString());
        assertThat(json.get("recipe").stringValue()).isEqualTo("lenet");
        assertThat(json.get("seed").longValue()).isEqualTo(7);
        assertThat(json.get("seconds").doubleValue()).isPositive();
        assertThat(json.get("metrics").get("accuracy").doubleValue()).isBetween(0.5, 1.0);
        assertThat(trained.lenet().err()).contains("lenet/1", "100%");
    }

    @Test void theRunFolderHoldsWhatTheContractSays() {
        Path run = Trained.once().run("lenet");
        for (String file : new String[] {"options.json", "events.jsonl", "best/model.safetensors",
            "last/model.safetensors", "curves.png", "confusion.png"}) {
            assertThat(run.resolve(file)).isRegularFile();
        }
    }

    @Test void theResultEndsWithTheRunFolder() {
        Answer answer = Answer.of("--runs", runs.toString(), "train", "insurance", "--epochs=1", "--quiet");
        assertThat(answer.status()).as(answer.err()).isZero();
        assertThat(answer.err()).isEmpty();
        assertThat(answer.lines()).anyMatch(line -> line.startsWith("r2"));
        assertThat(answer.lines().getLast()).isEqualTo(runs.resolve("insurance", "1").toString());
    }

    @Test void aDryRunTellsTheOptionsAndTheNetAndLeavesNothing() {
        Answer answer = Answer.of("train", "mlp", "seed=5", "--dry-run", "--json", "--runs", runs.toString());
        assertThat(answer.status()).as(answer.err()).isZero();
        var json = answer.json();
        assertThat(json.get("options").get("seed").longValue()).isEqualTo(5);
        assertThat(json.get("parameters").longValue()).isEqualTo(13_002);
        assertThat(runs).isEmptyDirectory();
        assertThat(Answer.of("train", "mlp", "--dry-run").out())
                .contains("13,002 parameters", "layers.0.weight");
    }

    @Test void missingDataIsAFailureInOneLine() {
        String data = "data=" + runs.resolve("nowhere");
        Answer answer = Answer.of("train", "mlp", data, "--runs", runs.toString());
        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.errors()).hasSizeBetween(1, 2);
        assertThat(answer.errors().getFirst()).startsWith("gyrus: ").contains("nowhere");
    }

    @Test void runsThatCannotBeWrittenAreAFailure() throws Exception {
        Path file = Files.createFile(runs.resolve("file"));
        Answer answer = Answer.of("train", "insurance", "epochs=1", "--runs", file.toString());
        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.errors().getFirst()).startsWith("gyrus: ").contains(file.toString());
    }
}
