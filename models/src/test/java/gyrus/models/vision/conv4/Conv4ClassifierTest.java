package gyrus.models.vision.conv4;

import static org.assertj.core.api.Assertions.assertThat;

import gyrus.nn.Mode;
import gyrus.nn.Nets;
import gyrus.tensor.Generator;
import gyrus.tensor.Gradients;
import gyrus.tensor.Tensor;
import gyrus.testing.NetContract;
import org.junit.jupiter.api.Test;

class Conv4ClassifierTest implements NetContract<Conv4Classifier> {

    @Override
    public Conv4Classifier net() {
        return Conv4Classifier.of(1, 8, 5);
    }

    @Override
    public Tensor input() {
        return Tensor.randn(5, 1, 28, 28);
    }

    @Test
    void normsTakeTheBatchAtHandInUseToo() {
        Conv4Classifier net = net();
        assertThat(Nets.state(net).keySet()).isEqualTo(Nets.parameters(net).keySet());
        Generator.seeded(1).run(() -> Gradients.off(() -> {
            Tensor input = input();
            Tensor trained = Mode.TRAIN.call(() -> net.apply(input));
            assertThat(Mode.EVAL.call(() -> net.apply(input)).same(trained)).isTrue();
            return true;
        }));
    }
}
