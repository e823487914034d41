package gyrus.testing;

import gyrus.tensor.DType;
import gyrus.tensor.Gradients;
import gyrus.tensor.Tensor;
import gyrus.testing.Golden.Case;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Gradients of gradients against PyTorch's.
class DerivativeParityTest {

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void differentiatesGradients(DType type) {
        Golden golden = Golden.open("derivatives", type);
        second(golden.at("gradient_penalty"), "slope", c -> {
            Tensor f = c.in("x").linear(c.in("w1"), c.in("b1")).tanh().linear(c.in("w2"), c.in("b2"));
            Tensor slope = Gradients.of(f.sum(), List.of(c.in("x")), true).getFirst();
            return new Tensor[] {slope, slope.norm(2, false, 1).sub(1).square().mean()};
        });
        second(golden.at("hessian_times_vector"), "first", c -> {
            Tensor x = c.in("x");
            Tensor first = Gradients.of(x.sin().mul(x.prod()).sum(), List.of(x), true).getFirst();
            return new Tensor[] {first,
                    Gradients.of(first.mul(c.in("v")).sum(), List.of(x), true).getFirst()};
        });
        second(golden.at("second_through_convolution"), "first", c -> {
            long[] one = {1, 1};
            Tensor value = c.in("x").conv(c.in("kernel"), null, new long[] {2, 2}, one, one,
                    1).silu().pow(2).sum();
            Tensor first = Gradients.of(value, List.of(c.in("kernel")), true).getFirst();
            return new Tensor[] {first, first.pow(2).sum()};
        });
    }

    private static void second(Case c, String first, Function<Case, Tensor[]> function) {
        c.in().keySet().stream()
                .filter(name -> !name.equals("v")).forEach(name -> c.in(name).trainable(true));
        OperatorParityTest.check(c, new OperatorParityTest.Call(function, List.of(first, "y")));
    }
}
