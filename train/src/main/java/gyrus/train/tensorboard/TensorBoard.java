package gyrus.train.tensorboard;

import gyrus.train.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/// Tells a run's events to TensorBoard: `tensorboard --logdir runs` shows all runs by their names.
///
/// A step's scalars have the tags `train/…`, an evaluation's metrics that of their split,
/// `validation/accuracy`.
public final class TensorBoard implements Consumer<Event>, AutoCloseable {

    private final Path folder;
    private final EventFile file;

    /// Writes a new event file into the run's folder.
    ///
    /// @param folder the run's folder, to which pictures' paths are relative
    /// @param step   the step after which the run goes on; 0 for a new run
    public TensorBoard(Path folder, long step) {
        this.folder = folder;
        file = EventFile.create(folder);
        if (step > 0) {
            file.resumed(step);
        }
    }

    @Override public synchronized void accept(Event event) {
        switch (event) {
            case Event.Started e -> file.text("options", 0, table(e.options()));
            case Event.Stepped e -> scalars("train/", e.step(), e.scalars());
            case Event.Evaluated e -> scalars(e.split() + "/", e.step(), e.metrics());
            case Event.Sampled e -> sample(e);
            case Event.Saved _, Event.Warned _, Event.Finished _ -> { }
        }
    }

    /// Closes the file.
    @Override public synchronized void close() {
        file.close();
    }

    private void scalars(String prefix, long step, Map<String, Double> figures) {
        figures.forEach((name, value) -> file.scalar(prefix + name, step, value));
    }

    private void sample(Event.Sampled event) {
        var path = folder.resolve(event.file());
        var name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        try {
            if (name.endsWith(".png")) {
                file.picture(event.name(), event.step(), Files.readAllBytes(path));
            } else if (name.endsWith(".txt") || name.endsWith(".md")) {
                file.text(event.name(), event.step(), Files.readString(path));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read sample " + path + ": " + e, e);
        }
    }

    private static String table(Map<String, Object> options) {
        var table = new StringBuilder("| option | value |\n| --- | --- |\n");
        options.forEach((name, value) ->
                table.append("| ").append(name).append(" | ").append(value).append(" |\n"));
        return table.toString();
    }
}
