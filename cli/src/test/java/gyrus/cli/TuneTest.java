package gyrus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gyrus.nn.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuneTest {

    private final Trained trained = Trained.once();

    @TempDir Path runs;

    private Answer ask(String... words) {
        return trained.askCopy(runs, words);
    }

    @Test void additionsAreKeptBesideTheWeights() {
        Answer answer = ask("tune", "lenet", "--lora", "rank=2", "epochs=1", "batch=500", "--json", "--quiet");
        assertThat(answer.status()).as(answer.err()).isZero();
        var json = answer.json();
        assertThat(json.propertyNames()).containsExactly("run", "bytes", "metrics", "seconds");
        Path file = runs.resolve("lora", "1", "best", "model.safetensors");
        assertThat(Safetensors.load(file)).containsKeys("fc1.weight", "fc1.lora_a", "conv2.lora_b");
        assertThat(ask("eval", "lora", "--json").json().get("metrics")).isEqualTo(json.get("metrics").get("after"));
        assertThat(ask("resume", "lora").status()).isZero();
    }

    @Test void mergedWeightsAreThoseOfTheRecipe() {
        Answer answer = ask("tune", "lenet", "--lora", "rank=2", "epochs=1", "batch=500", "--merge", "--json",
                "--quiet");
        assertThat(answer.status()).as(answer.err()).isZero();
        Path file = runs.resolve("lora", "1", "best", "model.safetensors");
        Path before = runs.resolve("lenet", "1", "best", "model.safetensors");
        assertThat(Safetensors.load(file).keySet()).isEqualTo(Safetensors.load(before).keySet());
        var metrics = answer.json().get("metrics").get("after");
        assertThat(ask("eval", "lora", "--json").json().get("metrics")).isEqualTo(metrics);
        ask("eval", "lenet", "weights=" + file, "augment=false", "seed=7", "--json").judgesAs(metrics);
    }

    /// Begun again, it would go by weights that were never trained.
    @Test void aRunCutBeforeItsFirstCheckpointNeedsTheOneBefore() throws IOException {
        for (String verb : new String[] {"tune lenet --lora rank=2 epochs=1 batch=500", "shrink lenet --prune 0.5 "
                + "--epochs 1 --batch 500", "shrink lenet --int8"}) {
            Answer made = ask((verb + " --quiet").split(" "));
            assertThat(made.status()).as(made.err()).isZero();
        }
        Path before = runs.resolve("lenet", "1");
        Files.move(before, before.resolveSibling("away"));
        for (String method : new String[] {"lora", "prune", "int8"}) {
            Path run = runs.resolve(method, "1");
            Files.move(run.resolve("events.jsonl"), run.resolve("events-away"));
            if (!method.equals("int8")) Files.move(run.resolve("last"), run.resolve("last-away"));
            else Files.move(run.resolve("best"), run.resolve("best-away"));
            Answer answer = resume(method);
            assertThat(answer.status()).isEqualTo(1);
            assertThat(answer.errors().getFirst()).isEqualTo("gyrus: run " + method + "/1 was cut before its first "
                    + "checkpoint, and the run that it began with has no weights any more: " + before
                    + "; put it back there, or begin anew with another run");
            if (method.equals("int8")) continue;
            Files.move(run.resolve("last-away"), run.resolve("last"));
            Answer resumed = resume(method); // its checkpoint is enough
            assertThat(resumed.status()).as(resumed.err()).isZero();
        }
    }

    private Answer resume(String method) {
        return Answer.of("resume", method, "--quiet", "--runs", runs.toString());
    }

    @Test void misuseIsExplained() throws IOException {
        assertThat(ask("tune", "lenet").errors().getFirst())
                .isEqualTo("gyrus: how is lenet to be tuned? write: gyrus tune lenet --lora");
        Answer none = ask("tune", "lenet", "--lora", "rank=0");
        assertThat(none.status()).isEqualTo(2);
        assertThat(none.errors().getFirst()).isEqualTo("gyrus: rank=0 must be 1 or more, such as 8");
        assertThat(ask("tune", "lenet", "--lora", "rank=500").errors().getFirst())
                .startsWith("gyrus: rank=500 finds nothing in Lenet to add to");
        assertThat(ask("tune", "nothing", "--lora").errors().getFirst()).startsWith("gyrus: no run \"nothing\"");
        Path weights = runs.resolve("lenet", "1");
        for (String place : new String[] {"best", "last"}) {
            Files.move(weights.resolve(place), weights.resolve(place + "-away"));
        }
        assertThat(ask("tune", "lenet", "--lora").errors().getFirst())
                .isEqualTo("gyrus: run lenet/1 has no weights yet; resume it first");
    }
}
