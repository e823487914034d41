package gyrus.methods.meta;

import gyrus.data.Episode;
import gyrus.nn.Layer;
import gyrus.tensor.Tensor;
import java.util.List;

/// Classes are known by the mean of their examples in a space that a net makes.
///
/// `cₙ = 1/K · Σₖ f(xₙₖ)`, and a query is of class n with probability `softmaxₙ(−‖f(x) − cₙ‖²)`. Nothing is learned of
/// a new task but its means. Snell et al. 2017, Prototypical Networks for Few-shot Learning, §2.3.
public final class Prototypes {

    private Prototypes() {}

    /// The logits of an episode's queries, `−‖f(x) − cₙ‖²`: (T, N·Q, N), all queries of a class in a row.
    ///
    /// @param embed f, (B, …) → (B, D)
    public static Tensor logits(Layer embed, Episode episode) {
        int tasks = episode.tasks();
        int ways = episode.ways();
        int shots = episode.shots();
        int queries = episode.queries();
        Tensor all = Tensor.cat(List.of(episode.support(), episode.query()), 2); // (T, N, K + Q, …)
        Tensor points = embed.apply(all.flatten(0, 2)).unflatten(0, tasks, ways, shots + queries); // (T, N, K + Q, D)
        Tensor prototypes = points.slice(2, 0, shots).mean(2); // (T, N, D)
        Tensor asked = points.slice(2, shots, shots + queries).flatten(1, 2); // (T, N·Q, D)
        return distances(asked, prototypes).neg();
    }

    /// Squared Euclidean distances of all pairs, `‖a‖² − 2·a·b + ‖b‖²`. (T, A, D), (T, B, D) → (T, A, B)
    static Tensor distances(Tensor a, Tensor b) {
        Tensor lengths = a.square().sum(true, -1).add(b.square().sum(true, -1).transpose(1, 2));
        return lengths.sub(a.matmul(b.transpose(1, 2)).mul(2));
    }
}
