package gyrus.train;

import gyrus.nn.Net;
import gyrus.nn.Nets;
import gyrus.tensor.Gradients;
import gyrus.tensor.Scope;
import gyrus.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a net's layers change themselves while they compute, such as running means, as it was before a step: a step
/// that is not learned from must leave nothing behind, or one bad batch would spoil it for good.
final class Buffers {

    private final List<Tensor> live = new ArrayList<>();
    private final List<Tensor> kept;

    /// Those of `net` that are real numbers.
    Buffers(Net net) {
        Map<String, Tensor> state = new LinkedHashMap<>(Nets.state(net));
        state.keySet().removeAll(Nets.parameters(net).keySet());
        for (Tensor tensor : state.values()) {
            if (tensor.dtype().floating()) live.add(tensor);
        }
        kept = Scope.outside(() -> live.stream().map(tensor -> tensor.detach().copy()).toList());
    }

    /// Remembers them as they are.
    void keep() {
        copy(live, kept);
    }

    /// Makes them again what they were.
    void putBack() {
        copy(kept, live);
    }

    private static void copy(List<Tensor> from, List<Tensor> to) {
        if (from.isEmpty()) return;
        Gradients.off(() -> {
            for (int i = 0; i < from.size(); i++) to.get(i).assign(from.get(i));
            return null;
        });
    }
}
