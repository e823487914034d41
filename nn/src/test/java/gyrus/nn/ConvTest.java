package gyrus.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gyrus.tensor.Generator;
import gyrus.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ConvTest {

    @Test
    void commutesWithShifts() {
        DenseConv conv = Conv.of(3, 4, Window.square(3).padding(1)).edges(Conv.Edges.CIRCULAR);
        Tensor x = Tensor.randn(2, 3, 8, 9);
        long[] shift = {2, -3};
        Tensor first = conv.apply(x.roll(shift, 2, 3));
        assertThat(first.sub(conv.apply(x).roll(shift, 2, 3)).abs().max().item()).isLessThan(1e-5);
        DenseConv zeros = conv.edges(Conv.Edges.ZEROS);
        assertThat(zeros.apply(x.roll(shift, 2, 3)).sub(zeros.apply(x).roll(shift, 2, 3)).abs().max().item())
                .isGreaterThan(0.01);
    }

    @Test
    void samePaddingKeepsTheSize() {
        for (long kernel = 1; kernel <= 6; kernel++) {
            for (long dilation = 1; dilation <= 3; dilation++) {
                Window window = Window.of(kernel, 3).dilation(dilation, 1).same();
                assertThat(Conv.of(1, 1, window).apply(Tensor.zeros(1, 1, 17, 13)).shape().dims())
                        .containsExactly(1, 1, 17, 13);
            }
        }
    }

    @Test
    void transposedGivesTheSizeBack() {
        Window window = Window.square(3).stride(2).padding(1);
        Tensor y = Conv.of(3, 5, window).apply(Tensor.zeros(1, 3, 16, 16));
        assertThat(ConvTransposed.of(5, 3, window).extra(1, 1).apply(y).shape().dims())
                .containsExactly(1, 3, 16, 16);
    }

    @Test
    void freshWeightsAreUniformWithinTheFan() {
        DenseConv conv = Generator.seeded(1).call(() -> Conv.of(8, 32, Window.square(5), 2, true));
        double bound = 1 / Math.sqrt(4 * 25);
        assertThat(conv.weight().abs().max().item()).isBetween(bound * 0.98, bound);
        assertThat(conv.weight().std().item())
                .isBetween(bound / Math.sqrt(3) * 0.95, bound / Math.sqrt(3) * 1.05);
        assertThat(conv.bias().abs().max().item()).isBetween(bound * 0.7, bound);
        assertThat(conv.in()).isEqualTo(8);
        assertThat(conv.weight().trainable()).isTrue();
    }

    @Test
    void channelsLastChangesTheLayoutAlone() {
        DenseConv conv = Conv.of(3, 4, Window.square(3));
        DenseConv last = conv.channelsLast();
        Tensor x = Tensor.randn(2, 3, 8, 9);
        assertThat(last.weight().toFloats()).isEqualTo(conv.weight().toFloats());
        assertThat(last.weight().strides()).containsExactly(27, 1, 9, 3);
        assertThat(last.apply(x).sub(conv.apply(x)).abs().max().item()).isLessThan(1e-5);
        last.apply(x).square().sum().backward();
        conv.apply(x).square().sum().backward();
        assertThat(last.weight().gradient().sub(conv.weight().gradient()).abs().max().item()).isLessThan(1e-3);
        assertThatThrownBy(() -> Conv.of(3, 4, Window.of(3)).channelsLast())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesWhatDoesNotFit() {
        DenseConv conv = Conv.of(3, 4, Window.square(3));
        assertThatThrownBy(() -> conv.apply(Tensor.zeros(2, 1, 8, 8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an input of (2, 1, 8, 8), where (N, 3, …, …) is needed");
        assertThatThrownBy(() -> Conv.of(3, 4, Window.square(3), 2, true))
                .hasMessageContaining("from 3 to 4 channels in 2 groups");
        assertThatThrownBy(() -> Window.square(3).stride(1, 2, 3)).hasMessageContaining("(1, 2, 3)")
                .hasMessageContaining("(3, 3)");
        assertThatThrownBy(() -> Window.square(0)).hasMessageContaining("(0, 0)");
        assertThatThrownBy(() -> MaxPool.of(Window.square(2).padding(2))).hasMessageContaining("(2, 2)");
        assertThatThrownBy(() -> AvgPool.of(Window.of(2).same())).hasMessageContaining("both sides");
        assertThatThrownBy(() -> Mode.TRAIN.call(() -> BatchNorm.of(3).apply(Tensor.zeros(1, 3))))
                .hasMessageContaining("(1, 3)");
        assertThatThrownBy(() -> Interpolate.to(4).how(Interpolate.How.CUBIC)).hasMessageContaining("CUBIC");
        assertThatThrownBy(() -> Embedding.of(3, 2, 3)).hasMessageContaining("3");
        assertThatThrownBy(() -> new Dropout(-0.1)).hasMessageContaining("-0.1");
    }
}
