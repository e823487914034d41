package gyrus.models.vision.resnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gyrus.nn.Mode;
import gyrus.nn.Nets;
import gyrus.nn.Trace;
import gyrus.tensor.DType;
import gyrus.tensor.Device;
import gyrus.tensor.Gradients;
import gyrus.tensor.Scope;
import gyrus.tensor.Tensor;
import gyrus.testing.FormulaWeights;
import gyrus.testing.Golden;
import gyrus.testing.NetContract;
import gyrus.testing.Tolerance;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResNetTest {

    /// The same names, in the same order, with the same shapes as torchvision's net of that depth.
    @ParameterizedTest
    @ValueSource(ints = {18, 34, 50, 101, 152})
    void hasTorchvisionsKeysAndShapes(int depth) {
        var published = Golden.json("resnet_keys").get("resnet" + depth);
        ResNet net = Device.META.call(() -> ResNet.of(ResNetConfig.depth(depth, 1000)));
        Map<String, List<Long>> expected = new LinkedHashMap<>();
        published.get("state").forEachEntry((key, shape) -> expected
                .put(key, shape.valueStream().map(size -> size.longValue()).toList()));
        Map<String, List<Long>> found = new LinkedHashMap<>();
        Nets.state(net).forEach((key, tensor) -> found.put(key, Arrays.stream(tensor.shape().dims()).boxed().toList()));
        assertThat(found).containsExactlyEntriesOf(expected);
        assertThat(Nets.count(net)).isEqualTo(published.get("parameters").longValue());
    }

    /// Files from before norms counted their batches are read too.
    @Test
    void readsFilesWithoutCounts() {
        ResNet net = ResNet.of(ResNetConfig.depth(18, 10));
        SequencedMap<String, Tensor> old = new LinkedHashMap<>(Nets.state(net));
        old.keySet().removeIf(name -> name.endsWith("num_batches_tracked"));
        assertThat(Nets.compare(net, old).missing()).hasSize(20);
        assertThat(Nets.compare(net, net.imported(old)).none()).isTrue();
    }

    /// Logits, and the mean of every stage on the way to them, are torchvision's.
    @ParameterizedTest
    @CsvSource({"18, FLOAT32", "18, FLOAT64", "50, FLOAT32", "50, FLOAT64"})
    void equalsTorchvision(int depth, DType type) {
        Golden.Case golden = Golden.open("resnet", type).at("resnet" + depth);
        try (Scope _ = Scope.open()) {
            ResNet net = FormulaWeights.fill(ResNet.of(ResNetConfig.depth(depth, 1000)), type);
            Trace trace = Trace.of(net);
            Tensor logits = Gradients.off(() -> trace
                    .call(() -> net.apply(FormulaWeights.of("input", type, 2, 3, 64, 64))));
            golden.role("mean").forEach((stage, expected) ->
                    Tolerance.check("mean after " + stage, output(trace, stage).mean(false, 1, 2, 3), expected));
            Tolerance.check("logits", logits, golden.out("logits"));
        }
    }

    private static Tensor output(Trace trace, String layer) {
        return trace.entries().stream().filter(entry -> entry.name().equals(layer)).findFirst().orElseThrow().output();
    }

    @Test
    void convolutionsAreDrawnByFanOut() {
        ResNet net = ResNet.of(ResNetConfig.depth(18, 10));
        Tensor stem = Nets.state(net).get("conv1.weight").detach();
        assertThat(stem.std().item()).isCloseTo(Math.sqrt(2.0 / (64 * 49)), within(0.001));
        Tensor late = Nets.state(net).get("layer4.1.conv2.weight").detach();
        assertThat(late.std().item()).isCloseTo(Math.sqrt(2.0 / (512 * 9)), within(0.0002));
        assertThat(late.mean().item()).isCloseTo(0, within(0.0001));
    }

    @Test
    void refusesWhatIsNoResNet() {
        assertThatThrownBy(() -> ResNetConfig.depth(20, 10))
                .hasMessage("no ResNet of 20 layers; there are 18, 34, 50, 101 and 152");
        assertThatThrownBy(() -> ResNetConfig.depth(18, 0)).hasMessageContaining("classes 0");
        assertThatThrownBy(() -> new ResNetConfig(ResNetConfig.Kind.BASIC, List.of(1, 2, 3), 10))
                .hasMessageContaining("[1, 2, 3]");
    }

    /// Both kinds of blocks, one a stage.
    private interface Small extends NetContract<ResNet> {
        ResNetConfig.Kind kind();

        @Override
        default ResNet net() {
            return ResNet.of(new ResNetConfig(kind(), List.of(1, 1, 1, 1), 5));
        }

        @Override
        default Tensor input() {
            return Tensor.randn(2, 3, 33, 40);
        }
    }

    @Nested
    class OfBasicBlocks implements Small {
        @Override
        public ResNetConfig.Kind kind() {
            return ResNetConfig.Kind.BASIC;
        }
    }

    @Nested
    class OfBottlenecks implements Small {
        @Override
        public ResNetConfig.Kind kind() {
            return ResNetConfig.Kind.BOTTLENECK;
        }
    }

    @Test
    void trainingMovesTheRunningStatistics() {
        ResNet net = ResNet.of(new ResNetConfig(ResNetConfig.Kind.BASIC, List.of(1, 1, 1, 1), 5));
        Mode.TRAIN.call(() -> net.apply(Tensor.randn(2, 3, 32, 32)));
        assertThat(Nets.state(net).get("bn1.num_batches_tracked").itemLong()).isOne();
        assertThat(Nets.state(net).get("bn1.running_mean").abs().sum().item()).isPositive();
    }
}
