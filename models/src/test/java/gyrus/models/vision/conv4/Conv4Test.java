package gyrus.models.vision.conv4;

import static org.assertj.core.api.Assertions.assertThat;

import gyrus.nn.Nets;
import gyrus.tensor.DType;
import gyrus.tensor.Gradients;
import gyrus.tensor.Tensor;
import gyrus.testing.FormulaWeights;
import gyrus.testing.Golden;
import gyrus.testing.NetContract;
import gyrus.testing.Tolerance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class Conv4Test implements NetContract<Conv4> {

    @Override
    public Conv4 net() {
        return Conv4.of(1, 8);
    }

    @Override
    public Tensor input() {
        return Tensor.randn(3, 1, 28, 28);
    }

    @Test
    void hasTheKnownNumberOfParametersAndTheSizeOfItsPoints() {
        Conv4 net = Conv4.of(1, 64);
        assertThat(Nets.count(net)).isEqualTo(111_936);
        assertThat(net.apply(Tensor.zeros(2, 1, 28, 28)).shape().dims()).containsExactly(2, 64);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void equalsPyTorch(DType type) {
        Conv4 net = FormulaWeights.fill(Conv4.of(1, 8), type);
        Tensor points = Gradients.off(() -> net.apply(FormulaWeights.of("input", type, 3, 1, 28, 28)));
        Tolerance.check("points", points, Golden.open("meta", type).at("conv4").out("points"));
    }
}
