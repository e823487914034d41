package gyrus.train;

import gyrus.nn.Net;
import gyrus.tensor.Tensor;
import gyrus.train.optim.Ema;
import gyrus.train.optim.Optimizer;
import gyrus.train.optim.Schedule;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The update of most systems: the gradient of an objective, and a [Descent] down it.
///
/// ```java
/// Update.minimize(objective, new Optimizer(AdamW.of(1e-3), Nets.parameters(net)))
///         .schedule(Schedule::oneCycle).clip(1);
/// ```
///
/// @param <N> the net
/// @param <B> a batch
public final class Minimize<N extends Net, B> implements Update<N, B> {

    private final Objective<N, B> objective;
    private final Descent descent;
    private UnaryOperator<N> made = UnaryOperator.identity();
    private @Nullable Ema<N> average;

    Minimize(Objective<N, B> objective, Optimizer optimizer) {
        this.objective = objective;
        this.descent = new Descent(optimizer);
    }

    /// What is minimised, for whoever makes another net learn the same.
    public Objective<N, B> objective() {
        return objective;
    }

    /// The precision that products are in.
    public Precision precision() {
        return descent.precision();
    }

    /// As [Descent#schedule].
    public Minimize<N, B> schedule(LongFunction<? extends Schedule> plan) {
        descent.schedule(plan);
        return this;
    }

    /// As [Descent#clip].
    public Minimize<N, B> clip(double length) {
        descent.clip(length);
        return this;
    }

    /// As [Descent#accumulate].
    public Minimize<N, B> accumulate(int batches) {
        descent.accumulate(batches);
        return this;
    }

    /// As [Descent#precision(Precision)].
    public Minimize<N, B> precision(Precision precision) {
        descent.precision(precision);
        return this;
    }

    /// Keeps and judges an average of the net's past instead of the net itself. Polyak & Juditsky 1992.
    public Minimize<N, B> average(Ema<N> average) {
        this.average = average;
        descent.average(average);
        return this;
    }

    /// Keeps and judges what `made` makes of the net, or of its average, instead of that itself.
    public Minimize<N, B> keeping(UnaryOperator<N> made) {
        this.made = made;
        return this;
    }

    @Override
    public void begin(long steps) {
        descent.begin(steps);
    }

    @Override
    public Map<String, Tensor> step(N net, B batch, long step) {
        Tensor loss = descent.learning(net, () -> objective.loss(net, batch));
        boolean sound = descent.step(loss, step);
        Map<String, Tensor> told = new LinkedHashMap<>();
        told.put(Event.LOSS, Tensor.scalar(descent.loss()));
        if (!sound) told.put(SKIPPED, Tensor.scalar(1));
        return told;
    }

    @Override
    public double rate(long step) {
        return descent.rate(step);
    }

    @Override
    public void observe(double metric) {
        descent.observe(metric);
    }

    @Override
    public N kept(N net) {
        return made.apply(average == null ? net : average.net());
    }

    @Override
    public Snapshot state() {
        return descent.state();
    }

    @Override
    public void restore(Snapshot state) {
        descent.restore(state);
    }
}
