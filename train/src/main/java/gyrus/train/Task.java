package gyrus.train;

import gyrus.nn.Net;
import java.util.List;

/// How a net is judged on data, and what it can be asked for.
///
/// @param <N> the net
/// @param <B> a batch
public interface Task<N extends Net, B> {

    /// Begins to judge `net`. It is shown batch after batch, in evaluation mode, with nothing recorded.
    Judge<B> judge(N net);

    /// What `net` can be asked for.
    default List<Skill> skills(N net) {
        return List.of();
    }
}
