package gyrus.testing;

import gyrus.nn.Activations;
import gyrus.nn.Layer;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Activations against PyTorch, near zero and far out.
class ActivationParityTest {

    @TestFactory
    Stream<DynamicTest> activations() {
        return Parity.tests("activations", c -> !Set.of("RReLU", "Softmin").contains(Parity.op(c)),
                (c, type) ->
                Parity.check(c, type, layer(c), (layer, in) -> Map.of("y", layer.apply(in.get("x")))));
    }

    private static Layer layer(Golden.Case c) {
        long dim = Parity.whole(c, "dim", -1);
        return switch (Parity.op(c)) {
            case "ReLU" -> new Activations.Relu();
            case "ReLU6" -> new Activations.Relu6();
            case "LeakyReLU" -> c.options().has("negative_slope") ? new Activations.LeakyRelu(0.2)
                    : new Activations.LeakyRelu();
            case "ELU" -> c.options().has("alpha") ? new Activations.Elu(0.7) : new Activations.Elu();
            case "SELU" -> new Activations.Selu();
            case "CELU" -> c.options().has("alpha") ? new Activations.Celu(0.7) : new Activations.Celu();
            case "GELU" -> c.options().has("approximate") ? new Activations.GeluTanh()
                    : new Activations.Gelu();
            case "SiLU" -> new Activations.Silu();
            case "Mish" -> new Activations.Mish();
            case "Softplus" -> c.options().has("beta") ? new Activations.Softplus(2, 5)
                    : new Activations.Softplus();
            case "Softsign" -> new Activations.Softsign();
            case "Tanh" -> new Activations.Tanh();
            case "Sigmoid" -> new Activations.Sigmoid();
            case "Hardtanh" -> c.options().has("min_val") ? new Activations.HardTanh(-0.5, 2)
                    : new Activations.HardTanh();
            case "Hardsigmoid" -> new Activations.HardSigmoid();
            case "Hardswish" -> new Activations.HardSwish();
            case "LogSigmoid" -> new Activations.LogSigmoid();
            case "Threshold" -> new Activations.Threshold(0.3, -2);
            case "Tanhshrink" -> new Activations.TanhShrink();
            case "Softshrink" -> c.options().has("lambd") ? new Activations.SoftShrink(1.5)
                    : new Activations.SoftShrink();
            case "Hardshrink" -> c.options().has("lambd") ? new Activations.HardShrink(1.5)
                    : new Activations.HardShrink();
            case "PReLU" -> Activations.Prelu.of(Parity.whole(c, "num_parameters", 1));
            case "GLU" -> new Activations.Glu(dim);
            case "Softmax" -> new Activations.Softmax(dim);
            case "Softmax2d" -> new Activations.Softmax(1);
            case "LogSoftmax" -> new Activations.LogSoftmax(dim);
            default -> throw new AssertionError("no activation for " + c.options());
        };
    }
}
