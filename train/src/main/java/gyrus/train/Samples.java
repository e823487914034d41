package gyrus.train;

import gyrus.train.picture.Animation;
import gyrus.train.picture.Picture;
import gyrus.train.picture.PictureGrid;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Pictures that a net made.
///
/// @param pictures the pictures
/// @param labels how many are of each class, as a judge reads them; empty where nobody does
/// @param frames the making, from its beginning to the pictures, where it goes by steps; else empty
public record Samples(List<Picture> pictures, SequencedMap<String, Long> labels, List<List<Picture>> frames) {

    /// Pixels of a file along a side of a pixel.
    private static final int SCALE = 2;

    /// Colour between two pictures.
    private static final int GROUND = 0x404040;

    /// How long a frame is shown.
    private static final Duration DELAY = Duration.ofMillis(100);

    /// Frames for which the end is shown.
    private static final int REST = 15;

    /// Takes over copies.
    public Samples {
        pictures = List.copyOf(pictures);
        labels = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(labels));
        frames = List.copyOf(frames);
    }

    /// The pictures side by side, and their making as an animation where there are frames: `samples.png`,
    /// `making.gif`.
    public List<Evaluation.Drawing> drawings() {
        List<Evaluation.Drawing> drawings = new ArrayList<>();
        drawings.add(new Evaluation.Drawing("samples", this::saveGrid));
        if (!frames.isEmpty()) drawings.add(new Evaluation.Drawing("making", "gif", this::saveMaking));
        return drawings;
    }

    /// Writes the pictures side by side as PNG.
    public void saveGrid(Path file) {
        PictureGrid.of(pictures, columns(pictures.size()), 1, GROUND).enlarged(SCALE).save(file);
    }

    /// Writes the making as GIF. The end is shown for longer.
    ///
    /// @throws IllegalStateException if it was not seen
    public void saveMaking(Path file) {
        if (frames.isEmpty()) throw new IllegalStateException("the making of these pictures was not seen");
        List<Picture> moments = new ArrayList<>();
        for (List<Picture> frame : frames) moments.add(PictureGrid.of(frame, columns(frame.size()), 1, GROUND));
        for (int i = 0; i < REST; i++) moments.add(moments.getLast());
        new Animation(moments, DELAY, SCALE).save(file);
    }

    /// Ten for ten classes that take turns; else about as many as there are rows.
    private int columns(int count) {
        int square = (int) Math.ceil(Math.sqrt(count));
        return labels.isEmpty() || count < labels.size() ? square : Math.max(square, labels.size());
    }
}
