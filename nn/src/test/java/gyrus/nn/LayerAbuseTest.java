package gyrus.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gyrus.nn.attention.MultiHeadAttention;
import gyrus.nn.attention.Positions;
import gyrus.nn.attention.TransformerLayer;
import gyrus.nn.recurrent.Gru;
import gyrus.nn.recurrent.Lstm;
import gyrus.nn.recurrent.Rnn;
import gyrus.tensor.DType;
import gyrus.tensor.Device;
import gyrus.tensor.Generator;
import gyrus.tensor.OutOfNativeMemory;
import gyrus.tensor.Scope;
import gyrus.tensor.Tensor;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every public layer, found by reflection, with an input of the wrong rank, type, device, empty, huge, closed or
/// null, in training and in use: a Java exception or a right output; and the same output for an input that is not
/// contiguous.
class LayerAbuseTest {

    private static final Set<Class<?>> FAIR = Set.of(IllegalArgumentException.class, IllegalStateException.class,
            IndexOutOfBoundsException.class, ArithmeticException.class, NullPointerException.class,
            UnsupportedOperationException.class, OutOfNativeMemory.class);

    /// A layer and an input that fits.
    private record Example(Layer layer, Tensor input) {}

    /// Examples of layers that do not follow from a constructor without parameters and a (2, 6) input.
    private static final List<Supplier<Example>> EXAMPLES = List.of(
            () -> new Example(Linear.of(6, 4), real(2, 6)),
            () -> new Example(new InOutLinear(real(6, 4), real(4)), real(2, 6)),
            () -> new Example(Conv.of(4, 6, Window.square(3).padding(1), 2, true), real(2, 4, 5, 5)),
            () -> new Example(ConvTransposed.of(4, 6, Window.square(3).stride(2)), real(2, 4, 5, 5)),
            () -> new Example(MaxPool.square(2), real(2, 3, 6, 6)),
            () -> new Example(AvgPool.square(2), real(2, 3, 6, 6)),
            () -> new Example(AdaptiveMaxPool.of(2, 3), real(2, 3, 6, 6)),
            () -> new Example(AdaptiveAvgPool.of(2, 3), real(2, 3, 6, 6)),
            () -> new Example(BatchNorm.of(3), real(2, 3, 4, 4)),
            () -> new Example(InstanceNorm.of(3), real(2, 3, 4, 4)),
            () -> new Example(GroupNorm.of(2, 4), real(2, 4, 3, 3)),
            () -> new Example(LayerNorm.of(6), real(2, 6)),
            () -> new Example(RmsNorm.of(6), real(2, 6)),
            () -> new Example(new PixelShuffle(2), real(2, 8, 3, 3)),
            () -> new Example(Interpolate.to(7, 5), real(2, 3, 4, 4)),
            () -> new Example(new Residual(Linear.of(6, 6)), real(2, 6)),
            () -> new Example(Sequential.of(Linear.of(6, 6), new Activations.Relu()), real(2, 6)),
            () -> new Example(Flatten.of(), real(2, 3, 4)),
            () -> new Example(Unflatten.of(2, 3), real(2, 6)),
            () -> new Example(Embedding.of(9, 4), Tensor.of(new long[] {1, 8, 0, 3, 3, 5}, 2, 3)),
            () -> new Example(new Dropout(0.5), real(2, 6)),
            () -> new Example(new Activations.LeakyRelu(0.1), real(2, 6)),
            () -> new Example(new Activations.Elu(1), real(2, 6)),
            () -> new Example(new Activations.Celu(1), real(2, 6)),
            () -> new Example(new Activations.Softplus(1, 20), real(2, 6)),
            () -> new Example(new Activations.HardTanh(-1, 1), real(2, 6)),
            () -> new Example(new Activations.Threshold(0.5, 0), real(2, 6)),
            () -> new Example(new Activations.SoftShrink(0.5), real(2, 6)),
            () -> new Example(new Activations.HardShrink(0.5), real(2, 6)),
            () -> new Example(Activations.Prelu.of(6), real(2, 6)),
            () -> new Example(new Activations.Softmax(1), real(2, 6)),
            () -> new Example(new Activations.LogSoftmax(1), real(2, 6)),
            () -> new Example(new Activations.Glu(1), real(2, 6)),
            () -> new Example(MultiHeadAttention.of(6, 2), real(2, 5, 6)),
            () -> new Example(TransformerLayer.of(6, 2, 8), real(2, 5, 6)),
            () -> new Example(Positions.Sinusoidal.of(6), real(2, 5, 6)),
            () -> new Example(Positions.Learned.of(7, 6), real(2, 5, 6)),
            () -> new Example(Rnn.of(6, 3), real(2, 5, 6)),
            () -> new Example(Gru.of(6, 3), real(2, 5, 6)),
            () -> new Example(Lstm.of(6, 3), real(2, 5, 6)));

    private static final Generator SEED = Generator.seeded(5);

    private static Tensor real(long... shape) {
        return Tensor.rand(SEED, shape);
    }

    @TestFactory
    List<DynamicTest> layers() throws IOException, URISyntaxException, ReflectiveOperationException {
        Map<Class<?>, Supplier<Example>> known = EXAMPLES.stream()
                .collect(Collectors.toMap(example -> example.get().layer().getClass(), example -> example));
        List<DynamicTest> tests = new ArrayList<>();
        for (Class<?> type : types()) {
            Supplier<Example> example = known.get(type);
            if (example == null && type.getRecordComponents().length == 0) {
                Layer layer = (Layer) type.getConstructor().newInstance();
                example = () -> new Example(layer, real(2, 6));
            }
            Supplier<Example> one = example;
            tests.add(DynamicTest.dynamicTest(type.getSimpleName(), () -> {
                assertThat(one).as("%s has no example; add one to EXAMPLES", type.getName()).isNotNull();
                for (Mode mode : Mode.values()) {
                    try (var _ = Scope.open()) {
                        Generator.seeded(1).run(() -> mode.run(() -> abuse(one)));
                    }
                }
            }));
        }
        assertThat(tests).hasSizeGreaterThan(45);
        return tests;
    }

    private static void abuse(Supplier<Example> example) {
        Example good = example.get();
        Layer layer = good.layer();
        Tensor input = good.input();
        Tensor wanted = layer.apply(input);
        for (Tensor wrong : wrong(input)) {
            try {
                Tensor output = layer.apply(wrong);
                assertThat(output.toString()).isNotEmpty();
            } catch (RuntimeException e) {
                assertThat(FAIR).as("%s of %s %s: %s", layer, wrong.dtype(), wrong.shape(), e).contains(e.getClass());
                assertThat(e).hasMessageNotContaining("frame #").hasMessageNotContaining("Exception raised");
            }
        }
        if (layer instanceof Dropout && !Mode.training()) return; // it gives what it was given
        assertThatThrownBy(() -> layer.apply(closed(input))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> layer.apply(null)).isInstanceOf(RuntimeException.class);
        if (layer instanceof Dropout) return;
        for (Tensor strided : List.of(input.transpose(0, -1).contiguous().transpose(0, -1),
                Tensor.stack(List.of(input, input.zerosLike()), -1).select(-1, 0))) {
            Tensor output = layer.apply(strided);
            assertThat(output.shape()).isEqualTo(wanted.shape());
            double[] a = wanted.toDoubles();
            double[] b = output.toDoubles();
            for (int i = 0; i < a.length; i++) assertThat(b[i]).isCloseTo(a[i], within(1e-5));
        }
        assertThat(layer.apply(input).sub(wanted).abs().max().item()).isLessThan(1e-5);
    }

    private static List<Tensor> wrong(Tensor good) {
        List<Tensor> wrong = new ArrayList<>();
        for (int rank = 0; rank < 8; rank++) wrong.add(Tensor.ones(good.dtype(), sizes(rank)));
        for (int rank = 0; rank < 6; rank++) wrong.add(Tensor.zeros(good.dtype(), new long[rank]));
        for (int dim = 0; dim < good.rank(); dim++) {
            long[] sizes = good.shape().dims();
            sizes[dim] = 0;
            wrong.add(Tensor.ones(good.dtype(), sizes));
            sizes[dim] = good.size(dim) + 1;
            wrong.add(Tensor.ones(good.dtype(), sizes));
            sizes[dim] = 1L << 45;
            wrong.add(Device.META.call(() -> Tensor.empty(good.dtype(), sizes)));
        }
        wrong.add(Tensor.ones(good.dtype(), LongStream.generate(() -> 1).limit(70).toArray()));
        for (DType type : DType.values()) wrong.add(good.to(type));
        wrong.add(good.add(1_000_000));
        wrong.add(good.sub(1_000_000));
        wrong.add(good.mul(Double.NaN));
        wrong.add(Device.META.call(() -> Tensor.empty(good.dtype(), good.shape().dims())));
        return wrong;
    }

    private static long[] sizes(int rank) {
        long[] sizes = new long[rank];
        Arrays.fill(sizes, 2);
        return sizes;
    }

    private static Tensor closed(Tensor good) {
        try (var _ = Scope.open()) {
            return good.copy();
        }
    }

    /// The public layers that are classes, in the packages that the module exports.
    private static List<Class<?>> types() throws IOException, URISyntaxException {
        Path place = Path.of(Layer.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        var module = ModuleFinder.of(place).findAll().iterator().next();
        List<Class<?>> types = new ArrayList<>();
        try (ModuleReader reader = module.open();
                Stream<String> names = reader.list()) {
            for (String name : names.filter(n -> n.endsWith(".class") && n.indexOf('/') > 0).sorted().toList()) {
                Class<?> type = Class.forName(name.substring(0, name.length() - 6).replace('/', '.'));
                if (Layer.class.isAssignableFrom(type) && type.isRecord() && Modifier.isPublic(type.getModifiers())) {
                    types.add(type);
                }
            }
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
        return types;
    }
}
