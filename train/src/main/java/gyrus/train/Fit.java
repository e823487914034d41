package gyrus.train;

import gyrus.data.Batch;
import gyrus.data.Dataset;
import gyrus.data.Splits;
import gyrus.nn.Mode;
import gyrus.nn.Net;
import gyrus.tensor.Gradients;
import gyrus.tensor.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Fitting to data without gradients and without epochs: every step sees all of the data at once, and the work ends
/// when its update is done or after as many steps as the plan has.
///
/// @param net what is fitted; its tensors are changed in place
/// @param data what it is fitted to; asked for when it is first needed, and once
/// @param seen the part of the data that steps see
/// @param update a step
/// @param fitness how well the net fits
/// @param plan how many steps at most
/// @param asked what the net can be asked for, besides what its data can
/// @param <N> the net
public record Fit<N extends Net>(N net, Supplier<Splits<Batch>> data, Split seen, Update<N, Batch> update,
        Fitness<N> fitness, Plan plan, List<Skill> asked) implements Learning<N, Batch> {

    /// How well a net fits.
    ///
    /// @param <N> the net
    public interface Fitness<N extends Net> {

        /// Judges `net` on a part of `data`, which is not empty. It runs with nothing recorded.
        Evaluation of(N net, Splits<Batch> data, Split split);
    }

    /// Makes sure that the data is read once.
    public Fit {
        data = Once.of(data);
        asked = List.copyOf(asked);
    }

    /// The data of a part, all of it as one batch.
    public static Batch whole(Splits<Batch> data, Split split) {
        Dataset<Batch> part = Dataset.join(split.of(data));
        return part.batch(IntStream.range(0, part.size()).toArray());
    }

    @Override
    public Source<N, Batch> open(long seed) {
        return new Whole<>(() -> whole(data.get(), seen));
    }

    @Override
    public boolean has(Split split) {
        return split.of(data.get()).stream().anyMatch(part -> part.size() > 0);
    }

    @Override
    public Evaluation evaluate(N judged, Split split) {
        if (!has(split)) throw new IllegalArgumentException("there is no data in this part to judge the fit on");
        return Mode.EVAL.call(() -> Gradients.off(() -> {
            try (Scope _ = Scope.open()) {
                return fitness.of(judged, data.get(), split);
            }
        }));
    }

    @Override
    public List<Skill> skills() {
        List<Skill> skills = new ArrayList<>(asked);
        skills.add(new Layers<>(net, data, (_, _) -> {}, List.of()));
        return skills;
    }

    /// All the data at every step: views of it, since a step frees the tensors that it was given.
    private static final class Whole<N extends Net> implements Source<N, Batch> {

        private final Supplier<Batch> data;
        private @Nullable Batch read;

        Whole(Supplier<Batch> data) {
            this.data = data;
        }

        @Override
        public long epoch() {
            return 0;
        }

        @Override
        public Batch next(N net, long step) {
            Batch all = read;
            if (all == null) read = all = Scope.outside(data);
            return new Batch(all.inputs().narrow(0, 0, all.size()), all.targets().narrow(0, 0, all.size()));
        }

        @Override
        public Snapshot state() {
            return Snapshot.EMPTY;
        }

        @Override
        public void restore(Snapshot state) {}

        @Override
        public void close() {
            read = null;
        }
    }
}
