package gyrus.data;

import gyrus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Small tasks side by side, each with classes of its own: from K examples of each of N classes, tell the classes of
/// Q others. Vinyals et al. 2016, Matching Networks for One Shot Learning, §4.
///
/// Classes are numbered within their task by their place along the second dimension, so there are no targets to carry.
///
/// @param support what is learned from, (T, N, K, …)
/// @param query what is asked about, (T, N, Q, …)
public record Episode(Tensor support, Tensor query) {

    /// Checks that both are of the same tasks and classes.
    public Episode {
        if (support.rank() < 4 || support.rank() != query.rank() || support.size(0) != query.size(0)
                || support.size(1) != query.size(1)) {
            throw new IllegalArgumentException("support %s and query %s: both are (tasks, ways, examples, …)"
                    .formatted(support.shape(), query.shape()));
        }
    }

    /// T, how many tasks there are.
    public int tasks() {
        return Math.toIntExact(support.size(0));
    }

    /// N, classes in a task.
    public int ways() {
        return Math.toIntExact(support.size(1));
    }

    /// K, examples of a class to learn from.
    public int shots() {
        return Math.toIntExact(support.size(2));
    }

    /// Q, examples of a class that are asked about.
    public int queries() {
        return Math.toIntExact(query.size(2));
    }

    /// The classes of the examples of one task, all of a class in a row: N times `each`, int64.
    public Tensor targets(int each) {
        return Tensor.arange(ways()).repeatInterleave(each, 0);
    }

    /// The tasks from `from` to `to` − 1: views.
    public Episode tasks(int from, int to) {
        return new Episode(support.slice(0, from, to), query.slice(0, from, to));
    }

    /// The tasks one by one.
    public List<Episode> each() {
        List<Episode> each = new ArrayList<>();
        for (int i = 0; i < tasks(); i++) each.add(tasks(i, i + 1));
        return each;
    }
}
