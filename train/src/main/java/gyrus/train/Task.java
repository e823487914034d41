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

    /// Begins to judge `net` on a part of the data. What is too dear to be asked after every epoch, such as of pictures
    /// that must be made first, is for the end: it may be asked on [Split#TEST] alone.
    default Judge<B> judge(N net, Split split) {
        return judge(net);
    }

    /// What `net` can be asked for.
    default List<Skill> skills(N net) {
        return List.of();
    }
}
