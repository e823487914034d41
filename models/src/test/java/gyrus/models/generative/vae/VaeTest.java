package gyrus.models.generative.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gyrus.nn.Mode;
import gyrus.nn.Nets;
import gyrus.tensor.DType;
import gyrus.tensor.Tensor;
import gyrus.testing.FormulaWeights;
import gyrus.testing.Golden;
import gyrus.testing.NetContract;
import gyrus.testing.Tolerance;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VaeTest implements NetContract<Vae> {

    @Override
    public Vae net() {
        return Vae.of(5, 4, 16, 0.1);
    }

    @Override
    public Tensor input() {
        return Tensor.rand(3, 1, 28, 28);
    }

    @Override
    public Tensor output(Vae net, Tensor input) {
        return net.decode(net.encode(input).mean());
    }

    /// Both parts of the bound, and the gradients of their sum, are PyTorch's.
    @ParameterizedTest
    @CsvSource({"BCE, FLOAT32", "BCE, FLOAT64", "MSE, FLOAT32", "MSE, FLOAT64"})
    void equalsPyTorch(Likelihood likelihood, DType type) {
        Golden.Case golden = Golden.open("vae", type).at(likelihood.name().toLowerCase(Locale.ROOT));
        Vae net = FormulaWeights.fill(Vae.of(3, 2, 5, 0), type);
        Tensor pictures = FormulaWeights.of("pictures", type, 3, 1, 28, 28).abs();
        Tensor noise = FormulaWeights.of("noise", type, 3, 3);
        Elbo elbo = Mode.TRAIN.call(() -> Elbo.of(net, likelihood, pictures, net.encode(pictures), noise));
        Tensor loss = elbo.loss(golden.number("beta", 1));
        Tolerance.check("reconstruction", elbo.reconstruction().detach(), golden.out("reconstruction"));
        Tolerance.check("divergence", elbo.divergence().detach(), golden.out("divergence"));
        Tolerance.check("loss", loss.detach(), golden.out("loss"));
        loss.backward();
        Map<String, Tensor> parameters = Nets.parameters(net);
        assertThat(golden.role("norm/weight").keySet()).containsExactlyInAnyOrderElementsOf(parameters.keySet());
        golden.role("norm/weight").forEach((name, norm) -> Tolerance
                .check("length of the gradient of " + name, parameters.get(name).gradient().norm(), norm));
        golden.weightGradients().forEach((name, gradient) -> Tolerance
                .check("gradient of " + name, parameters.get(name).gradient(), gradient));
    }

    @Test
    void sizesMustBePositive() {
        assertThatThrownBy(() -> Vae.of(0, 4, 16, 0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("latent=0");
    }
}
