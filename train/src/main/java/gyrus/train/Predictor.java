package gyrus.train;

import java.nio.file.Path;
import java.util.List;

/// A net that can be asked about files.
public interface Predictor extends Skill {

    /// What the net says of `file`: one prediction, or one a row for a table.
    ///
    /// @throws IllegalArgumentException if the file is not of the kind that the net reads
    List<Prediction> predict(Path file);
}
