package gyrus.nn;

import gyrus.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Sees what every layer of a net takes and gives, in one call, with nothing added to the net.
///
/// ```java
/// var trace = Trace.of(net);
/// trace.call(() -> net.apply(picture));
/// trace.outputs().forEach((name, output) -> System.out.println(name + " " + output.shape()));
/// ```
///
/// What it holds is what was computed, with its graph: a gradient with respect to any layer's output can be taken.
/// A trace sees the thread it was called on. Where none is bound, a layer pays for one look at a scoped value.
public final class Trace {

    private static final ScopedValue<Trace> CURRENT = ScopedValue.newInstance();

    private final IdentityHashMap<Object, String> names;
    private final List<Entry> entries = new ArrayList<>();
    private final SequencedMap<String, Tensor> notes = new LinkedHashMap<>();

    private Trace(IdentityHashMap<Object, String> names) {
        this.names = names;
    }

    /// A trace that knows the layers of `net` by their names in it.
    public static Trace of(Net net) {
        IdentityHashMap<Object, String> names = new IdentityHashMap<>();
        Nets.parts(net).forEach((name, part) -> names.putIfAbsent(part, name));
        return new Trace(names);
    }

    /// Runs `body` and sees what its layers do.
    public <T extends @Nullable Object> T call(Supplier<T> body) {
        return ScopedValue.where(CURRENT, this).call(body::get);
    }

    /// Runs `body` and sees what its layers do.
    public void run(Runnable body) {
        ScopedValue.where(CURRENT, this).run(body);
    }

    /// All layers' outputs for one input.
    public static SequencedMap<String, Tensor> outputs(Layer net, Tensor input) {
        Trace trace = of(net);
        trace.call(() -> net.apply(input));
        return trace.outputs();
    }

    /// Tells a trace, if one listens, something inside a layer that is worth seeing, such as attention weights.
    public static void note(Net part, String what, Tensor value) {
        if (CURRENT.isBound()) {
            Trace trace = CURRENT.get();
            trace.notes.put(free(trace.notes, join(trace.name(part), what)), value);
        }
    }

    /// Whether somebody is looking, for values that cost something to compute.
    public static boolean listening() {
        return CURRENT.isBound();
    }

    static Tensor through(Layer layer, Tensor input) {
        if (!CURRENT.isBound()) return layer.forward(input);
        Tensor output = layer.forward(input);
        Trace trace = CURRENT.get();
        trace.entries.add(new Entry(trace.name(layer), layer, input, output));
        return output;
    }

    /// What was seen, in the order in which layers finished: parts before the whole.
    public List<Entry> entries() {
        return Collections.unmodifiableList(entries);
    }

    /// Every layer's output by its name. The net itself is the empty name; a layer that ran again has ` #2` after its
    /// name.
    public SequencedMap<String, Tensor> outputs() {
        SequencedMap<String, Tensor> outputs = new LinkedHashMap<>();
        for (Entry entry : entries) outputs.put(free(outputs, entry.name()), entry.output());
        return outputs;
    }

    /// What layers told of their inside, by layer and name.
    public SequencedMap<String, Tensor> notes() {
        return Collections.unmodifiableSequencedMap(notes);
    }

    private String name(Net part) {
        return names.getOrDefault(part, part.getClass().getSimpleName());
    }

    private static String join(String layer, String what) {
        return layer.isEmpty() ? what : layer + "." + what;
    }

    private static String free(Map<String, Tensor> taken, String name) {
        String free = name;
        for (int again = 2; taken.containsKey(free); again++) free = name + " #" + again;
        return free;
    }

    /// One layer at work.
    ///
    /// @param name the layer's name in the net; empty for the net itself
    /// @param layer the layer
    /// @param input what it took
    /// @param output what it gave
    public record Entry(String name, Layer layer, Tensor input, Tensor output) {}
}
