package gyrus.train;

import gyrus.nn.Safetensors;
import gyrus.train.checkpoint.Checkpoint;
import gyrus.train.checkpoint.Content;
import gyrus.train.internal.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// What a job must know to go on with a run, in the run's checkpoint `last`. A job that does not go by [Trainer] keeps
/// its state with it too, so that the log of the run is cut at the right step when the run goes on.
public final class SavedState {

    private static final String TENSORS = "state.safetensors";
    private static final String VALUES = "state.json";
    private static final String STEP = "step";

    private SavedState() {}

    /// Makes the checkpoint one of this state, reached after `step` steps, whole or not at all.
    public static void save(RunFolder folder, long step, Snapshot state) {
        Checkpoint.at(folder.last()).save(files(state.with(STEP, step)));
    }

    /// The state that a run saved last, if it ever did.
    public static Optional<Snapshot> load(RunFolder folder) {
        Checkpoint checkpoint = Checkpoint.at(folder.last());
        return checkpoint.exists() ? Optional.of(read(checkpoint.load())) : Optional.empty();
    }

    /// The files of a state that has its step among its values.
    static SequencedMap<String, Content> files(Snapshot state) {
        SequencedMap<String, Content> files = new LinkedHashMap<>();
        files.put(TENSORS, out -> Safetensors.write(Channels.newChannel(out), state.tensors(), Map.of()));
        files.put(VALUES, Content.of(Json.pretty(Json.plain(state.values()))));
        return files;
    }

    /// The state in a checkpoint.
    static Snapshot read(Checkpoint.Found found) {
        return new Snapshot(Safetensors.read(found.file(TENSORS)), values(found));
    }

    /// The step of a run's last checkpoint; 0 where there is none.
    static long step(RunFolder folder) {
        Checkpoint checkpoint = Checkpoint.at(folder.last());
        return checkpoint.exists() ? new Snapshot(new LinkedHashMap<>(), values(checkpoint.load())).whole(STEP) : 0;
    }

    private static SequencedMap<String, Object> values(Checkpoint.Found found) {
        try {
            return new LinkedHashMap<>(Json.plain(Json.parse(Files.readString(found.file(VALUES)))));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read %s: %s".formatted(found.folder(), e.getMessage()), e);
        }
    }
}
