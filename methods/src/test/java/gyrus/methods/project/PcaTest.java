package gyrus.methods.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gyrus.nn.Nets;
import gyrus.tensor.DType;
import gyrus.tensor.Generator;
import gyrus.tensor.Tensor;
import gyrus.testing.NetContract;
import gyrus.testing.Tolerance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PcaTest implements NetContract<Pca> {

    @Override
    public Pca net() {
        return Nets.mapTensors(Pca.of(6, 3), tensor -> Tensor.randn(tensor.shape().dims()));
    }

    @Override
    public Tensor input() {
        return Tensor.randn(4, 6);
    }

    /// Large data is decomposed by its matrix of products, wide or tall.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void largeDataHasTheComponentsOfItsSvd(boolean wide) {
        Tensor scales = Tensor.linspace(1, 3, 1200).to(DType.FLOAT64);
        Tensor tall = Generator.seeded(1).call(() -> Tensor.randn(1200, 900)).to(DType.FLOAT64)
                .mul(wide ? scales.unsqueeze(1) : scales.narrow(0, 0, 900));
        Tensor x = wide ? tall.t().contiguous() : tall;
        Pca pca = Pca.fit(x, 3);
        var svd = x.sub(x.mean(0)).svd();
        Tensor expected = svd.s().narrow(0, 0, 3).square().div(x.size(0) - 1);
        new Tolerance(1e-8, 1e-8).compare("variance", pca.variance(), expected);
        Tensor same = pca.components().matmul(svd.vt().narrow(0, 0, 3).t()).abs();
        new Tolerance(0, 1e-6).compare("directions", same, Tensor.eye(3).to(DType.FLOAT64));
    }

    @Test
    void componentsAreOrthogonalAndCodesUncorrelatedInOrderOfVariance() {
        Tensor x = Generator.seeded(1).call(() -> Tensor.randn(60, 9)).to(DType.FLOAT64);
        Pca pca = Pca.fit(x, 9);
        Tensor eye = Tensor.eye(9).to(DType.FLOAT64);
        new Tolerance(0, 1e-12).compare("orthogonal", pca.components().matmul(pca.components().t()), eye);
        Tensor codes = pca.apply(x);
        Tensor covariance = codes.t().matmul(codes).div(x.size(0) - 1);
        new Tolerance(0, 1e-10).compare("uncorrelated", covariance, pca.variance().diag());
        assertThat(pca.variance().toDoubles()).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        new Tolerance(0, 1e-12).compare("all of them restore all", pca.restore(codes), x);
        assertThat(pca.share().sum().item()).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-12));
    }

    @Test
    void tooManyComponentsAreRefused() {
        assertThatThrownBy(() -> Pca.fit(Tensor.zeros(3, 5), 4))
                .hasMessage("4 components of 3 rows, 5 wide; ask for 1 to 3 of 2 rows or more");
        assertThatThrownBy(() -> Pca.of(5, 6)).hasMessageContaining("1 to 5");
    }
}
