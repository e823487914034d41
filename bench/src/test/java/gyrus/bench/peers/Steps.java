package gyrus.bench.peers;

import gyrus.nn.Net;
import gyrus.nn.Nets;
import gyrus.recipes.DeepQLearning;
import gyrus.tensor.Generator;
import gyrus.tensor.Scope;
import gyrus.tensor.Tensor;
import gyrus.train.Event;
import gyrus.train.Learning;
import gyrus.train.Source;
import gyrus.train.Update;
import java.util.Map;
import java.util.function.Supplier;

/// Steps of training, each as the loop of Gyrus takes it: gradient, clipping, optimizer, schedule, and the average of
/// weights, where the recipe has these.
///
/// @param <N> the net
/// @param <B> a batch
final class Steps<N extends Net, B> implements Task {

    /// More than are ever taken, so that rates are those of the beginning.
    private static final long MANY = 1_000_000;

    /// Where a batch comes from.
    ///
    /// @param <B> a batch
    private interface Batches<B> {
        B next(long step);
    }

    private final N net;
    private final Update<N, B> update;
    private final Batches<B> batches;
    private final Generator generator = Generator.seeded(1);
    private final double units;
    private final Runnable end;
    private final Supplier<Arithmetic> arithmetic;
    private long step;

    private Steps(N net, Update<N, B> update, Batches<B> batches, double units, Runnable end,
            Supplier<Arithmetic> arithmetic) {
        this.net = net;
        this.update = update;
        this.batches = batches;
        this.units = units;
        this.end = end;
        this.arithmetic = arithmetic;
        update.begin(MANY);
    }

    /// On the same batch again and again.
    static Task of(Work work) {
        return Generator.seeded(1).call(() -> of(Learner.of(work)));
    }

    private static <N extends Net> Task of(Learner<N> learner) {
        Supplier<Arithmetic> least = () ->
                Arithmetic.of(learner.net(), Inference.answer(learner.net(), learner.batch()), true);
        return new Steps<>(learner.net(), learner.update(), step -> learner.batch(), learner.batch().size(), () -> { },
                least);
    }

    /// Rounds of acting and learning from it.
    static Task acting(Work work) {
        if (!work.precision().equals(Work.F32)) throw new UnsupportedOperationException("the recipe is in float32");
        var recipe = new DeepQLearning();
        var options = recipe.defaults();
        if (recipe.build(options) instanceof Learning<?, ?> learning) return acting(learning, options.round());
        throw new IllegalArgumentException("the recipe does not learn by steps, as %s needs".formatted(work));
    }

    private static <N extends Net, B> Task acting(Learning<N, B> learning, double units) {
        Source<N, B> source = learning.open(1);
        return new Steps<>(learning.net(), learning.update(), step -> source.next(learning.learner(), step), units,
                source::close, () -> new Arithmetic(0, 0));
    }

    @Override
    public double run(int times) {
        double loss = Double.NaN;
        for (int i = 0; i < times; i++) {
            try (Scope _ = Scope.open()) {
                Map<String, Tensor> told = generator.call(() -> update.step(net, batches.next(step), step));
                step++;
                if (i == times - 1) loss = told.get(Event.LOSS).item();
            }
        }
        return loss;
    }

    @Override
    public long parameters() {
        return Nets.count(net);
    }

    @Override
    public Arithmetic arithmetic() {
        return arithmetic.get();
    }

    @Override
    public double units() {
        return units;
    }

    @Override
    public void close() {
        end.run();
    }
}
