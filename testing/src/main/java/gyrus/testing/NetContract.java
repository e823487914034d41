package gyrus.testing;

import static org.assertj.core.api.Assertions.assertThat;

import gyrus.nn.Layer;
import gyrus.nn.Mode;
import gyrus.nn.Net;
import gyrus.nn.Nets;
import gyrus.nn.Safetensors;
import gyrus.nn.Trace;
import gyrus.tensor.Device;
import gyrus.tensor.Generator;
import gyrus.tensor.Gradients;
import gyrus.tensor.Shape;
import gyrus.tensor.Tensor;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every net must keep, whatever it computes.
///
/// ```java
/// class LenetTest implements NetContract<Lenet> {
///     @Override public Lenet net() { return Lenet.of(10); }
///     @Override public Tensor input() { return Tensor.randn(2, 1, 28, 28); }
/// }
/// ```
///
/// @param <N> the net
public interface NetContract<N extends Net> {

    /// A small one with fresh weights. It is asked for several times, also on [Device#META].
    N net();

    /// Something that it takes: two examples or more.
    Tensor input();

    /// What it gives. Nets that are no [Layer] say here how they are called.
    default Tensor output(N net, Tensor input) {
        if (net instanceof Layer layer) return layer.apply(input);
        throw new AssertionError("%s is no Layer: override output(net, input)"
                .formatted(net.getClass().getSimpleName()));
    }

    /// Names of layers that evaluation leaves out, such as heads that only help training.
    default Set<String> unused() {
        return Set.of();
    }

    /// Names are unique: the state has every tensor, shared ones once.
    @Test
    default void everyTensorHasANameOfItsOwn() {
        Set<Tensor> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Nets.mapTensors(seeded(1), tensor -> {
            assertThat(seen.add(tensor)).as("each tensor is met once").isTrue();
            return tensor;
        });
        assertThat(Nets.state(seeded(1))).hasSameSizeAs(seen);
    }

    /// Names can be typed, and are what published checkpoints look like.
    @Test
    default void namesAreSnakeCasePaths() {
        assertThat(Nets.state(seeded(1)).keySet()).allMatch(name -> name.matches("[a-z0-9_]+(\\.[a-z0-9_]+)*"));
    }

    /// A net with other weights that loads the file of this one gives what this one gives.
    @Test
    default void savedAndLoadedItGivesTheSame(@TempDir Path folder) {
        N net = seeded(1);
        Tensor input = Generator.seeded(3).call(this::input);
        Tensor expected = evaluated(net, input);
        Path file = folder.resolve("net.safetensors");
        Safetensors.save(file, Nets.state(net));
        N other = Nets.load(seeded(2), Safetensors.load(file));
        Tolerance.EXACT.compare("output after loading", evaluated(other, input), expected);
    }

    /// In use, the same input gives the same output, and nothing in the net changes.
    @Test
    default void evaluationIsDeterministic() {
        N net = seeded(1);
        Map<String, Tensor> before = new LinkedHashMap<>();
        Nets.state(net).forEach((name, tensor) -> before.put(name, tensor.detach().copy()));
        Tensor input = Generator.seeded(3).call(this::input);
        Tensor first = Generator.seeded(4).call(() -> evaluated(net, input));
        Tensor second = Generator.seeded(5).call(() -> evaluated(net, input));
        Tolerance.EXACT.compare("output of a second call", second, first);
        assertThat(first.isFinite().all().item()).as("finite").isOne();
        Nets.state(net).forEach((name, tensor) ->
                Tolerance.EXACT.compare(name, tensor.detach(), Objects.requireNonNull(before.get(name))));
    }

    /// No weight is left out of training by mistake. A net that is fitted otherwise has none.
    @Test
    default void gradientsReachEveryTrainableTensor() {
        N net = seeded(1);
        if (Nets.trainable(net).isEmpty()) return;
        Generator.seeded(3).run(() -> {
            Tensor output = Mode.TRAIN.call(() -> output(net, input()));
            output.mul(Tensor.randn(output.shape().dims()).to(output.dtype())).sum().backward();
        });
        Set<String> missed = new TreeSet<>();
        Nets.parameters(net).forEach((name, tensor) -> {
            Tensor gradient = tensor.gradient();
            if (tensor.trainable() && gradient == null) missed.add(name);
            if (gradient != null) assertThat(gradient.isFinite().all().item()).as("finite gradient of %s", name)
                    .isOne();
        });
        assertThat(missed).as("without a gradient").isEmpty();
    }

    /// Rebuilding with nothing changed costs nothing and changes nothing.
    @Test
    default void mappedToItselfItIsTheSameObject() {
        N net = seeded(1);
        assertThat(Nets.mapTensors(net, tensor -> tensor)).isSameAs(net);
        N changed = Nets.mapTensors(net, Tensor::detach);
        assertThat(changed).isNotSameAs(net);
        assertThat(Nets.state(changed).keySet()).as("names after a change").isEqualTo(Nets.state(net).keySet());
    }

    /// In the form for use alone it gives what it gave, to rounding, and it was not changed itself.
    @Test
    default void packedItAnswersAlike() {
        N net = seeded(1);
        Tensor input = Generator.seeded(3).call(this::input);
        Tensor expected = evaluated(net, input);
        N packed = Nets.packed(net);
        new Tolerance(1e-4, 1e-4).compare("output of the packed net", evaluated(packed, input), expected);
        Tolerance.EXACT.compare("output after packing", evaluated(net, input), expected);
    }

    /// Layers are called by `apply`, so that whoever looks inside sees them all.
    @Test
    default void aTraceSeesEveryLayer() {
        N net = seeded(1);
        Trace trace = Trace.of(net);
        Generator.seeded(3).run(() -> trace.call(() -> evaluated(net, input())));
        Set<Layer> called = Collections.newSetFromMap(new IdentityHashMap<>());
        trace.entries().forEach(entry -> called.add(entry.layer()));
        Set<String> missed = new TreeSet<>();
        Nets.parts(net).forEach((name, part) -> {
            if (part instanceof Layer layer && !called.contains(layer)) missed.add(name);
        });
        assertThat(missed).as("layers that no trace saw").isEqualTo(new TreeSet<>(unused()));
    }

    /// How large a net is can be told without the memory for it.
    @Test
    default void onTheMetaDeviceItCountsTheSame() {
        N real = seeded(1);
        N meta = Device.META.call(this::net);
        assertThat(Nets.count(meta)).isEqualTo(Nets.count(real));
        assertThat(shapes(meta)).isEqualTo(shapes(real));
        assertThat(Nets.state(meta).values()).allMatch(tensor -> tensor.device().equals(Device.META));
    }

    private N seeded(long seed) {
        return Generator.seeded(seed).call(this::net);
    }

    private Tensor evaluated(N net, Tensor input) {
        return Gradients.off(() -> Mode.EVAL.call(() -> output(net, input)));
    }

    private static Map<String, Shape> shapes(Net net) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        Nets.state(net).forEach((name, tensor) -> shapes.put(name, tensor.shape()));
        return shapes;
    }
}
