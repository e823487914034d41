package gyrus.train;

import gyrus.data.Loader;
import gyrus.data.Share;
import gyrus.nn.Net;
import org.jspecify.annotations.Nullable;

/// The batches of a loader, epoch after epoch. It has no state: which batch a step has is a function of the step.
final class Dealt<N extends Net, B> implements Source<N, B> {

    private final Loader<B> loader;
    private Loader.@Nullable Epoch<B> open;
    private long next = -1;

    Dealt(Loader<B> loader) {
        if (loader.batches() == 0) throw new IllegalArgumentException("there is no data to train on");
        this.loader = loader;
    }

    @Override
    public long epoch() {
        return loader.batches();
    }

    @Override
    public B next(N net, long step) {
        Loader.Epoch<B> batches = open;
        if (batches == null || step != next || !batches.hasNext()) {
            close();
            open = batches = loader.epoch(Math.toIntExact(step / loader.batches()),
                    Math.toIntExact(step % loader.batches()));
        }
        next = step + 1;
        return batches.next();
    }

    @Override
    public Source<N, B> share(Share share) {
        return new Dealt<>(loader.share(share));
    }

    @Override
    public double weight(long step) {
        return loader.weight(Math.toIntExact(step % loader.batches()));
    }

    @Override
    public Snapshot state() {
        return Snapshot.EMPTY;
    }

    @Override
    public void restore(Snapshot state) {}

    @Override
    public void close() {
        if (open != null) open.close();
        open = null;
    }
}
