package gyrus.methods.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gyrus.tensor.Generator;
import gyrus.tensor.Tensor;
import org.junit.jupiter.api.Test;

class QuantizedTest {

    private static final Grain WHOLE = new Grain.Whole();

    @Test
    void absmaxByHand() {
        Quantized quantized = Quantized.absmax(Tensor.of(0.1, -3.2, 0, 1.6), WHOLE);
        assertThat(quantized.scale().item()).isCloseTo(39.6875, within(1e-9));
        assertThat(quantized.values().toInts()).containsExactly(4, -127, 0, 64); // 0.1 · 39.6875 = 3.96875
        assertThat(quantized.restored().toDoubles()[0]).isCloseTo(0.100787, within(1e-6));
        assertThat(quantized.restored().toDoubles()[1]).isCloseTo(-3.2, within(1e-9));
    }

    @Test
    void zeroPointByHand() {
        Quantized quantized = Quantized.zeroPoint(Tensor.of(0.1, 0, 3.2, -3), WHOLE);
        assertThat(quantized.scale().item()).isCloseTo(41.129032, within(1e-6));
        assertThat(quantized.zero().item()).isEqualTo(-5);
        assertThat(quantized.values().toInts()).containsExactly(-1, -5, 127, -128);
        double[] restored = quantized.restored().toDoubles();
        double[] expected = {0.097255, 0, 3.209412, -2.990588};
        for (int i = 0; i < expected.length; i++) assertThat(restored[i]).isCloseTo(expected[i], within(1e-6));
    }

    @Test
    void theZeroPointUsesAllIntegersForNumbersOnOneSide() {
        Tensor positive = Tensor.linspace(0, 1, 101);
        Tensor byRange = Quantized.zeroPoint(positive, WHOLE).restored();
        Tensor bySize = Quantized.absmax(positive, WHOLE).restored();
        assertThat(byRange.sub(positive).abs().max().item()).isLessThan(bySize.sub(positive).abs().max().item());
    }

    @Test
    void zeroStaysZero() {
        Tensor shifted = Tensor.of(2.0, 3, 0);
        assertThat(Quantized.zeroPoint(shifted, WHOLE).restored().toDoubles()[2]).isZero();
        Tensor nothing = Tensor.zeros(2, 3);
        for (Quantized quantized : new Quantized[] {Quantized.absmax(nothing, new Grain.Channel()),
            Quantized.zeroPoint(nothing, new Grain.Channel())}) {
            assertThat(quantized.restored().toDoubles()).containsOnly(0);
        }
    }

    @Test
    void errorsAreHalfAnIntegerAtMost() {
        Tensor weights = Generator.seeded(1).call(() -> Tensor.randn(8, 4, 6));
        for (Grain grain : new Grain[] {WHOLE, new Grain.Channel(), new Grain.Group(12)}) {
            Quantized quantized = Quantized.absmax(weights, grain);
            Tensor error = grain.rows(quantized.restored().sub(weights)).abs().mul(quantized.scale());
            assertThat(error.max().item()).as(grain.toString()).isLessThan(0.5 + 1e-4);
        }
    }

    @Test
    void finerGrainsLoseLess() {
        Tensor weights = Generator.seeded(1).call(() -> Tensor.randn(64, 64))
                .mul(Tensor.linspace(0.01, 1, 64).unsqueeze(1));
        double whole = lost(weights, WHOLE);
        double channel = lost(weights, new Grain.Channel());
        double group = lost(weights, new Grain.Group(8));
        assertThat(channel).isLessThan(whole);
        assertThat(group).isLessThan(channel);
    }

    private static double lost(Tensor weights, Grain grain) {
        return Quantized.absmax(weights, grain).restored().sub(weights).square().mean().item();
    }

    @Test
    void refusesGroupsThatDoNotDivide() {
        assertThatThrownBy(() -> Quantized.absmax(Tensor.zeros(2, 6), new Grain.Group(4)))
                .hasMessage("the 6 numbers of a channel of (2, 6) do not divide into groups of 4");
        assertThatThrownBy(() -> new Grain.Group(0)).hasMessageContaining("groups of 0");
    }
}
