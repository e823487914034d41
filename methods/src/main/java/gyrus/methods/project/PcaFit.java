package gyrus.methods.project;

import gyrus.data.Batch;
import gyrus.tensor.Tensor;
import gyrus.train.Event;
import gyrus.train.Snapshot;
import gyrus.train.Update;
import java.util.Map;

/// Finds the principal components of all the data in one step.
public final class PcaFit implements Update<Pca, Batch> {

    @Override
    public Map<String, Tensor> step(Pca net, Batch batch, long step) {
        Pca found = Pca.fit(batch.inputs(), Math.toIntExact(net.components().size(0)));
        net.mean().assign(found.mean());
        net.components().assign(found.components());
        net.variance().assign(found.variance());
        net.share().assign(found.share());
        return Map.of(Event.LOSS, loss(net, batch.inputs()));
    }

    /// The mean squared distance of rows from what their components restore.
    public static Tensor loss(Pca net, Tensor rows) {
        Tensor flat = rows.reshape(rows.size(0), net.mean().size(0));
        return net.restore(net.apply(flat)).sub(flat).square().sum(1).mean();
    }

    @Override
    public double rate(long step) {
        return 0;
    }

    @Override
    public Snapshot state() {
        return Snapshot.EMPTY;
    }

    @Override
    public void restore(Snapshot state) {}
}
