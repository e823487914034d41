package gyrus.models.generative.gan;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GanTest implements NetContract<Gan> {

    @Override
    public Gan net() {
        return Gan.convolutional(6, 4);
    }

    @Override
    public Tensor input() {
        return Tensor.randn(3, 6);
    }

    @Override
    public Tensor output(Gan net, Tensor input) {
        return net.score(net.generate(input));
    }

    @Test
    void picturesAreWithinNothingAndWhite() {
        Gan net = net();
        Tensor made = net.generate(net.latents(4));
        assertThat(made.shape().dims()).containsExactly(4, 1, 28, 28);
        assertThat(made.min().item()).isNotNegative();
        assertThat(made.max().item()).isLessThanOrEqualTo(1);
        assertThat(net.score(made).shape().dims()).containsExactly(4);
    }

    static Stream<Arguments> cases() {
        return Stream.of(GanLoss.values()).flatMap(loss -> Stream.of(DType.FLOAT32, DType.FLOAT64)
                .map(type -> Arguments.of(loss, type)));
    }

    /// The losses of both sides, with the gradient of the penalty's gradient, are PyTorch's.
    @ParameterizedTest
    @MethodSource("cases")
    void equalsPyTorch(GanLoss loss, DType type) {
        Golden.Case golden = Golden.open("gan", type).at(loss.name().toLowerCase(Locale.ROOT));
        Gan net = FormulaWeights.fill(Gan.convolutional(4, 2), type);
        Tensor real = FormulaWeights.of("real", type, 3, 1, 28, 28).abs();
        Tensor made = Mode.TRAIN.call(() -> net.generate(FormulaWeights.of("latents", type, 3, 4)));
        Tensor critic = loss.critic(net.score(real), net.score(made.detach()));
        Tolerance.check("critic's loss", critic.detach(), golden.out("critic"));
        if (loss == GanLoss.WASSERSTEIN) {
            Tensor share = FormulaWeights.of("share", type, 3).abs();
            Tensor penalty = GradientPenalty.at(net::score, GradientPenalty.between(real, made.detach(), share));
            Tolerance.check("penalty", penalty.detach(), golden.out("penalty"));
            critic = critic.add(penalty.mul(golden.number("penalty", 0)));
        }
        critic.backward();
        gradients(golden, net, "critic");
        Nets.parameters(net).values().forEach(parameter -> parameter.gradient(null));
        Tensor generator = loss.generator(net.score(made));
        Tolerance.check("generator's loss", generator.detach(), golden.out("generator"));
        generator.backward();
        gradients(golden, net, "generator");
    }

    private static void gradients(Golden.Case golden, Gan net, String side) {
        Map<String, Tensor> parameters = Nets.parameters(net);
        parameters.keySet().removeIf(name -> !name.startsWith(side));
        Map<String, Tensor> norms = golden.role("norm/weight");
        assertThat(norms.keySet()).containsAll(parameters.keySet());
        parameters.forEach((name, parameter) -> {
            Tolerance.check("length of the gradient of " + name, parameter.gradient().norm(), norms.get(name));
            Tensor whole = golden.weightGradients().get(name);
            if (whole != null) Tolerance.check("gradient of " + name, parameter.gradient(), whole);
        });
    }
}
