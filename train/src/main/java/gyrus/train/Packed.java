package gyrus.train;

import gyrus.nn.Net;
import gyrus.nn.Nets;
import gyrus.tensor.Operator;
import gyrus.tensor.Scope;
import gyrus.tensor.Tensor;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A net in its form for use alone ([Nets#packed]), for skills: made when it is first asked for, and anew when weights
/// of the net have changed. It may be asked by several threads.
///
/// @param <N> the net
public final class Packed<N extends Net> implements Supplier<N> {

    /// How often a tensor was written into.
    private static final Operator VERSION = Operator.named("aten::_version");

    private final N net;
    private final List<Tensor> state;
    private @Nullable N packed;
    private long version;

    /// Of `net`, which is not packed yet.
    public Packed(N net) {
        this.net = net;
        this.state = List.copyOf(Nets.state(net).values());
    }

    @Override
    public synchronized N get() {
        long now = version();
        N known = packed;
        if (known != null && now == version) return known;
        N fresh = Scope.outside(() -> Nets.packed(net));
        packed = fresh;
        version = now;
        return fresh;
    }

    private long version() {
        long sum = 0;
        for (Tensor tensor : state) {
            if (VERSION.call(tensor).getFirst() instanceof Long changes) sum += changes;
        }
        return sum;
    }
}
