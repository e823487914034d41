package gyrus.train;

import gyrus.nn.Net;
import java.nio.file.Path;
import java.util.List;

/// How a net is judged on data and asked about files.
///
/// @param <N> the net
/// @param <B> a batch
public interface Task<N extends Net, B> {

    /// Begins to judge `net`. It is shown batch after batch, in evaluation mode, with nothing recorded.
    Judge<B> judge(N net);

    /// What `net` says of `file`.
    ///
    /// @throws IllegalArgumentException if the file is not of the kind that the net reads
    List<Prediction> predict(N net, Path file);
}
