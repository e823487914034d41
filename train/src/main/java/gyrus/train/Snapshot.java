package gyrus.train;

import gyrus.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// The state of something [Stateful]: tensors and plain values, both by name.
///
/// @param tensors tensors by name
/// @param values numbers (long or double), booleans and strings by name
public record Snapshot(SequencedMap<String, Tensor> tensors, SequencedMap<String, Object> values) {

    /// The state of what has none.
    public static final Snapshot EMPTY = new Snapshot(new LinkedHashMap<>(), new LinkedHashMap<>());

    /// Takes over copies of the maps.
    public Snapshot {
        tensors = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(tensors));
        values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
    }

    /// This state with that of a part added, its names behind `part/`.
    public Snapshot with(String part, Snapshot state) {
        var tensors = new LinkedHashMap<>(this.tensors);
        state.tensors.forEach((name, tensor) -> tensors.put(part + "/" + name, tensor));
        var values = new LinkedHashMap<>(this.values);
        state.values.forEach((name, value) -> values.put(part + "/" + name, value));
        return new Snapshot(tensors, values);
    }

    /// This state with one value added.
    public Snapshot with(String name, Object value) {
        var values = new LinkedHashMap<>(this.values);
        values.put(name, value);
        return new Snapshot(tensors, values);
    }

    /// This state with one tensor added.
    public Snapshot with(String name, Tensor tensor) {
        var tensors = new LinkedHashMap<>(this.tensors);
        tensors.put(name, tensor);
        return new Snapshot(tensors, values);
    }

    /// The state of a part, as [#with(String, Snapshot)] put it in.
    public Snapshot part(String part) {
        return new Snapshot(under(part + "/", tensors), under(part + "/", values));
    }

    private static <V> SequencedMap<String, V> under(String prefix, Map<String, V> map) {
        SequencedMap<String, V> found = new LinkedHashMap<>();
        map.forEach((name, value) -> {
            if (name.startsWith(prefix)) found.put(name.substring(prefix.length()), value);
        });
        return found;
    }

    /// The tensor of that name.
    ///
    /// @throws IllegalArgumentException if there is none
    public Tensor tensor(String name) {
        return needed(name, tensors.get(name));
    }

    /// The whole number of that name.
    ///
    /// @throws IllegalArgumentException if there is none
    public long whole(String name) {
        if (needed(name, values.get(name)) instanceof Number n) return n.longValue();
        throw wrong(name, "a whole number");
    }

    /// The number of that name.
    ///
    /// @throws IllegalArgumentException if there is none
    public double number(String name) {
        return switch (needed(name, values.get(name))) {
            case Number n -> n.doubleValue();
            case String s -> Double.parseDouble(s);
            default -> throw wrong(name, "a number");
        };
    }

    /// The text of that name.
    ///
    /// @throws IllegalArgumentException if there is none
    public String text(String name) {
        if (needed(name, values.get(name)) instanceof String s) return s;
        throw wrong(name, "a text");
    }

    private <T> T needed(String name, @Nullable T found) {
        if (found == null) {
            throw new IllegalArgumentException("the saved state has no %s; it has %s and %s"
                    .formatted(name, tensors.keySet(), values.keySet()));
        }
        return found;
    }

    private IllegalArgumentException wrong(String name, String wanted) {
        return new IllegalArgumentException("%s in the saved state is not %s: %s"
                .formatted(name, wanted, values.get(name)));
    }
}
