package gyrus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectTest {

    private final Trained trained = Trained.once();

    @Test void aLayerOfATrainedNet() throws IOException {
        Answer answer = trained.ask("project", "lenet", "count=300", "iterations=250", "--json");
        assertThat(answer.status()).as(answer.err()).isZero();
        var json = answer.json();
        assertThat(json.propertyNames()).containsExactly("table", "picture", "metrics");
        assertThat(json.get("metrics").get("knn").doubleValue()).isGreaterThan(0.7);
        Path table = Path.of(json.get("table").stringValue());
        assertThat(table).hasParent(trained.run("lenet"));
        assertThat(Files.readAllLines(table)).hasSize(301).startsWith("x\ty\tlabel");
        assertThat(Path.of(json.get("picture").stringValue())).isNotEmptyFile();
    }

    @Test void theDataOfARecipeThatHasNoRun(@TempDir Path runs) {
        Answer answer = Answer.of("project", "mlp", "method=pca", "count=200", "--runs", runs.toString());
        assertThat(answer.status()).as(answer.err()).isZero();
        assertThat(answer.lines().getFirst()).isEqualTo("mlp, input: 200 examples in the plane");
        assertThat(runs.resolve("mlp", "input-pca.tsv")).isNotEmptyFile();
        assertThat(runs.resolve("mlp", "input-pca.png")).isNotEmptyFile();
    }

    @Test void whatIsNotThereIsNamed() {
        Answer layer = trained.ask("project", "lenet", "layer=fc9");
        assertThat(layer.status()).isEqualTo(2);
        assertThat(layer.errors().getFirst()).startsWith("gyrus: unknown layer \"fc9\"; did you mean fc");
        assertThat(trained.ask("project", "lenet", "method=umap").status()).isEqualTo(2);
        assertThat(trained.ask("project", "lenet", "count=many").errors().getFirst())
                .isEqualTo("gyrus: count=many is no number; 2000 is usual");
    }
}
