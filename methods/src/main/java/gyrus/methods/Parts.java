package gyrus.methods;

import gyrus.nn.Conv;
import gyrus.nn.Linear;
import gyrus.nn.Net;
import gyrus.nn.Nets;
import gyrus.tensor.Tensor;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.UnaryOperator;

/// The parts of a net that methods change: linear maps and convolutions.
public final class Parts {

    private Parts() {}

    /// The net with other linear maps and convolutions. Those that share a weight with another part stay as they are:
    /// changed they would no longer share it.
    ///
    /// @return `net` itself where nothing changes
    public static <N extends Net> N replace(N net, UnaryOperator<Linear> linear, UnaryOperator<Conv> conv) {
        Set<Net> tied = tied(net);
        N mapped = Nets.map(net, Linear.class, part -> tied.contains(part) ? part : linear.apply(part));
        return Nets.map(mapped, Conv.class, part -> tied.contains(part) ? part : conv.apply(part));
    }

    /// The linear maps and convolutions of which a tensor is also that of a part beside them.
    private static Set<Net> tied(Net net) {
        Set<Net> parts = identities(Nets.parts(net).values());
        Set<Net> tied = identities(Set.of());
        for (Net part : parts) {
            if (!(part instanceof Linear || part instanceof Conv)) continue;
            Set<Tensor> own = Collections.newSetFromMap(new IdentityHashMap<>());
            own.addAll(Nets.state(part).values());
            for (Net other : parts) {
                if (beside(part, other) && Nets.state(other).values().stream().anyMatch(own::contains)) tied.add(part);
            }
        }
        return tied;
    }

    private static boolean beside(Net part, Net other) {
        return !identities(Nets.parts(other).values()).contains(part)
                && !identities(Nets.parts(part).values()).contains(other);
    }

    private static Set<Net> identities(Collection<Net> parts) {
        Set<Net> set = Collections.newSetFromMap(new IdentityHashMap<>());
        set.addAll(parts);
        return set;
    }
}
