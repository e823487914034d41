package gyrus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PredictTest {

    private final Trained trained = Trained.once();
    private final String seven = trained.seven().toString();

    @Test void jsonIsAnArrayInTheOrderOfTheFiles() throws IOException {
        Path other = Files.copy(Path.of(seven), trained.runs().resolve("again.png"),
                StandardCopyOption.REPLACE_EXISTING);
        Answer answer = trained.ask("predict", "lenet", "--json", other.toString(), seven);
        assertThat(answer.status()).as(answer.err()).isZero();
        JsonNode json = answer.json();
        assertThat(json.size()).isEqualTo(2);
        assertThat(json.get(0).propertyNames()).containsExactly("input", "label", "probabilities");
        assertThat(json.get(0).get("input").stringValue()).isEqualTo(other.toString());
        assertThat(json.get(1).get("input").stringValue()).isEqualTo(seven);
        JsonNode probabilities = json.get(1).get("probabilities");
        assertThat(probabilities.propertyNames())
                .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        assertThat(probabilities.values().stream().mapToDouble(JsonNode::doubleValue).sum())
                .isCloseTo(1, within(1e-5));
        double best = probabilities.values().stream().mapToDouble(JsonNode::doubleValue).max().orElseThrow();
        assertThat(probabilities.get(json.get(1).get("label").stringValue()).doubleValue()).isEqualTo(best);
    }

    @Test void peopleGetALineAFile() {
        assertThat(trained.ask("predict", "lenet", seven).lines()).hasSize(1)
                .first().asString().matches("\\Q" + seven + "\\E  \\d  \\d+\\.\\d\\d%");
    }

    @Test void weightsMayComeFromAFile() {
        String file = trained.run("lenet").resolve("best", "model.safetensors").toString();
        assertThat(trained.ask("predict", "lenet", "--weights", file, seven).out())
                .isEqualTo(trained.ask("predict", "lenet", seven).out());
    }

    @Test void filesThatCannotBeReadAreNamed() throws IOException {
        Path text = Files.writeString(trained.runs().resolve("no.png"), "no picture");
        for (String file : new String[] {"none.png", trained.runs().toString(), text.toString()}) {
            Answer answer = trained.ask("predict", "lenet", seven, file, "--json");
            assertThat(answer.status()).isEqualTo(1);
            assertThat(answer.out()).isEmpty();
            assertThat(answer.errors().getFirst()).startsWith("gyrus: ").contains(file);
        }
    }

    @Test void aNumberHasNoProbabilities() throws IOException {
        Path table = Files.writeString(trained.runs().resolve("people.csv"), """
                age,sex,bmi,children,smoker,region
                19,female,27.9,0,yes,southwest
                33,male,22.7,0,no,northwest
                """);
        Answer answer = trained.ask("predict", "insurance", table.toString(), "--json");
        assertThat(answer.status()).as(answer.err()).isZero();
        JsonNode json = answer.json();
        assertThat(json.size()).isEqualTo(2);
        assertThat(json.get(1).get("input").stringValue()).isEqualTo(table + "#2");
        assertThat(Double.parseDouble(json.get(0).get("label").stringValue())).isFinite();
        assertThat(json.get(0).get("probabilities").isEmpty()).isTrue();
    }
}
