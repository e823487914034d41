package gyrus.train;

import gyrus.data.Dataset;
import gyrus.data.Loader;
import gyrus.data.Splits;
import gyrus.nn.Mode;
import gyrus.nn.Net;
import gyrus.tensor.Gradients;
import gyrus.tensor.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

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
        data = Once.of(data);
    }

    @Override
    public Source<N, B> open(long seed) {
        return new Dealt<>(Loader.training(data.get().train(), plan.batch(), seed));
    }

    @Override
    public boolean has(Split split) {
        return split.of(data.get()).stream().anyMatch(part -> part.size() > 0);
    }

    @Override
    public Evaluation evaluate(N judged, Split split) {
        return evaluate(judged, split, split.of(data.get()));
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
        List<Skill> skills = new ArrayList<>(task.skills(net));
        List<String> classes = task instanceof Classification<N, B> choice ? choice.labels() : List.of();
        skills.add(new Layers<>(net, data, (asked, batch) -> task.judge(asked, Split.ALL).see(batch), classes));
        return skills;
    }
}
