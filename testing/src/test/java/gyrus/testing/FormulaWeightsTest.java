package gyrus.testing;

import static org.assertj.core.api.Assertions.assertThat;

import gyrus.tensor.DType;
import gyrus.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// The formula gives the numbers that its description promises.
class FormulaWeightsTest {

    @Test
    void firstNumbersAreThoseOfTheDescription() {
        starts(FormulaWeights.of("conv1.weight", DType.FLOAT64, 6, 1, 5, 5), 0.02721240434380035, -0.03488543654456283);
        starts(FormulaWeights.of("bn1.running_var", DType.FLOAT64, 64), 1.0200892655462792, 0.9793423683287543);
        starts(FormulaWeights.of("fc3.bias", DType.FLOAT64, 10), 0.06623654563932045, -0.04761962097669528);
        starts(FormulaWeights.of("input", DType.FLOAT64, 4, 1, 28, 28), -0.6774117668325106, 0.35458399574548816);
    }

    @Test
    void countsAreZeroAndSingleNumbersAreRounded() {
        Tensor batches = FormulaWeights.of("bn1.num_batches_tracked", DType.FLOAT32);
        assertThat(batches.dtype()).isEqualTo(DType.INT64);
        assertThat(batches.itemLong()).isZero();
        Tensor single = FormulaWeights.of("fc3.bias", DType.FLOAT32, 10);
        assertThat(single.toFloats()[0]).isEqualTo((float) 0.06623654563932045);
    }

    private static void starts(Tensor values, double... first) {
        assertThat(Arrays.copyOf(values.toDoubles(), first.length)).containsExactly(first);
    }
}
