package gyrus.train;

import gyrus.nn.Net;
import gyrus.tensor.Tensor;
import gyrus.train.picture.Picture;
import java.nio.file.Path;
import java.util.List;

/// A net whose answer to a picture can be traced back to the pixels: it gives what methods that explain need, a
/// function of the pixels that can be differentiated.
public interface Explainer extends Skill {

    /// The net, by whose parts a [gyrus.nn.Trace] names what it sees.
    Net net();

    /// The classes' names, in the order of their scores.
    List<String> labels();

    /// The picture of a file as the net takes it, (1, C, H, W).
    ///
    /// @throws IllegalArgumentException if the file is not of the kind that the net reads
    Tensor read(Path file);

    /// Such a picture as people see it.
    Picture show(Tensor input);

    /// What the net gives each class before these become probabilities: (B, C, H, W) → (B, classes).
    Tensor scores(Tensor inputs);
}
