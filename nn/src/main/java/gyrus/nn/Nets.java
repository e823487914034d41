package gyrus.nn;

import gyrus.tensor.Components;
import gyrus.tensor.DType;
import gyrus.tensor.Device;
import gyrus.tensor.Gradients;
import gyrus.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What can be done with any net: name its weights and parts, load, count, freeze, and rebuild it with parts replaced.
public final class Nets {

    private Nets() {}

    /// All tensors of `net`, learned ones and [Buffer]s, by their published names in the order of the components. A
    /// tensor that two parts share appears once, under its first name.
    public static SequencedMap<String, Tensor> state(Net net) {
        SequencedMap<String, Tensor> state = new LinkedHashMap<>();
        distinct(net, (name, tensor) -> put(state, name, tensor), true);
        return state;
    }

    /// The learned tensors of `net` by their published names: its state without the [Buffer]s.
    public static SequencedMap<String, Tensor> parameters(Net net) {
        SequencedMap<String, Tensor> parameters = new LinkedHashMap<>();
        distinct(net, (name, tensor) -> put(parameters, name, tensor), false);
        return parameters;
    }

    /// The parameters for which gradients are computed.
    public static List<Tensor> trainable(Net net) {
        return parameters(net).values().stream().filter(Tensor::trainable).toList();
    }

    /// All parts of `net` that are nets, by name, from the whole (the empty name) to the parts of its parts. A part
    /// whose [Key] adds nothing to the path is called as the component that it is.
    public static SequencedMap<String, Net> parts(Net net) {
        SequencedMap<String, Net> parts = new LinkedHashMap<>();
        for (Part part : named(net)) parts.putIfAbsent(part.name(), part.net());
        return parts;
    }

    /// A part, and where it is.
    ///
    /// @param name its name in the net
    /// @param path the path that its tensors have, which may be a pattern
    record Part(String name, String path, Net net) {}

    static List<Part> named(Net net) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part("", "", net));
        named("", "", net, parts);
        Set<String> keys = new HashSet<>();
        for (Part part : parts) keys.add(Keys.name(part.path()));
        parts.replaceAll(part -> part.name().equals(Keys.name(part.path())) ? part
                : new Part(free(part.name(), keys), part.path(), part.net()));
        return parts;
    }

    private static void named(String path, String name, @Nullable Object node, List<Part> parts) {
        children(path, node, (key, child, component, _) -> {
            String own = component.isEmpty() || !key.equals(path) ? Keys.name(key) : Keys.join(name, component);
            if (child instanceof Net net) parts.add(new Part(own, key, net));
            named(key, child instanceof Net ? own : name, child, parts);
        });
    }

    private static String free(String name, Set<String> taken) {
        String free = name;
        for (int again = 2; !taken.add(free); again++) free = name + "_" + again;
        return free;
    }

    /// The tensors of `node` that are not those of its parts, by their published names.
    static void own(String path, @Nullable Object node, BiConsumer<String, Tensor> action) {
        children(path, node, (name, child, _, _) -> {
            if (child instanceof Tensor tensor) action.accept(name, tensor);
            if (child instanceof List<?>) own(name, child, action);
        });
    }

    /// Number of learned values.
    public static long count(Net net) {
        return parameters(net).values().stream().mapToLong(Tensor::count).sum();
    }

    /// What `net` consists of: its parts, their types and how many parameters they have. Prints as a table.
    public static Summary summary(Net net) {
        return Summary.of(net);
    }

    /// As [#summary(Net)], with the shapes that come out of every layer for `input`.
    public static Summary summary(Layer net, Tensor input) {
        return Summary.of(net, input);
    }

    /// Makes the parameters whose names `which` accepts trainable or not, and leaves the others as they are.
    public static void trainable(Net net, boolean on, Predicate<String> which) {
        parameters(net).forEach((name, tensor) -> {
            if (which.test(name)) tensor.trainable(on);
        });
    }

    /// Freezes all parameters.
    ///
    /// @return `net`
    public static <N extends Net> N freeze(N net) {
        trainable(net, false, name -> true);
        return net;
    }

    /// Copies `weights` into the tensors of `net` by name. Floating-point numbers are converted to the net's type, and
    /// whole numbers too, but not the one kind to the other. A tensor that parts share is read under any of its names,
    /// or several where they agree.
    ///
    /// @return `net`
    /// @throws IllegalArgumentException if a tensor of the net is missing, one is left over, or a shape or kind of
    ///     number differs; the message names every one, and the net is unchanged
    /// @throws IllegalArgumentException if `net` is on [Device#META], where there is no memory; [#with] gives it some
    public static <N extends Net> N load(N net, Map<String, Tensor> weights) {
        Fit fit = Fit.of(net, weights, true);
        if (!fit.differences().none()) {
            throw new IllegalArgumentException("weights do not fit: " + fit.differences());
        }
        copy(fit);
        return net;
    }

    /// Copies those of `weights` that fit into `net`, and says which did not.
    ///
    /// @throws IllegalArgumentException if `net` is on [Device#META]
    public static Differences loadPartly(Net net, Map<String, Tensor> weights) {
        Fit fit = Fit.of(net, weights, true);
        copy(fit);
        return fit.differences();
    }

    private static void copy(Fit fit) {
        fit.sources().forEach((tensor, source) -> {
            if (tensor.device().equals(Device.META) || source.device().equals(Device.META)) {
                throw new IllegalArgumentException("the %s on the meta device, without memory: %s".formatted(
                        tensor.device().equals(Device.META) ? "net is" : "weights are",
                        "build the net on another, or put the weights into it by Nets.with"));
            }
        });
        Gradients.off(() -> {
            fit.sources().forEach(Tensor::assign);
            return null;
        });
    }

    /// How `weights` differ from what `net` has and [#load] needs.
    public static Differences compare(Net net, Map<String, Tensor> weights) {
        return Fit.of(net, weights, true).differences();
    }

    /// Where weights and a net do not agree.
    ///
    /// @param missing names that the net has and the weights do not
    /// @param extra names that the weights have and the net does not
    /// @param unfit names of weights of the wrong shape or kind, or unlike another name's for the same tensor, with why
    public record Differences(Set<String> missing, Set<String> extra, SequencedMap<String, String> unfit) {
        /// Whether they agree.
        public boolean none() {
            return missing.isEmpty() && extra.isEmpty() && unfit.isEmpty();
        }

        /// All of them, named.
        @Override
        public String toString() {
            List<String> said = new ArrayList<>();
            if (!missing.isEmpty()) said.add("missing " + String.join(", ", missing));
            if (!extra.isEmpty()) said.add("extra " + String.join(", ", extra));
            if (!unfit.isEmpty()) {
                said.add(unfit.entrySet().stream().map(e -> e.getKey() + " is " + e.getValue())
                        .collect(Collectors.joining(", ")));
            }
            return said.isEmpty() ? "no differences" : String.join("; ", said);
        }
    }

    /// The net with every part of `type` replaced by what `change` makes of it; where that is null, the part stays and
    /// its own parts are looked at. Branches in which nothing changes are shared with the old net, and what two parts
    /// share stays shared: where nothing changes at all, this is `net`.
    public static <N extends Net, P> N map(N net, Class<P> type,
            Function<? super P, ? extends @Nullable Object> change) {
        IdentityHashMap<Object, @Nullable Object> done = new IdentityHashMap<>();
        return same(net, rebuild("", net, (name, node) -> type.isInstance(node) ? change.apply(type.cast(node)) : null,
                done));
    }

    /// The net with every tensor, learned or not, replaced by what `change` makes of it; shared ones once.
    public static <N extends Net> N mapTensors(N net, UnaryOperator<Tensor> change) {
        return map(net, Tensor.class, change);
    }

    /// The net for use alone, with every [Packable] part in its other form: on a processor, weights as its kernels read
    /// them and norms within convolutions. A net of convolutions answers for one picture several times as fast, and
    /// the weights are held twice. It gives no gradients, its parts have other names, and later changes of `net` do not
    /// reach it.
    ///
    /// ```java
    /// Net ready = Nets.packed(net);
    /// Gradients.off(() -> ready.apply(picture));
    /// ```
    public static <N extends Net> N packed(N net) {
        Net whole = net instanceof Packable packable ? packable.packed() : null;
        if (net.getClass().isInstance(whole)) return same(net, whole);
        return map(net, Packable.class, part -> part == net ? null : part.packed());
    }

    /// The net with the tensors of these names in place of its own, not copied: weights of a mapped file, or functions
    /// of other tensors through which a gradient flows.
    ///
    /// A tensor that parts share is replaced under any of its names, for all of them.
    ///
    /// @throws IllegalArgumentException for a name that the net does not have, or a tensor of another shape
    public static <N extends Net> N with(N net, Map<String, Tensor> tensors) {
        Fit fit = Fit.of(net, tensors, false);
        Differences wrong = new Differences(Set.of(), fit.differences().extra(), fit.differences().unfit());
        if (!wrong.none()) throw new IllegalArgumentException("tensors do not fit the net: " + wrong);
        IdentityHashMap<Object, @Nullable Object> done = new IdentityHashMap<>();
        return same(net, rebuild("", net, (_, node) -> node instanceof Tensor t ? fit.sources().get(t) : null, done));
    }

    /// The net with its floating-point tensors of another type.
    public static <N extends Net> N to(N net, DType type) {
        return mapTensors(net, t -> t.dtype().floating() && t.dtype() != type ? moved(t, t.detach().to(type)) : t);
    }

    /// The net with its tensors on another device.
    public static <N extends Net> N to(N net, Device device) {
        return mapTensors(net, t -> t.device().equals(device) ? t : moved(t, t.detach().to(device)));
    }

    private static Tensor moved(Tensor from, Tensor to) {
        return from.trainable() ? to.trainable(true) : to;
    }

    @SuppressWarnings("unchecked") // a rebuilt record is of the class of the record it was made from
    private static <N extends Net> N same(N net, @Nullable Object rebuilt) {
        if (rebuilt == null || !net.getClass().isInstance(rebuilt)) {
            throw new IllegalArgumentException("a whole %s cannot be replaced from inside"
                    .formatted(net.getClass().getSimpleName()));
        }
        return (N) rebuilt;
    }

    private interface Change {
        @Nullable Object apply(String name, Object node);
    }

    private static @Nullable Object rebuild(String path, @Nullable Object node, Change change,
            IdentityHashMap<Object, @Nullable Object> done) {
        if (node == null) return null;
        if (done.containsKey(node)) return done.get(node);
        Object made = change.apply(path, node);
        if (made == null) {
            made = switch (node) {
                case List<?> list -> rebuild(path, list, change, done);
                case Record record when record instanceof Net -> rebuild(path, record, change, done);
                default -> node;
            };
        }
        done.put(node, made);
        return made;
    }

    private static List<?> rebuild(String path, List<?> list, Change change,
            IdentityHashMap<Object, @Nullable Object> done) {
        List<@Nullable Object> made = new ArrayList<>(list.size());
        boolean changed = false;
        for (int i = 0; i < list.size(); i++) {
            made.add(rebuild(Keys.element(path, i), list.get(i), change, done));
            changed |= made.get(i) != list.get(i);
        }
        return changed ? Collections.unmodifiableList(made) : list;
    }

    private static Record rebuild(String path, Record record, Change change,
            IdentityHashMap<Object, @Nullable Object> done) {
        Keys keys = Keys.of(record.getClass());
        Components components = keys.components();
        @Nullable Object[] values = new Object[components.list().size()];
        boolean changed = false;
        for (int i = 0; i < values.length; i++) {
            Object value = components.get(record, i);
            if (!keys.part(i)) {
                values[i] = value;
                continue;
            }
            String name = Keys.join(path, keys.key(i));
            values[i] = rebuild(name, value, change, done);
            if (values[i] == value) continue;
            keys.check(i, values[i], name, record);
            changed = true;
        }
        return changed ? components.build(values) : record;
    }

    private static void distinct(Net net, BiConsumer<String, Tensor> action, boolean buffers) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        tensors("", net, (name, tensor) -> {
            if (seen.add(tensor)) action.accept(name, tensor);
        }, buffers);
    }

    /// Every tensor in `node` by every name it has there.
    static void tensors(String path, @Nullable Object node, BiConsumer<String, Tensor> action,
            boolean buffers) {
        children(path, node, (name, child, _, buffer) -> {
            if (child instanceof Tensor tensor) {
                if (buffers || !buffer) action.accept(name, tensor);
            } else {
                tensors(name, child, action, buffers);
            }
        });
    }

    private interface Visitor {
        /// @param component what the child is called in its record; empty in a list
        void visit(String name, @Nullable Object child, String component, boolean buffer);
    }

    private static void children(String path, @Nullable Object node, Visitor visitor) {
        if (node instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) visitor.visit(Keys.element(path, i), list.get(i), "", false);
        } else if (node instanceof Record record && record instanceof Net) {
            Keys keys = Keys.of(record.getClass());
            for (int i = 0; i < keys.components().list().size(); i++) {
                Object child = keys.components().get(record, i);
                if (!keys.part(i)) continue;
                visitor.visit(Keys.join(path, keys.key(i)), child, keys.component(i), keys.buffer(i));
            }
        }
    }

    private static void put(Map<String, Tensor> state, String name, Tensor tensor) {
        if (state.put(name, tensor) != null) {
            throw new IllegalArgumentException("two tensors of the net are called %s: give one of them another @Key"
                    .formatted(name));
        }
    }
}
