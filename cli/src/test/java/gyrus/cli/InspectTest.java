package gyrus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectTest {

    @TempDir Path empty;

    @Test void aRecipe() {
        Answer answer = Answer.of("inspect", "mlp", "--json", "--runs", empty.toString());
        assertThat(answer.status()).as(answer.err()).isZero();
        var json = answer.json();
        assertThat(json.propertyNames()).containsExactly("parameters", "tensors");
        assertThat(json.get("parameters").longValue()).isEqualTo(13_002);
        var first = json.get("tensors").get(0);
        assertThat(first.propertyNames()).containsExactly("name", "dtype", "shape", "bytes");
        assertThat(first.toString()).isEqualTo(
                "{\"name\":\"layers.0.weight\",\"dtype\":\"float32\",\"shape\":[16,784],\"bytes\":50176}");
    }

    @Test void aRunAndItsFileAgree() {
        Trained trained = Trained.once();
        String file = trained.run("lenet").resolve("best", "model.safetensors").toString();
        var run = trained.ask("inspect", "lenet", "--json").json();
        assertThat(run.get("parameters").longValue()).isEqualTo(61_706);
        var inFile = Answer.of("inspect", file, "--json").json();
        assertThat(inFile.get("parameters")).isEqualTo(run.get("parameters"));
        assertThat(inFile.get("tensors").values())
                .containsExactlyInAnyOrderElementsOf(run.get("tensors").values());
    }

    @Test void optionsChangeTheNet() {
        long wide = Answer.of("inspect", "insurance", "width=96", "--json", "--runs", empty.toString()).json()
                .get("parameters").longValue();
        long usual = Answer.of("inspect", "insurance", "--json", "--runs", empty.toString()).json()
                .get("parameters").longValue();
        assertThat(wide).isGreaterThan(usual);
    }

    @Test void peopleGetATable() {
        assertThat(Answer.of("inspect", "mlp", "--runs", empty.toString()).out())
                .contains("layers.2.bias    float32  (10,)")
                .contains("13,002 parameters, 6 tensors, 51 KiB");
    }

    @Test void whatIsNoNetIsNamed() throws IOException {
        Path torn = Files.writeString(empty.resolve("torn.safetensors"), "abc");
        assertThat(Answer.of("inspect", torn.toString())).satisfies(answer -> {
            assertThat(answer.status()).isEqualTo(1);
            assertThat(answer.errors().getFirst()).startsWith("gyrus: ").contains(torn.toString());
        });
        assertThat(Answer.of("inspect", "none.safetensors")).satisfies(answer -> {
            assertThat(answer.status()).isEqualTo(1);
            assertThat(answer.errors().getFirst()).contains("there is no file none.safetensors");
        });
        assertThat(Answer.of("inspect", "lenett", "--runs", empty.toString()).status()).isEqualTo(2);
    }
}
