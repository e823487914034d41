package gyrus.methods.cluster;

import gyrus.data.Batch;
import gyrus.tensor.DType;
import gyrus.tensor.Scope;
import gyrus.tensor.Tensor;
import gyrus.train.Event;
import gyrus.train.Snapshot;
import gyrus.train.Update;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Lloyd's iteration: every row joins the group whose centroid is nearest, then every centroid moves to the mean of its
/// group; nothing is left to do when no row changes its group. `Σᵢ minₖ ‖xᵢ − cₖ‖²` never rises. Lloyd 1982, Least
/// squares quantization in PCM.
///
/// A group that has lost all its rows begins anew with the row that is farthest from its centroid.
public final class Lloyd implements Update<KMeans, Batch> {

    private final boolean started;
    private @Nullable Tensor before;
    private boolean settled;

    private Lloyd(boolean started) {
        this.started = started;
    }

    /// From centroids that [PlusPlus] draws.
    public static Lloyd drawn() {
        return new Lloyd(false);
    }

    /// From the centroids that the net has.
    public static Lloyd given() {
        return new Lloyd(true);
    }

    @Override
    public Map<String, Tensor> step(KMeans net, Batch batch, long step) {
        Tensor rows = batch.inputs().reshape(batch.size(), net.centroids().size(1));
        if (step == 0) {
            if (batch.size() < net.centroids().size(0)) {
                throw new IllegalArgumentException("%d rows for %d groups; ask for fewer groups"
                        .formatted(batch.size(), net.centroids().size(0)));
            }
            if (!started) net.centroids().assign(PlusPlus.draw(rows, Math.toIntExact(net.centroids().size(0))));
        }
        KMeans.Nearest nearest = net.nearest(rows);
        Tensor last = before;
        settled = last != null && last.same(nearest.groups());
        if (!settled) net.centroids().assign(means(rows, nearest, net.centroids()));
        before = Scope.outside(() -> nearest.groups().copy());
        return Map.of(Event.LOSS, nearest.squares().mean());
    }

    /// The means of the groups: their sums as a product of matrices, (K, N) × (N, D), divided by their sizes.
    private static Tensor means(Tensor rows, KMeans.Nearest nearest, Tensor centroids) {
        long k = centroids.size(0);
        Tensor sums = nearest.groups().oneHot(k).to(rows.dtype()).t().matmul(rows);
        Tensor sizes = nearest.groups().bincount(k).to(rows.dtype());
        double[] counts = sizes.toDoubles();
        long empty = java.util.Arrays.stream(counts).filter(count -> count == 0).count();
        if (empty > 0) refill(rows, nearest, sums, sizes, counts, empty);
        return sums.div(sizes.unsqueeze(1));
    }

    /// Gives each group without rows the row that is farthest from its centroid, and takes it from its old group.
    private static void refill(Tensor rows, KMeans.Nearest nearest, Tensor sums, Tensor sizes, double[] counts,
            long empty) {
        long[] farthest = nearest.squares().argsort(0, true).narrow(0, 0, Math.min(4 * empty, rows.size(0))).toLongs();
        int next = 0;
        for (int group = 0; group < counts.length; group++) {
            if (counts[group] > 0) continue;
            while (next < farthest.length && counts[old(nearest, farthest[next])] <= 1) next++;
            if (next == farthest.length) throw new IllegalStateException("no row is left for group " + group);
            long row = farthest[next++];
            int old = old(nearest, row);
            Tensor moved = rows.select(0, row);
            sums.select(0, old).subAssign(moved);
            sums.select(0, group).assign(moved);
            sizes.select(0, old).addAssign(-1);
            sizes.select(0, group).fill(1);
            counts[old]--;
            counts[group] = 1;
        }
    }

    private static int old(KMeans.Nearest nearest, long row) {
        return (int) nearest.groups().get(row).itemLong();
    }

    @Override
    public boolean done() {
        return settled;
    }

    @Override
    public double rate(long step) {
        return 0;
    }

    @Override
    public Snapshot state() {
        Tensor last = before;
        Snapshot state = Snapshot.EMPTY.with("settled", settled);
        return last == null ? state : state.with("groups", last);
    }

    @Override
    public void restore(Snapshot state) {
        settled = Boolean.TRUE.equals(state.values().get("settled"));
        Tensor last = state.tensors().get("groups");
        before = last == null ? null : Scope.outside(() -> last.to(DType.INT64).copy());
    }
}
