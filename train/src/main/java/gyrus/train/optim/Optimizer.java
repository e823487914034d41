package gyrus.train.optim;

import gyrus.tensor.Device;
import gyrus.tensor.Engine;
import gyrus.tensor.Gradients;
import gyrus.tensor.Scope;
import gyrus.tensor.Tensor;
import gyrus.train.Snapshot;
import gyrus.train.Stateful;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Moves parameters along their gradients by a [Rule], and keeps what the rule remembers of each.
///
/// ```java
/// var optimizer = new Optimizer(AdamW.of(1e-3), Nets.parameters(net));
/// loss.backward();
/// optimizer.clip(1);
/// optimizer.step(schedule.at(optimizer.steps()));
/// optimizer.clear();
/// ```
///
/// Parameters may have rules of their own: other rates, or weight decay on matrices alone:
///
/// ```java
/// var rule = AdamW.of(6e-4).betas(0.9, 0.95).weightDecay(0.1);
/// new Optimizer((name, p) -> p.rank() > 1 ? rule : rule.weightDecay(0), Nets.parameters(net));
/// ```
///
/// A parameter without a gradient is left as it is, and its own count of steps does not go on.
public final class Optimizer implements Stateful {

    private final List<Slots> all = new ArrayList<>();
    private final SequencedMap<String, Tensor> parameters;
    private @Nullable Tensor unsound;
    private @Nullable Tensor unit;
    private long steps;

    /// Drives these parameters, called 0, 1, 2, … in the saved state.
    public Optimizer(Rule rule, List<Tensor> parameters) {
        this(rule, numbered(parameters));
    }

    /// Drives the parameters of these names by one rule.
    public Optimizer(Rule rule, SequencedMap<String, Tensor> parameters) {
        this((name, parameter) -> rule, parameters);
    }

    /// Drives the parameters of these names, each by the rule that `choose` gives for its name and itself.
    ///
    /// @throws IllegalArgumentException if there are no parameters, one is there twice, or one is a view with
    ///     gaps
    public Optimizer(BiFunction<String, Tensor, ? extends Rule> choose,
            SequencedMap<String, Tensor> parameters) {
        if (parameters.isEmpty()) throw new IllegalArgumentException("no parameters to optimize");
        this.parameters = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(parameters));
        IdentityHashMap<Tensor, String> seen = new IdentityHashMap<>();
        parameters.forEach((name, parameter) -> {
            String before = seen.put(parameter, name);
            if (before != null) {
                throw new IllegalArgumentException("%s and %s are the same tensor; give it once"
                        .formatted(before, name));
            }
            all.add(new Slots(name, parameter, choose.apply(name, parameter)));
        });
    }

    private static SequencedMap<String, Tensor> numbered(List<Tensor> parameters) {
        SequencedMap<String, Tensor> named = new LinkedHashMap<>();
        for (Tensor parameter : parameters) named.put(Integer.toString(named.size()), parameter);
        return named;
    }

    /// The parameters by name.
    public SequencedMap<String, Tensor> parameters() {
        return parameters;
    }

    /// The rule of the first parameter, which is that of all where they have no rules of their own.
    public Rule rule() {
        return all.getFirst().rule;
    }

    /// The learning rate of [#rule()], before any schedule.
    public double rate() {
        return rule().rate();
    }

    /// Number of steps taken.
    public long steps() {
        return steps;
    }

    /// Changes the parameters that have a gradient, at the learning rate of their rule.
    public void step() {
        step(1);
    }

    /// Changes the parameters that have a gradient, at `factor` times the learning rate of their rule.
    ///
    /// @throws IllegalArgumentException if the factor is negative or not finite
    public void step(double factor) {
        Check.notNegative("factor of the learning rate", factor);
        Gradients.off(() -> {
            try (var _ = Scope.open()) {
                due().forEach((alike, due) -> {
                    double rate = alike.rule.rate() * factor;
                    Runnable change = () -> alike.rule.apply(due.parameters, due.gradients, due, alike.step, rate);
                    if (alike.small) {
                        Engine.threads(1, change);
                    } else {
                        change.run();
                    }
                    for (Slots one : due.from) one.steps = alike.step;
                });
            }
            return null;
        });
        steps++;
    }

    /// What must agree for one call of the engine to change many parameters.
    ///
    /// @param small whether a second thread takes longer to wake than it would save: fused kernels share out whatever
    ///     they are given
    private record Alike(Rule rule, Slots.Kind kind, long step, boolean small) {}

    private static final class Due implements Rule.Memory {
        final List<Slots> from = new ArrayList<>();
        final List<Tensor> parameters = new ArrayList<>();
        final List<Tensor> gradients = new ArrayList<>();

        @Override
        public List<Tensor> slot(String name) {
            return from.stream().map(one -> one.slot(name)).toList();
        }
    }

    private Map<Alike, Due> due() {
        Map<Alike, Due> due = new LinkedHashMap<>();
        for (Slots one : all) {
            Tensor gradient = one.gradient();
            if (gradient == null) continue;
            one.fill();
            Due with = due.computeIfAbsent(new Alike(one.rule, one.kind, one.steps + 1, one.small), alike -> new Due());
            with.from.add(one);
            with.parameters.add(one.parameter);
            with.gradients.add(gradient);
        }
        return due;
    }

    /// Forgets the gradients of all parameters.
    public void clear() {
        for (Slots one : all) one.parameter.gradient(null);
    }

    /// Multiplies the gradients of all parameters by `factor`.
    public void scale(double factor) {
        Gradients.off(() -> {
            try (var _ = Scope.open()) {
                List<Tensor> gradients = gradients();
                if (!gradients.isEmpty()) Foreach.mulAssign(gradients, factor);
            }
            return null;
        });
    }

    /// Shortens the gradient of all parameters taken together to the length `most` where it is longer. One whose
    /// length is not a finite number stays as it is.
    ///
    /// Pascanu, Mikolov & Bengio 2013, On the difficulty of training recurrent neural networks, §3.2.
    ///
    /// @return its length before, `√Σg²`; 0 where there are no gradients
    /// @throws IllegalArgumentException unless `most` is positive
    public double clip(double most) {
        return clip(most, 2);
    }

    /// Shortens the gradient of all parameters taken together to `most` where its norm `(Σ|g|ᵖ)^(1/p)` is
    /// longer. One whose norm is not a finite number stays as it is.
    ///
    /// @param order p; infinite for the largest |g|
    /// @return the norm before; 0 where there are no gradients
    /// @throws IllegalArgumentException unless `most` and `order` are positive
    public double clip(double most, double order) {
        Check.positive("length to clip gradients to", most);
        if (!(order > 0)) {
            throw new IllegalArgumentException("order of the norm is %s, not above 0".formatted(order));
        }
        return Gradients.off(() -> {
            try (var _ = Scope.open()) {
                List<Tensor> gradients = gradients();
                double norm = norm(gradients, order);
                double scale = most / (norm + 1e-6);
                if (scale < 1 && Double.isFinite(norm)) Foreach.mulAssign(gradients, scale);
                return norm;
            }
        });
    }

    private static double norm(List<Tensor> gradients, double order) {
        if (gradients.isEmpty()) return 0;
        List<Tensor> norms = Foreach.norm(gradients, order);
        Tensor first = norms.getFirst();
        List<Tensor> alike = norms.stream().map(n -> n.to(first.device()).to(first.dtype())).toList();
        return Foreach.norm(List.of(Tensor.stack(alike, 0)), order).getFirst().item();
    }

    /// Keeps every number of every gradient within [−`limit`, `limit`].
    ///
    /// @throws IllegalArgumentException unless it is positive
    public void clamp(double limit) {
        Check.positive("limit of gradients", limit);
        Gradients.off(() -> {
            try (var _ = Scope.open()) {
                List<Tensor> gradients = gradients();
                if (!gradients.isEmpty()) Foreach.clampAssign(gradients, limit);
            }
            return null;
        });
    }

    /// Whether every number of every gradient is a finite one.
    public boolean finite() {
        return Gradients.off(() -> {
            try (var _ = Scope.open()) {
                List<Tensor> gradients = gradients();
                return gradients.isEmpty() || finite(gradients);
            }
        });
    }

    private boolean finite(List<Tensor> gradients) {
        Device device = gradients.getFirst().device();
        Tensor flag = unsound;
        if (flag == null || !flag.device().equals(device)) {
            unsound = flag = Scope.outside(() -> device.call(() -> Tensor.zeros()));
            unit = Scope.outside(() -> device.call(() -> Tensor.ones()));
        }
        Foreach.check(gradients, flag, Objects.requireNonNull(unit));
        if (flag.item() == 0) return true;
        flag.fill(0);
        return false;
    }

    private List<Tensor> gradients() {
        List<Tensor> gradients = new ArrayList<>();
        for (Slots one : all) {
            Tensor gradient = one.parameter.gradient();
            if (gradient != null) gradients.add(gradient);
        }
        return gradients;
    }

    /// What is remembered of each parameter, as `NAME/SLOT`, with its own count of steps. The tensors are
    /// those in use.
    @Override
    public Snapshot state() {
        Snapshot state = Snapshot.EMPTY.with("steps", steps);
        SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
        SequencedMap<String, Object> values = new LinkedHashMap<>(state.values());
        for (Slots one : all) one.save(tensors, values);
        return new Snapshot(tensors, values);
    }

    /// Goes on from a state that [#state] gave. Hyper-parameters may differ, the kinds of rules may not.
    ///
    /// @throws IllegalArgumentException if the state is of other rules or parameters; the message names the
    ///     first that does not fit, and nothing is changed
    @Override
    public void restore(Snapshot state) {
        long saved = state.whole("steps");
        Set<String> left = new TreeSet<>(state.tensors().keySet());
        for (Slots one : all) left.removeAll(one.check(state));
        if (!left.isEmpty()) {
            throw new IllegalArgumentException("the saved state has %s, which no parameter here takes"
                    .formatted(String.join(", ", left)));
        }
        for (Slots one : all) one.restore(state);
        steps = saved;
    }
}
