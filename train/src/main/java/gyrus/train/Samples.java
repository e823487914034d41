package gyrus.train;

import gyrus.train.picture.Picture;
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

    /// Takes over copies.
    public Samples {
        pictures = List.copyOf(pictures);
        labels = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(labels));
        frames = List.copyOf(frames);
    }
}
