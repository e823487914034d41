package gyrus.bench.peers;

import gyrus.data.Loader;
import gyrus.nn.Net;
import gyrus.recipes.LenetDigits;
import gyrus.tensor.Scope;
import gyrus.train.Training;

/// Digits, turned, scaled, slanted and moved as the recipe `lenet` has them, epoch after epoch.
///
/// @param <B> a batch
final class Loading<B> implements Task {

    private final Loader<B> loader;
    private Loader.Epoch<B> epoch;
    private int number;

    private Loading(Loader<B> loader) {
        this.loader = loader;
        this.epoch = loader.epoch(0, 0);
    }

    static Task of(Work work) {
        if (!work.precision().equals(Work.F32)) throw new UnsupportedOperationException("pictures are in float32");
        return of(Learner.training(new LenetDigits()), work.whole("batch"));
    }

    private static <N extends Net, B> Task of(Training<N, B> training, int batch) {
        return new Loading<>(Loader.training(training.data().get().train(), batch, 1));
    }

    @Override
    public double run(int times) {
        for (int i = 0; i < times; i++) {
            if (!epoch.hasNext()) epoch = loader.epoch(++number, 0);
            try (Scope scope = Scope.open()) {
                scope.adopt(epoch.next());
            }
        }
        return Double.NaN;
    }

    @Override
    public double units() {
        return loader.size();
    }

    @Override
    public void close() {
        epoch.close();
    }
}
