package gyrus.methods.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gyrus.nn.Conv;
import gyrus.nn.Flatten;
import gyrus.nn.Interpolate;
import gyrus.nn.Layer;
import gyrus.nn.Linear;
import gyrus.nn.MaxPool;
import gyrus.nn.Nets;
import gyrus.nn.Sequential;
import gyrus.nn.Trace;
import gyrus.nn.Window;
import gyrus.tensor.Generator;
import gyrus.tensor.Gradients;
import gyrus.tensor.Tensor;
import gyrus.testing.Tolerance;
import gyrus.train.Skill;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GradCamTest {

    private static final Layer NET = Generator.seeded(1).call(() -> Sequential.of(
            Conv.of(1, 3, Window.square(3).padding(1)), MaxPool.square(2), Flatten.of(), Linear.of(3 * 16, 2)));
    private static final Asked ASKED = new Asked(NET, List.of("a", "b"));

    /// The maps of the pool weighted by the mean of the linear map's weights, which are the class's gradients.
    @Test
    void theMapIsTheFormulas() {
        Generator.seeded(2).run(() -> Skill.use(() -> {
            Tensor input = Tensor.randn(1, 1, 8, 8);
            GradCam.ClassMap map = new GradCam(null).of(ASKED, input, 1);
            assertThat(map.layer()).isEqualTo("1");
            assertThat(map.values().shape().dims()).containsExactly(8, 8);
            assertThat(map.values().max().item()).isEqualTo(1);
            Tensor maps = Trace.outputs(NET, input).get("1"); // (1, 3, 4, 4)
            Tensor weights = Nets.parameters(NET).get("3.weight").detach().select(0, 1).reshape(3, 16).mean(1);
            Tensor expected = Interpolate.to(8, 8).how(Interpolate.How.LINEAR)
                    .apply(maps.mul(weights.reshape(1, 3, 1, 1)).sum(true, 1).relu()).squeeze();
            Tolerance.check("map", map.values(), expected.div(expected.max()));
            assertThat(Gradients.recording()).isFalse();
            return true;
        }));
    }

    @Test
    void aLayerWithoutMapsIsRefusedByThoseThatHave() {
        Skill.use(() -> {
            Tensor input = Tensor.ones(1, 1, 8, 8);
            assertThat(new GradCam("0").of(ASKED, input, 0).layer()).isEqualTo("0");
            assertThatThrownBy(() -> new GradCam("3").of(ASKED, input, 0)).hasMessageContaining("layer=3")
                    .hasMessageContaining("[0, 1]");
            return true;
        });
    }

    @Test
    void thePictureIsWritten(@TempDir Path folder) {
        Skill.use(() -> {
            Tensor input = Tensor.rand(1, 1, 8, 8);
            new Explanation("Why a?", ASKED.show(input), "a, 60 %").with(new IntegratedGradients(8).of(ASKED, input, 0))
                    .with(new GradCam(null).of(ASKED, input, 0)).save(folder.resolve("a.png"));
            return true;
        });
        assertThat(folder.resolve("a.png")).isNotEmptyFile();
    }
}
