package gyrus.models.generative.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gyrus.models.vision.unet.UNetConfig.Level;
import gyrus.nn.Nets;
import gyrus.tensor.DType;
import gyrus.tensor.Gradients;
import gyrus.tensor.Tensor;
import gyrus.testing.FormulaWeights;
import gyrus.testing.Golden;
import gyrus.testing.NetContract;
import gyrus.testing.Tolerance;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DenoiserTest implements NetContract<Denoiser> {

    private static final List<Level> LEVELS = List.of(new Level(16, false), new Level(32, true));

    @Override
    public Denoiser net() {
        return Denoiser.of(1, LEVELS, 1, 8, 8, 3, 2);
    }

    @Override
    public Tensor input() {
        return Tensor.randn(2, 1, 8, 8);
    }

    @Override
    public Tensor output(Denoiser net, Tensor input) {
        return net.apply(input, Tensor.of(3L, 700L), Tensor.of(0L, 2L));
    }

    /// What is seen, and the lengths of the gradients, are diffusers'.
    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void equalsDiffusers(DType type) {
        same("unet", type, Denoiser.of(1, LEVELS, 1, 8, 8, 3, 1));
        same("unet_deep", type, Denoiser.of(1,
                List.of(new Level(8, false), new Level(16, true), new Level(24, false)), 2, 8, 8, 0, 1));
    }

    private static void same(String name, DType type, Denoiser fresh) {
        Golden.Case golden = Golden.open("diffusion", type).at(name);
        Denoiser net = FormulaWeights.fill(fresh, type);
        Tensor y = net.apply(FormulaWeights.of("input", type, 2, 1, 8, 8), golden.in("times"),
                net.classes() == 0 ? null : golden.in("labels"));
        Tolerance near = type == DType.FLOAT32 ? new Tolerance(2e-5, 2e-5) : Tolerance.of(type);
        near.compare(name, y.detach(), golden.out("y"));
        y.square().mean().backward();
        Map<String, Tensor> parameters = Nets.parameters(net);
        Map<String, Tensor> norms = golden.role("norm/weight");
        assertThat(norms.keySet()).containsExactlyInAnyOrderElementsOf(parameters.keySet());
        Tolerance rough = type == DType.FLOAT32 ? new Tolerance(1e-4, 1e-5) : Tolerance.of(type);
        norms.forEach((key, expected) -> rough.compare("length of the gradient of " + key,
                Objects.requireNonNull(parameters.get(key).gradient()).norm(), expected));
    }

    @Test
    void guidanceGoesFromUntoldThroughTold() {
        Gradients.off(() -> {
            Denoiser net = net();
            Tensor x = input();
            Tensor times = Tensor.of(3L, 700L);
            Tensor shown = Tensor.of(0L, 2L);
            Tensor told = net.apply(x, times, shown);
            Tensor untold = net.apply(x, times, null);
            Tolerance.EXACT.compare("g = 1", net.guided(x, times, shown, 1), told);
            Tolerance.EXACT.compare("g = 0", net.guided(x, times, shown, 0), untold);
            new Tolerance(1e-4, 1e-5).compare("g = 3", net.guided(x, times, shown, 3),
                    untold.add(told.sub(untold).mul(3)));
            return null;
        });
    }

    @Test
    void picturesThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> net().apply(Tensor.zeros(1, 1, 9, 8), Tensor.of(1L), null))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("patch 2");
        assertThatThrownBy(() -> net().apply(Tensor.zeros(1, 1, 6, 8), Tensor.of(1L), null))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("multiples of 2");
    }
}
