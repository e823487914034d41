package gyrus.train;

import gyrus.nn.Mode;
import gyrus.nn.Net;
import gyrus.nn.Trace;
import gyrus.tensor.Gradients;
import gyrus.tensor.Tensor;
import gyrus.train.optim.Ema;
import gyrus.train.optim.Optimizer;
import gyrus.train.optim.Schedule;
import gyrus.train.ranks.Crew;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Steps of one optimizer down the gradient of losses, guarded: what every [Update] that learns by gradients is made
/// of. [Minimize] has one; a duel of two nets has two.
///
/// A loss that is not a finite number is not learned from, nor is a gradient with a number that is not, or one too
/// large to have the length that [#clip] asks for: the step is skipped, and after [#PATIENCE] such steps in a row
/// training ends with the name of the first tensor that is not finite. Once a loss was not, [#learning] looks for the
/// part of the net that gives the first such value.
///
/// Where several ranks learn together, what counts is the mean of their losses and of their gradients: see [Crew].
public final class Descent implements Stateful {

    /// Steps in a row that may have a loss, or a gradient, that is not finite.
    public static final int PATIENCE = 5;

    private final Optimizer optimizer;
    private LongFunction<? extends Schedule> plan = steps -> Schedule.constant();
    private Schedule schedule = Schedule.constant();
    private double clip = Double.POSITIVE_INFINITY;
    private int accumulate = 1;
    private Precision precision = Precision.F32;
    private @Nullable Ema<?> average;
    private long steps;
    private int gathered;
    private int badLosses;
    private int badGradients;
    private double length = Double.NaN;
    private String origin = "";
    private double last = Double.NaN;

    /// Steps of `optimizer`.
    public Descent(Optimizer optimizer) {
        this.optimizer = optimizer;
    }

    /// Multiplies the learning rate by a factor of the step, planned for the number of steps that there will be, such
    /// as `Schedule::oneCycle`.
    public Descent schedule(LongFunction<? extends Schedule> plan) {
        this.plan = plan;
        return this;
    }

    /// Shortens the gradient to this length where it is longer. Pascanu et al. 2013.
    ///
    /// @throws IllegalArgumentException unless it is positive
    public Descent clip(double length) {
        if (!(length > 0)) {
            throw new IllegalArgumentException("gradients cannot be clipped to %s; it must be above 0"
                    .formatted(length));
        }
        this.clip = length;
        return this;
    }

    /// Gathers the gradients of so many losses, and lets the optimizer take each step along their mean; the last step
    /// is of those that are left.
    ///
    /// @throws IllegalArgumentException if it is less than 1
    public Descent accumulate(int losses) {
        if (losses < 1) {
            throw new IllegalArgumentException("gradients of %d batches cannot be gathered; it must be 1 or more"
                    .formatted(losses));
        }
        this.accumulate = losses;
        return this;
    }

    /// Computes losses in this precision.
    public Descent precision(Precision precision) {
        this.precision = precision;
        return this;
    }

    /// The precision that losses are computed in.
    public Precision precision() {
        return precision;
    }

    /// What `loss` computes by `net`, as it is to be computed for learning: in training mode and in this descent's
    /// precision. After a loss that was not finite it is watched what the parts of the net give.
    public <T> T learning(Net net, Supplier<T> loss) {
        Supplier<T> work = () -> Mode.TRAIN.call(() -> precision.call(loss));
        if (badLosses == 0) return work.get();
        Trace trace = Trace.of(net);
        T computed = trace.call(work);
        origin = Gradients.off(() -> origin(trace.entries()));
        return computed;
    }

    /// Lets an average of the parameters' past follow every step. Polyak & Juditsky 1992.
    public Descent average(Ema<?> average) {
        this.average = average;
        return this;
    }

    /// Plans for so many losses at most.
    public void begin(long steps) {
        this.steps = steps;
        schedule = plan.apply(Math.max(1, Math.ceilDiv(steps, accumulate)));
    }

    /// Parts are seen before the whole, so the first entry is the innermost.
    private static String origin(List<Trace.Entry> entries) {
        for (Trace.Entry entry : entries) {
            String layer = "%s (%s)".formatted(entry.name().isEmpty() ? "the net" : "layer " + entry.name(),
                    entry.layer().getClass().getSimpleName());
            if (!finite(entry.input())) return "what %s takes".formatted(layer);
            if (!finite(entry.output())) return "what %s gives".formatted(layer);
        }
        return "";
    }

    private static boolean finite(Tensor tensor) {
        return tensor.isFinite().all().item() != 0;
    }

    /// Takes the gradient of `loss` and, where enough are gathered, a step. Gradients that others have left in the
    /// parameters are not learned from.
    ///
    /// @param step number of the loss, from 0
    /// @return whether it was learned from; false where the loss or the gradient was not finite
    public boolean step(Tensor loss, long step) {
        Crew crew = Crew.current();
        last = crew.mean(loss.item());
        boolean sound = Double.isFinite(last);
        if (sound) {
            badLosses = 0;
            if (gathered == 0) optimizer.clear();
            gathered++;
            crew.backward(accumulate == 1 ? loss : loss.div(accumulate), optimizer.parameters());
        } else if (++badLosses >= PATIENCE) {
            throw failure("the loss was %s in %d steps in a row".formatted(last, badLosses),
                    optimizer.parameters(), origin.isEmpty()
                            ? "all weights are finite, so the input or the loss itself is to blame"
                            : "all weights are finite, and the first tensor with such values is " + origin);
        }
        boolean due = (step + 1) % accumulate == 0 || step + 1 == steps;
        if (due && gathered > 0) sound &= descend(step);
        return sound;
    }

    /// A step of the optimizer along the mean of the gradients gathered.
    ///
    /// @return whether it could be taken
    private boolean descend(long step) {
        if (gathered < accumulate) optimizer.scale((double) accumulate / gathered);
        gathered = 0;
        boolean sound;
        if (clip < Double.POSITIVE_INFINITY) {
            length = optimizer.clip(clip);
            sound = Double.isFinite(length);
        } else {
            sound = optimizer.finite();
        }
        if (sound) {
            badGradients = 0;
            optimizer.step(schedule.at(step / accumulate));
            if (average != null) average.update();
        } else if (++badGradients >= PATIENCE) {
            throw failure("the gradient was not finite in %d steps in a row".formatted(badGradients),
                    gradients(), "all of it is finite, but too large to have a length");
        }
        optimizer.clear();
        return sound;
    }

    private Map<String, Tensor> gradients() {
        Map<String, Tensor> gradients = new LinkedHashMap<>();
        optimizer.parameters().forEach((name, parameter) -> {
            Tensor gradient = parameter.gradient();
            if (gradient != null) gradients.put("the gradient of " + name, gradient);
        });
        return gradients;
    }

    private static IllegalStateException failure(String what, Map<String, Tensor> suspects, String otherwise) {
        String where = Gradients.off(() -> suspects.entrySet().stream()
                .filter(e -> !finite(e.getValue()))
                .map(e -> "the first tensor with such values is " + e.getKey())
                .findFirst().orElse(otherwise));
        return new IllegalStateException("%s; %s; look at the data, or try a smaller learning rate"
                .formatted(what, where));
    }

    /// The last loss, the mean of all ranks'; NaN before the first.
    public double loss() {
        return last;
    }

    /// The length of the last gradient, before it was shortened; NaN before the first, and where none is clipped.
    public double length() {
        return length;
    }

    /// The learning rate at `step`.
    public double rate(long step) {
        return optimizer.rate() * schedule.at(step / accumulate);
    }

    /// Hears how the net did on the validation data, for a schedule that reacts to it.
    public void observe(double metric) {
        schedule.observe(metric);
    }

    @Override
    public Snapshot state() {
        Snapshot state = Snapshot.EMPTY.with("optimizer", optimizer.state()).with("gathered", (long) gathered)
                .with("bad losses", (long) badLosses).with("bad gradients", (long) badGradients)
                .with("length", Double.toString(length)).with("schedule", schedule.state());
        if (average != null) state = state.with("average", average.state());
        List<Tensor> parameters = List.copyOf(optimizer.parameters().values());
        for (int i = 0; i < parameters.size(); i++) {
            Tensor gradient = gathered == 0 ? null : parameters.get(i).gradient();
            if (gradient != null) state = state.with("gradient/" + i, gradient);
        }
        return state;
    }

    @Override
    public void restore(Snapshot state) {
        optimizer.restore(state.part("optimizer"));
        gathered = (int) state.whole("gathered");
        badLosses = (int) state.whole("bad losses");
        badGradients = (int) state.whole("bad gradients");
        length = state.number("length");
        schedule.restore(state.part("schedule"));
        if (average != null) average.restore(state.part("average"));
        List<Tensor> parameters = List.copyOf(optimizer.parameters().values());
        Snapshot gradients = state.part("gradient");
        for (int i = 0; i < parameters.size(); i++) {
            Tensor gradient = gradients.tensors().get(Integer.toString(i));
            parameters.get(i).gradient(gradient == null ? null : gradient.copy());
        }
    }
}
