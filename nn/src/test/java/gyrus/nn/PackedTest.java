package gyrus.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gyrus.nn.Activations.Relu;
import gyrus.tensor.Autocast;
import gyrus.tensor.DType;
import gyrus.tensor.Engine;
import gyrus.tensor.Generator;
import gyrus.tensor.Gradients;
import gyrus.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackedTest {

    private static void close(Tensor actual, Tensor expected) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        assertThat(actual.dtype()).isEqualTo(expected.dtype());
        double off = actual.sub(expected).abs().max().to(DType.FLOAT32).item();
        double size = expected.abs().max().to(DType.FLOAT32).item();
        assertThat(off).isLessThanOrEqualTo((expected.dtype() == DType.BFLOAT16 ? 2e-2 : 2e-5) * Math.max(1, size));
    }

    private static BatchNorm norm(long channels) {
        BatchNorm norm = BatchNorm.of(channels);
        Mode.TRAIN.run(() -> Gradients.off(() -> {
            for (int i = 0; i < 5; i++) norm.apply(Tensor.randn(16, channels, 3, 3).mul(3).add(2));
            norm.weight().assign(Tensor.rand(channels).add(0.5));
            return norm.bias().assign(Tensor.randn(channels));
        }));
        return norm;
    }

    @ParameterizedTest
    @CsvSource({"1,6,28,5,2,1,1,1", "64,64,8,3,1,1,1,1", "64,128,8,1,0,2,1,1", "8,12,9,3,2,2,2,4", "6,6,7,3,1,1,1,6",
        "3,64,32,7,3,2,1,1", "512,512,1,3,1,1,1,1", "5,7,11,4,0,3,1,1", "256,512,2,1,0,2,1,1", "20,30,1,1,0,1,1,1"})
    void convolutionsAndWhatFollowsThem(long in, long out, long side, long kernel, long padding, long stride,
            long dilation, long groups) {
        Window window = Window.square(kernel).padding(padding).stride(stride).dilation(dilation);
        Generator.seeded(1).run(() -> {
            for (boolean biased : List.of(true, false)) {
                DenseConv conv = Conv.of(in, out, window, groups, biased);
                Sequential net = Sequential.of(conv, norm(out), new Relu());
                for (long batch : List.of(1, 5, 2)) {
                    Tensor x = Tensor.randn(batch, in, side, side);
                    Gradients.off(() -> {
                        close(conv.packed().apply(x), conv.apply(x));
                        close(Nets.packed(Sequential.of(conv, new Relu())).apply(x), conv.apply(x).relu());
                        close(Nets.packed(net).apply(x), net.apply(x));
                        Tensor y = conv.apply(x);
                        Tensor other = Tensor.randn(y.shape().dims());
                        Tensor before = other.copy();
                        close(PackedConv.of(conv).rectified(x, other), y.add(other).relu());
                        assertThat(other.toFloats()).isEqualTo(before.toFloats());
                        return null;
                    });
                }
                Gradients.off(() -> {
                    Tensor one = Tensor.randn(in, side, side);
                    close(conv.packed().apply(one), conv.apply(one));
                    return null;
                });
            }
        });
    }

    @Test
    void aNormAndARectifierBecomePartOfTheConvolution() {
        Sequential net = Sequential.of(Conv.unbiased(3, 4, Window.square(3)), BatchNorm.of(4), new Relu(),
                Flatten.of(), Linear.of(4 * 36, 200), Linear.of(200, 2));
        List<Layer> packed = Nets.packed(net).layers();
        if (PackedConv.possible((Conv) net.layers().getFirst())) {
            assertThat(packed).hasSize(4);
            assertThat(packed.getFirst()).isInstanceOf(PackedConv.class);
            assertThat(packed.get(2)).isInstanceOf(PackedLinear.class);
        }
        assertThat(packed.getLast()).as("too small to be worth it").isSameAs(net.layers().getLast());
    }

    @ParameterizedTest
    @CsvSource({"1,384,384", "1,384,1536", "7,200,300", "64,784,512", "300,128,130", "1,1536,65"})
    void linearMaps(long rows, long in, long out) {
        Generator.seeded(1).run(() -> Gradients.off(() -> {
            for (DenseLinear map : List.of(Linear.of(in, out), Linear.unbiased(in, out))) {
                Linear packed = map.packed();
                Tensor x = Tensor.randn(rows, in);
                close(packed.apply(x), map.apply(x));
                close(packed.apply(x.reshape(rows, 1, in)), map.apply(x.reshape(rows, 1, in)));
                close(packed.apply(x.select(0, 0)), map.apply(x.select(0, 0)));
                assertThat(packed.dense()).isSameAs(map);
            }
            InOutLinear turned = InOutLinear.normal(0.1, in, out);
            close(turned.packed().apply(Tensor.ones(rows, in)), turned.apply(Tensor.ones(rows, in)));
            return null;
        }));
    }

    @Test
    void shortNumbers() {
        if (!Engine.multipliesBfloat16()) return;
        Generator.seeded(1).run(() -> Gradients.off(() -> {
            Sequential net = Nets.to(Sequential.of(Conv.unbiased(3, 16, Window.square(3)), norm(16), new Relu(),
                    Flatten.of(), Linear.of(16 * 36, 200)), DType.BFLOAT16);
            Tensor x = Tensor.randn(4, 3, 8, 8).to(DType.BFLOAT16);
            close(Nets.packed(net).apply(x), net.apply(x));
            return null;
        }));
    }

    @Test
    void whereItDoesNotFitTheOldFormAnswers() {
        DenseConv conv = Conv.of(3, 4, Window.square(3));
        DenseLinear map = Linear.of(300, 300);
        Tensor x = Tensor.randn(2, 3, 8, 8).trainable(true);
        conv.packed().apply(x).sum().backward();
        assertThat(x.gradient()).as("a gradient through a packed convolution").isNotNull();
        Gradients.off(() -> {
            DType type = Autocast.call(DType.BFLOAT16, () -> map.packed().apply(Tensor.randn(64, 300)).dtype());
            assertThat(type).as("mixed precision is heeded").isEqualTo(DType.BFLOAT16);
            assertThat(map.packed().apply(Tensor.zeros(0, 300)).shape().dims()).containsExactly(0, 300);
            assertThat(conv.packed().apply(Tensor.zeros(0, 3, 8, 8)).shape().dims()).containsExactly(0, 4, 6, 6);
            assertThatThrownBy(() -> conv.packed().apply(Tensor.zeros(2, 5, 8, 8)))
                    .hasMessageContaining("(2, 5, 8, 8)");
            assertThatThrownBy(() -> map.packed().apply(Tensor.zeros(64, 301))).hasMessageContaining("301");
            assertThatThrownBy(() -> PackedConv.of(conv.edges(Conv.Edges.REFLECT))).hasMessageContaining("packed");
            return null;
        });
    }

    @ParameterizedTest
    @CsvSource({"2,2", "3,3", "3,2", "2,3", "3,1"})
    void aPoolThatNeedsNoGradientGivesTheSame(long kernel, long stride) {
        Generator.seeded(1).run(() -> {
            for (int rank = 1; rank <= 3; rank++) {
                long[] sides = new long[rank];
                Arrays.fill(sides, kernel);
                Window window = Window.of(sides).stride(stride);
                MaxPool pool = MaxPool.of(window);
                for (long side = kernel; side < 9; side++) {
                    long[] shape = {2, 5, side, side + 1, side + 2};
                    Tensor x = Tensor.randn(Arrays.copyOf(shape, rank + 2));
                    x.flatten().slice(0, 3, 4).fill(Double.NaN);
                    float[] expected = pool.apply(x).toFloats();
                    assertThat(Gradients.off(() -> pool.apply(x)).toFloats()).containsExactly(expected);
                    Tensor one = x.select(0, 1);
                    assertThat(Gradients.off(() -> pool.apply(one)).toFloats())
                            .containsExactly(pool.apply(one).toFloats());
                }
            }
        });
    }
}
