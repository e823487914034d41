package gyrus.methods.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gyrus.methods.project.Projection.Method;
import gyrus.train.Embedder.Embedded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectionTest {

    private static Embedded rows(int n, long[] classes) {
        float[] rows = new float[3 * n];
        for (int i = 0; i < rows.length; i++) rows[i] = (float) Math.sin(i * i) + i / 3 % 2 * 9;
        return new Embedded(3, rows, classes, List.of("even", "odd"));
    }

    @Test
    void examplesBecomePointsWithLabels(@TempDir Path folder) throws IOException {
        long[] classes = new long[40];
        for (int i = 0; i < 40; i++) classes[i] = i % 2;
        for (Method method : Method.values()) {
            Projection found = Projection.of(rows(40, classes), method, 30, 200);
            assertThat(found.knn()).as(method.toString()).isGreaterThan(0.9);
            found.write(folder.resolve("t.tsv"));
            List<String> lines = Files.readAllLines(folder.resolve("t.tsv"));
            assertThat(lines).hasSize(41).startsWith("x\ty\tlabel");
            assertThat(lines.get(2)).matches("[-\\d.E]+\t[-\\d.E]+\todd");
            found.draw("title", folder.resolve("t.png"));
            assertThat(folder.resolve("t.png")).isNotEmptyFile();
        }
    }

    @Test
    void whereThereAreNoClassesThereIsNoFigure() {
        Projection found = Projection.of(rows(40, new long[0]), Method.PCA, 30, 10);
        assertThat(found.knn()).isNaN();
        assertThat(found.labels()).containsOnly("");
    }

    @Test
    void whatCannotBeLaidOutIsRefused() {
        assertThatThrownBy(() -> Method.of("tsn")).hasMessageContaining("did you mean tsne?");
        assertThatThrownBy(() -> Projection.of(rows(4, new long[0]), Method.PCA, 30, 10))
                .hasMessageContaining("4 examples of 3 numbers");
    }
}
