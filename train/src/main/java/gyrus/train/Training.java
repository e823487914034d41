package gyrus.train;

import gyrus.data.Dataset;
import gyrus.data.Loader;
import gyrus.data.Splits;
import gyrus.nn.Mode;
import gyrus.nn.Net;
import gyrus.tensor.Gradients;
import gyrus.tensor.Scope;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Learning from data, batch by batch.
///
/// @param net what learns; its tensors are changed in place
/// @param data where it learns from; asked for when it is first needed, and once
/// @param update how a batch changes the net
/// @param task how the net is judged and asked
/// @param plan how long, in what portions
/// @param <N> the net
/// @param <B> a batch
public record Training<N extends Net,
        B>(N net, Supplier<Splits<B>> data, Update<N, B> update, Task<N, B> task, Plan plan)
        implements Learning<N, B> {

    /// Batches in an evaluation are larger: nothing is kept for a backward pass.
    private static final int EVALUATION_BATCH = 256;

    /// Makes sure that the data is read once.
    public Training {
        data = data instanceof Once<Splits<B>> once ? once : new Once<>(data);
    }

    @Override
    public Source<N, B> open(long seed) {
        return new Dealt<>(Loader.training(data.get().train(), plan.batch(), seed));
    }

    @Override
    public boolean has(Split split) {
        return parts(split).stream().anyMatch(part -> part.size() > 0);
    }

    @Override
    public Evaluation evaluate(N judged, Split split) {
        return evaluate(judged, split, parts(split));
    }

    private List<Dataset<B>> parts(Split split) {
        Splits<B> splits = data.get();
        return switch (split) {
            case TRAIN -> List.of(splits.train());
            case VALIDATION -> List.of(splits.validation());
            case TEST -> List.of(splits.test());
            case ALL -> splits.parts();
        };
    }

    private Evaluation evaluate(N judged, Split split, List<Dataset<B>> parts) {
        if (parts.stream().allMatch(part -> part.size() == 0)) {
            throw new IllegalArgumentException("there is no data in this part to judge the net on");
        }
        int size = Math.max(plan.batch(), EVALUATION_BATCH);
        return Mode.EVAL.call(() -> Gradients.off(() -> {
            Judge<B> judge = task.judge(judged, split);
            for (Dataset<B> part : parts) {
                var batches = Loader.inOrder(part, size).iterator();
                while (batches.hasNext()) {
                    try (Scope _ = Scope.open()) { // around the making of the batch, to free it too
                        judge.see(batches.next());
                    }
                }
            }
            return judge.evaluation();
        }));
    }

    @Override
    public List<Skill> skills() {
        return task.skills(net);
    }

    /// A supplier that is asked once.
    private static final class Once<T> implements Supplier<T> {
        private final Supplier<T> source;
        private @Nullable T value;

        Once(Supplier<T> source) {
            this.source = source;
        }

        @Override
        public synchronized T get() {
            T known = value;
            if (known == null) value = known = source.get();
            return known;
        }
    }
}
