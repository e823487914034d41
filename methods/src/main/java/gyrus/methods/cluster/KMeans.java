package gyrus.methods.cluster;

import gyrus.nn.Buffer;
import gyrus.nn.Net;
import gyrus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Groups by their middles: a row belongs to the group whose centroid is nearest.
///
/// @param centroids the middles, (K, D)
public record KMeans(@Buffer Tensor centroids) implements Net {

    /// Distances that are held at a time.
    private static final long HELD = 1 << 24;

    /// One that knows of no data yet.
    public static KMeans of(int groups, long width) {
        if (groups < 1 || width < 1) {
            throw new IllegalArgumentException("%d groups of rows %d wide; both must be 1 or more"
                    .formatted(groups, width));
        }
        return new KMeans(Tensor.zeros(groups, width));
    }

    /// The group of each row and the squared distance to its centroid.
    ///
    /// @param groups numbers of the groups, (N) int64
    /// @param squares squared distances, (N)
    public record Nearest(Tensor groups, Tensor squares) {}

    /// The nearest centroid of every row; of several, the first. (N, …) → (N), (N)
    public Nearest nearest(Tensor rows) {
        long n = rows.size(0);
        Tensor flat = rows.reshape(n, centroids.size(1));
        List<Tensor> groups = new ArrayList<>();
        List<Tensor> squares = new ArrayList<>();
        for (Tensor block : flat.split(Math.clamp(HELD / centroids.size(0), 1, Math.max(1, n)), 0)) {
            Tensor group = order(block).argmin(1);
            groups.add(group);
            squares.add(block.sub(centroids.indexSelect(0, group)).square().sum(1));
        }
        return new Nearest(Tensor.cat(groups, 0), Tensor.cat(squares, 0));
    }

    /// Squared distances without what is the same for a whole row: `‖c‖² − 2 x·c`. (N, D) → (N, K)
    private Tensor order(Tensor rows) {
        return centroids.square().sum(1).add(rows.matmul(centroids.t()), -2);
    }
}
