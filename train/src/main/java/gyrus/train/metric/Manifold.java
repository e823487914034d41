package gyrus.train.metric;

import gyrus.tensor.DType;
import gyrus.tensor.Gradients;
import gyrus.tensor.Scope;
import gyrus.tensor.Tensor;

/// The region that a set of features covers: around each of them a ball that reaches to its k-th nearest neighbour.
///
/// Precision is the share of generated examples within the region of the real ones: how true they are. Recall is the
/// share of real examples within the region of the generated ones: how much of the variety is there.
///
/// Kynkäänniemi et al. 2019, Improved Precision and Recall Metric for Assessing Generative Models, §2.
///
/// @param features the middles of the balls, (N, D) float64
/// @param radii squares of their radii, (N) float64
public record Manifold(Tensor features, Tensor radii) {

    /// The paper's k.
    public static final int NEIGHBOURS = 3;

    /// Rows that are compared at once.
    private static final int ROWS = 512;

    /// The region of these features, (N, D).
    ///
    /// @param neighbours k; the features must be more than that
    public static Manifold of(Tensor features, int neighbours) {
        if (features.rank() != 2 || neighbours < 1 || features.size(0) <= neighbours) {
            throw new IllegalArgumentException("features %s with %d neighbours; a table (N, D) of more rows is needed"
                    .formatted(features.shape(), neighbours));
        }
        return Gradients.off(() -> {
            try (Scope scope = Scope.open()) {
                Tensor all = features.to(DType.FLOAT64);
                // The nearest is the point itself.
                Tensor radii = squares(all, all).topk(neighbours + 1L, 1, false).values().amax(false, 1);
                return scope.keep(new Manifold(all, radii));
            }
        });
    }

    /// The share of `others`, (M, D), that lie in this region, 0 to 1.
    public double share(Tensor others) {
        Frechet.check(features, others);
        long count = others.size(0);
        return Gradients.off(() -> {
            double inside = 0;
            for (long from = 0; from < count; from += ROWS) {
                try (Scope _ = Scope.open()) {
                    Tensor some = others.slice(0, from, Math.min(count, from + ROWS)).to(DType.FLOAT64);
                    inside += squares(some, features).le(radii).any(1).sum().item();
                }
            }
            return inside / count;
        });
    }

    /// Squares of the distances of all pairs: |a|² + |b|² − 2·a·b. (N, D), (M, D) → (N, M)
    private static Tensor squares(Tensor a, Tensor b) {
        Tensor lengths = a.square().sum(true, 1).add(b.square().sum(1));
        return lengths.sub(a.matmul(b.t()).mul(2)).clamp(0, null);
    }
}
