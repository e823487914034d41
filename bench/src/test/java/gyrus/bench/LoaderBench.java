package gyrus.bench;

import gyrus.data.Loader;
import gyrus.nn.Net;
import gyrus.recipes.LenetDigits;
import gyrus.tensor.Scope;
import gyrus.train.Training;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// How quickly pictures come: digits, turned, scaled and shifted as the recipe `lenet` has them. An operation is one
/// picture.
@State(org.openjdk.jmh.annotations.Scope.Thread)
public class LoaderBench {

    /// Batches made ahead, each on a thread.
    @Param({"0", "2"})
    public int ahead;

    private Batches<?> batches;

    @Setup
    public void open() {
        batches = Batches.of(Recipes.training(new LenetDigits()), ahead);
    }

    @Benchmark
    @OperationsPerInvocation(Recipes.BATCH)
    public Object digits() {
        return batches.next();
    }

    @TearDown
    public void close() {
        batches.close();
    }

    /// One epoch after another.
    private static final class Batches<B> {
        private final Loader<B> loader;
        private Loader.Epoch<B> epoch;
        private int number;

        private Batches(Loader<B> loader) {
            this.loader = loader;
            this.epoch = loader.epoch(0, 0);
        }

        static <N extends Net, B> Batches<B> of(Training<N, B> training, int ahead) {
            return new Batches<>(new Loader<>(training.data().get().train(), Recipes.BATCH, 1, true, ahead));
        }

        B next() {
            if (!epoch.hasNext()) epoch = loader.epoch(++number, 0);
            try (Scope scope = Scope.open()) {
                return scope.adopt(epoch.next());
            }
        }

        void close() {
            epoch.close();
        }
    }
}
