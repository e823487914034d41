package gyrus.train.optim;

import gyrus.tensor.DType;
import gyrus.tensor.Device;
import gyrus.tensor.Gradients;
import gyrus.tensor.Scope;
import gyrus.tensor.Tensor;
import gyrus.train.Snapshot;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One parameter, its rule, and what the rule remembers of it. The slots are made at the first step.
final class Slots {

    /// Type and place of a tensor.
    record Kind(DType type, Device device) {}

    /// From so many numbers on LibTorch's own element-wise operators share their work among threads.
    private static final long SHARED = 32_768;

    final String name;
    final Tensor parameter;
    final Rule rule;
    final Kind kind;
    final boolean small;
    final SequencedMap<String, Tensor> slots = new LinkedHashMap<>();
    long steps;
    private final long[] strides;
    private final boolean contiguous;

    Slots(String name, Tensor parameter, Rule rule) {
        this.name = name;
        this.parameter = parameter;
        this.rule = rule;
        this.kind = new Kind(parameter.dtype(), parameter.device());
        this.small = parameter.count() < SHARED;
        this.contiguous = parameter.isContiguous();
        this.strides = parameter.strides();
        if (!contiguous && !dense(parameter)) {
            throw new IllegalArgumentException("parameter %s %s is a view with gaps (strides %s); copy it"
                    .formatted(name, parameter.shape(), Arrays.toString(strides)));
        }
    }

    /// Whether the elements fill their memory, in whatever order: fused kernels go through it from end to
    /// end.
    private static boolean dense(Tensor tensor) {
        long[] strides = tensor.strides();
        long next = 1;
        for (int dim : IntStream.range(0, tensor.rank()).filter(i -> tensor.size(i) != 1).boxed()
                .sorted((a, b) -> Long.compare(strides[a], strides[b])).toList()) {
            if (strides[dim] != next) return false;
            next *= tensor.size(dim);
        }
        return true;
    }

    /// The gradient, laid out in memory as the parameter is; null where there is none.
    @Nullable Tensor gradient() {
        Tensor gradient = parameter.gradient();
        if (gradient == null || contiguous && gradient.isContiguous()) return gradient;
        return Arrays.equals(strides, gradient.strides()) ? gradient : parameter.emptyLike().assign(gradient);
    }

    /// Makes the slots where they are not there yet.
    void fill() {
        if (!slots.isEmpty()) return;
        for (String slot : rule.slots()) slots.put(slot, empty().fill(rule.initial(slot)));
    }

    /// Memory in the parameter's layout that outlives any step.
    private Tensor empty() {
        return Gradients.off(() -> Scope.outside(parameter::emptyLike));
    }

    Tensor slot(String slot) {
        Tensor found = slots.get(slot);
        if (found == null) {
            throw new IllegalArgumentException("%s has no slot %s".formatted(rule, slot));
        }
        return found;
    }

    void save(Map<String, Tensor> tensors, Map<String, Object> values) {
        values.put(name + "/rule", rule.getClass().getSimpleName());
        values.put(name + "/steps", steps);
        slots.forEach((slot, tensor) -> tensors.put(name + "/" + slot, tensor));
    }

    /// The names of the tensors in `state` that belong to this parameter.
    ///
    /// @throws IllegalArgumentException if the state does not fit it
    List<String> check(Snapshot state) {
        String saved = state.text(name + "/rule");
        String own = rule.getClass().getSimpleName();
        if (!saved.equals(own)) {
            throw new IllegalArgumentException("the saved state of %s is of %s, not of %s"
                    .formatted(name, saved, own));
        }
        if (state.whole(name + "/steps") == 0) return List.of();
        for (String slot : rule.slots()) {
            Tensor given = state.tensor(name + "/" + slot);
            if (!given.shape().equals(parameter.shape()) || given.dtype() != kind.type()) {
                throw new IllegalArgumentException("%s/%s in the saved state is %s %s, where %s %s is needed"
                        .formatted(name, slot, given.dtype(), given.shape(), kind.type(), parameter.shape()));
            }
        }
        return rule.slots().stream().map(slot -> name + "/" + slot).toList();
    }

    void restore(Snapshot state) {
        steps = state.whole(name + "/steps");
        if (steps == 0) {
            slots.clear();
            return;
        }
        for (String slot : rule.slots()) {
            Tensor kept = slots.computeIfAbsent(slot, s -> empty());
            Gradients.off(() -> kept.assign(state.tensor(name + "/" + slot)));
        }
    }
}
