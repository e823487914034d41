package gyrus.train;

import gyrus.train.internal.WholeFile;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// How a net did on some data.
///
/// @param samples how many examples it saw
/// @param metrics figures by the names of [gyrus.train.metric.Measure]
/// @param drawings pictures that show more, not yet drawn
public record Evaluation(long samples, SequencedMap<String, Double> metrics, List<Drawing> drawings) {

    /// Takes over copies.
    public Evaluation {
        metrics = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(metrics));
        drawings = List.copyOf(drawings);
    }

    /// The figures alone.
    public static Evaluation of(long samples, Map<String, Double> metrics) {
        return new Evaluation(samples, new LinkedHashMap<>(metrics), List.of());
    }

    /// A picture that can be drawn into a file, or a text that can be written into one.
    ///
    /// @param name of it and, with its ending, of its file
    /// @param ending of the file, as `png`
    /// @param save draws it
    public record Drawing(String name, String ending, Consumer<Path> save) {

        /// A PNG.
        public Drawing(String name, Consumer<Path> save) {
            this(name, "png", save);
        }

        /// A text, written when it is asked for.
        public static Drawing text(String name, String ending, Supplier<String> text) {
            return new Drawing(name, ending, file -> WholeFile.write(file, text.get()));
        }

        /// The name of its file.
        public Path file() {
            return Path.of(name + "." + ending);
        }
    }
}
