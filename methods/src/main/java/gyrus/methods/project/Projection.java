package gyrus.methods.project;

import gyrus.data.Batch;
import gyrus.tensor.Tensor;
import gyrus.train.Embedder.Embedded;
import gyrus.train.OptionName;
import gyrus.train.Skill;
import gyrus.train.picture.Scatter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Examples in the plane, with the classes that they have.
///
/// @param method how they were laid out
/// @param points x and y of each in turn
/// @param labels the class of each; empty texts where there are none
/// @param knn share of the points whose nearest neighbour is of their class; NaN where there are no classes
public record Projection(Method method, float[] points, List<String> labels, double knn) {

    /// How examples are laid out.
    public enum Method {
        /// By [Tsne]: neighbours stay neighbours.
        TSNE("t-SNE"),
        /// By the first two components of [Pca]: large distances stay large.
        PCA("principal components");

        private final String title;

        Method(String title) {
            this.title = title;
        }

        /// The method of that name, in lower case.
        ///
        /// @throws IllegalArgumentException for any other name
        public static Method of(String name) {
            return Arrays.stream(values()).filter(method -> method.toString().equals(name)).findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(OptionName.unknown("method", name,
                            Arrays.stream(values()).map(Method::toString).toList())));
        }

        /// The name in lower case.
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Lays examples out.
    ///
    /// @param perplexity of t-SNE, a third of the other examples at most
    /// @param iterations of t-SNE
    /// @throws IllegalArgumentException for fewer than five examples, or of less than two numbers each
    public static Projection of(Embedded examples, Method method, double perplexity, long iterations) {
        int size = examples.size();
        if (size < 5 || examples.width() < 2) {
            throw new IllegalArgumentException("%d examples of %d numbers; a map needs 5 of 2 or more"
                    .formatted(size, examples.width()));
        }
        return Skill.use(() -> {
            Tensor rows = Tensor.of(examples.rows(), size, examples.width());
            Tensor classes = Tensor.of(examples.classes().length == size ? examples.classes() : new long[size]);
            Plane plane = switch (method) {
                case TSNE -> Tsne.map(new Batch(rows, classes),
                        Tsne.Settings.of(Math.min(perplexity, (size - 1) / 3.0), iterations));
                case PCA -> new Plane(Pca.fit(rows, 2).apply(rows), classes);
            };
            List<String> labels = IntStream.range(0, size).mapToObj(examples::label).toList();
            return new Projection(method, plane.points().toFloats(), labels,
                    examples.classes().length == size ? plane.knn(0, size) : Double.NaN);
        });
    }

    /// Draws the points.
    public void draw(String title, Path file) {
        Scatter.save(title, String.format(Locale.ROOT, "%,d examples by %s", labels.size(), method.title), points,
                labels, file);
    }

    /// Writes the points as a table: columns x, y and label, parted by tabs.
    ///
    /// @throws UncheckedIOException if it cannot be written
    public void write(Path file) {
        StringBuilder table = new StringBuilder("x\ty\tlabel\n");
        for (int i = 0; i < labels.size(); i++) {
            table.append(points[2 * i]).append('\t').append(points[2 * i + 1]).append('\t')
                    .append(labels.get(i).replaceAll("[\\t\\r\\n]", " ")).append('\n');
        }
        try {
            Files.writeString(file, table);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write %s: %s".formatted(file, e.getMessage()), e);
        }
    }
}
