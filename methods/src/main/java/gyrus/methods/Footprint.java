package gyrus.methods;

import gyrus.data.Dataset;
import gyrus.data.Loader;
import gyrus.data.Splits;
import gyrus.nn.Mode;
import gyrus.nn.Net;
import gyrus.tensor.Gradients;
import gyrus.tensor.Scope;
import gyrus.tensor.Tensor;
import gyrus.train.Classification;
import gyrus.train.Job;
import gyrus.train.Minimize;
import gyrus.train.RunFolder;
import gyrus.train.Runner;
import gyrus.train.Split;
import gyrus.train.Training;
import gyrus.train.Weights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SequencedMap;

/// What a run's net costs and what it is worth.
///
/// @param bytes of its file of weights
/// @param metrics on the test data, or the next best that there is
/// @param single seconds that it takes for one example: the median of many, warmed up
/// @param batch seconds that it takes for a batch of [#BATCH]
public record Footprint(long bytes, SequencedMap<String, Double> metrics, double single, double batch) {

    /// Examples in a batch whose time is taken.
    public static final int BATCH = 64;

    /// Time that is spent on measuring one batch, and how often at least and at most it is run.
    private static final double SECONDS = 0.5;
    private static final int LEAST = 5;
    private static final int MOST = 200;

    /// Measures `job` with the weights that its run kept.
    public static Footprint of(Job job, RunFolder folder) {
        Runner.loadBest(job, folder);
        Path kept = Weights.exist(folder.best()) ? folder.best() : folder.last();
        try {
            return of(Changed.trainingOf(job), Files.size(kept.resolve(Weights.FILE)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the size of the weights in " + kept, e);
        }
    }

    private static <N extends Net, B> Footprint of(Training<N, B> training, long bytes) {
        Splits<B> splits = training.data().get();
        Split split = splits.test().size() > 0 ? Split.TEST
                : splits.validation().size() > 0 ? Split.VALIDATION : Split.TRAIN;
        Dataset<B> data = switch (split) {
            case TEST -> splits.test();
            case VALIDATION -> splits.validation();
            default -> splits.train();
        };
        return new Footprint(bytes, training.evaluate(split).metrics(), seconds(training, data, 1),
                seconds(training, data, BATCH));
    }

    /// The median time for a batch of that size; half of the runs only warm up.
    private static <N extends Net, B> double seconds(Training<N, B> training, Dataset<B> data, int size) {
        int some = Math.min(size, data.size());
        try (Scope _ = Scope.open()) {
            B batch = Loader.inOrder(data.subset(first(some)), some).iterator().next();
            return Mode.EVAL.call(() -> Gradients.off(() -> median(training, batch)));
        }
    }

    private static int[] first(int count) {
        int[] indices = new int[count];
        Arrays.setAll(indices, i -> i);
        return indices;
    }

    private static <N extends Net, B> double median(Training<N, B> training, B batch) {
        double[] times = new double[MOST];
        int runs = 0;
        long begin = System.nanoTime();
        while (runs < LEAST || runs < MOST && System.nanoTime() - begin < SECONDS * 1e9) {
            long start = System.nanoTime();
            try (Scope _ = Scope.open()) {
                answer(training, batch);
            }
            times[runs++] = (System.nanoTime() - start) / 1e9;
        }
        double[] warm = Arrays.copyOfRange(times, runs / 2, runs);
        Arrays.sort(warm);
        return warm[warm.length / 2];
    }

    private static <N extends Net, B> Tensor answer(Training<N, B> training, B batch) {
        if (training.task() instanceof Classification<N, B> task) return task.outputs().apply(training.net(), batch);
        if (training.update() instanceof Minimize<N, B> update) return update.objective().loss(training.net(), batch);
        throw new IllegalArgumentException("%s is not asked in a way whose time could be taken"
                .formatted(training.net().getClass().getSimpleName()));
    }
}
