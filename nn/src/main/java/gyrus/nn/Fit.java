package gyrus.nn;

import gyrus.tensor.DType;
import gyrus.tensor.Device;
import gyrus.tensor.Gradients;
import gyrus.tensor.Scope;
import gyrus.tensor.Tensor;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Which of some weights go where in a net. A tensor that parts share is found under any of its names.
///
/// @param differences where the two do not agree
/// @param sources what each tensor of the net is to become, for those that fit
record Fit(Nets.Differences differences, IdentityHashMap<Tensor, Tensor> sources) {

    /// @param types whether the weights must be of a type that converts to that of the net
    static Fit of(Net net, Map<String, Tensor> weights, boolean types) {
        IdentityHashMap<Tensor, Tensor> sources = new IdentityHashMap<>();
        Set<String> missing = new TreeSet<>();
        Set<String> extra = new TreeSet<>(weights.keySet());
        SequencedMap<String, String> unfit = new LinkedHashMap<>();
        names(net).forEach((tensor, names) -> {
            names.forEach(extra::remove);
            SequencedMap<String, Tensor> given = new LinkedHashMap<>();
            for (String name : names) {
                Tensor weight = weights.get(name);
                if (weight != null) given.put(name, weight);
            }
            if (given.isEmpty()) {
                missing.add(names.getFirst());
                return;
            }
            Map.Entry<String, Tensor> first = given.firstEntry();
            boolean fits = true;
            for (var one : given.entrySet()) {
                String why = unlike(one.getValue(), tensor, types);
                if (why == null && fits && !equal(first.getValue(), one.getValue())) {
                    why = "not the same as %s, though the net has one tensor for both".formatted(first.getKey());
                }
                if (why == null) continue;
                unfit.put(one.getKey(), why);
                fits = false;
            }
            if (fits) sources.put(tensor, first.getValue());
        });
        return new Fit(new Nets.Differences(missing, extra, unfit), sources);
    }

    /// Every tensor of the net with all its names.
    private static SequencedMap<Tensor, List<String>> names(Net net) {
        SequencedMap<Tensor, List<String>> names = new LinkedHashMap<>();
        for (Tensor tensor : Nets.state(net).values()) names.put(tensor, new ArrayList<>());
        Nets.tensors("", net, (name, tensor) -> names.computeIfAbsent(tensor, _ -> new ArrayList<>()).add(name), true);
        return names;
    }

    private static @Nullable String unlike(Tensor given, Tensor wanted, boolean types) {
        if (!given.shape().equals(wanted.shape())) return "%s, not %s".formatted(given.shape(), wanted.shape());
        if (types && !converts(given.dtype(), wanted.dtype())) {
            return "%s, which is not converted to %s".formatted(given.dtype(), wanted.dtype());
        }
        return null;
    }

    private static boolean converts(DType from, DType to) {
        return kind(from).equals(kind(to));
    }

    private static String kind(DType type) {
        if (type == DType.BOOL) return "truth";
        if (type.complex()) return "complex";
        return type.floating() ? "floating" : "whole";
    }

    /// Whether both hold the same values; where there is no memory, whether they are the same.
    private static boolean equal(Tensor one, Tensor other) {
        if (one.equals(other)) return true;
        if (one.device().equals(Device.META) || other.device().equals(Device.META)) return false;
        try (var _ = Scope.open()) {
            return Gradients.off(() -> {
                Tensor moved = other.to(one.device());
                return one.eq(moved).or(one.isNan().and(moved.isNan())).all().item() != 0;
            });
        }
    }
}
