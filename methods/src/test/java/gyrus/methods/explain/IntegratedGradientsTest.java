package gyrus.methods.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gyrus.nn.Activations.Relu;
import gyrus.nn.Conv;
import gyrus.nn.Flatten;
import gyrus.nn.Layer;
import gyrus.nn.Linear;
import gyrus.nn.MaxPool;
import gyrus.nn.Sequential;
import gyrus.nn.Window;
import gyrus.tensor.DType;
import gyrus.tensor.Generator;
import gyrus.tensor.Tensor;
import gyrus.train.Skill;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class IntegratedGradientsTest {

    private static final Layer NET = Generator.seeded(1).call(() -> Sequential.of(Conv.of(1, 4, Window.square(3)),
            new Relu(), MaxPool.square(2), Flatten.of(), Linear.of(4 * 5 * 5, 16), new Relu(), Linear.of(16, 3)));

    /// F = Σ wᵢxᵢ²: the integral of 2wᵢαxᵢ over α, times xᵢ, is wᵢxᵢ², and the middles find it at any number of steps.
    @Test
    void aQuadraticFunctionIsSharedOutExactly() {
        Tensor weights = Tensor.of(new double[] {1, -2, 3}, 1, 3);
        Tensor input = Tensor.of(new double[] {2, 1, -1}, 1, 3);
        Attribution found = new IntegratedGradients(3)
                .of(x -> x.square().mul(weights).sum(1), input, Tensor.zeros(DType.FLOAT64, 1, 3));
        assertThat(found.values().toDoubles()).containsExactly(new double[] {4, -2, 3}, Offset.offset(1e-12));
        assertThat(found.difference()).isEqualTo(5);
        assertThat(found.completeness()).isLessThan(1e-12);
    }

    @Test
    void stepsAreDoubledUntilTheSumIsTheDifference() {
        Generator.seeded(2).run(() -> Skill.use(() -> {
            Tensor input = Tensor.randn(1, 1, 12, 12).mul(3);
            for (int label = 0; label < 3; label++) {
                Attribution found = new IntegratedGradients(0).of(new Asked(NET, List.of("a", "b", "c")), input, label);
                assertThat(found.completeness()).isLessThanOrEqualTo(IntegratedGradients.TOLERANCE);
                assertThat(found.values().shape()).isEqualTo(input.shape());
                assertThat(found.steps()).isGreaterThanOrEqualTo(32);
            }
            return true;
        }));
    }

    @Test
    void stepsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new IntegratedGradients(-1)).hasMessageContaining("steps=-1");
    }
}
