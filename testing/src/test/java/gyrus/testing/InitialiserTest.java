package gyrus.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gyrus.nn.Init;
import gyrus.nn.Init.Fan;
import gyrus.nn.Init.Fans;
import gyrus.nn.Init.Gain;
import gyrus.tensor.Device;
import gyrus.tensor.Generator;
import gyrus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/// Initialisers obey the bounds, deviations and counts of PyTorch's.
class InitialiserTest {

    private static final JsonNode GOLDEN = Golden.json("initialisers");

    private static Stream<DynamicTest> rows(String topic, java.util.function.Consumer<JsonNode> check) {
        return StreamSupport.stream(GOLDEN.get(topic).spliterator(), false)
                .map(row -> DynamicTest.dynamicTest(row.toString(), () -> Generator.seeded(11)
                        .run(() -> check.accept(row))));
    }

    @TestFactory
    Stream<DynamicTest> gains() {
        return rows("gain", row -> {
            JsonNode slope = row.get("param");
            assertThat(gain(row.get("nonlinearity").stringValue(), slope.isNull() ? 0.01 : slope.doubleValue()).value())
                    .isCloseTo(row.get("gain").doubleValue(), within(1e-15));
        });
    }

    @TestFactory
    Stream<DynamicTest> fans() {
        return rows("fans", row -> assertThat(Fans.of(shape(row)))
                .isEqualTo(new Fans(row.get("fan_in").longValue(), row.get("fan_out").longValue())));
    }

    @TestFactory
    Stream<DynamicTest> scales() {
        return rows("scale", row -> {
            Supplier<Tensor> fresh = () -> fresh(row);
            assertThat(fresh.get().trainable()).isTrue();
            assertThat(fresh.get().shape().dims()).isEqualTo(shape(row));
            Tensor many = many(fresh);
            if (row.has("bound")) {
                double bound = row.get("bound").doubleValue();
                assertThat(many.abs().max().item()).isLessThanOrEqualTo(bound * (1 + 1e-6)).isGreaterThan(bound * 0.99);
                assertThat(many.std().item()).isCloseTo(bound / Math.sqrt(3), within(bound * 0.02));
            } else {
                double std = row.get("std").doubleValue();
                assertThat(many.std().item()).isCloseTo(std, within(std * 0.03));
                assertThat(many.abs().max().item()).as("a normal one has tails").isGreaterThan(std * 3);
            }
            assertThat(many.mean().item()).isCloseTo(0, within(many.std().item() * 0.03));
        });
    }

    @TestFactory
    Stream<DynamicTest> truncated() {
        return rows("trunc_normal", row -> {
            double low = row.get("low").doubleValue();
            double high = row.get("high").doubleValue();
            double std = row.get("expected_std").doubleValue();
            Tensor drawn = Init.truncatedNormal(row.get("mean").doubleValue(), row.get("std").doubleValue(), low, high,
                    200, 200).detach();
            assertThat(drawn.min().item()).isGreaterThanOrEqualTo((float) low);
            assertThat(drawn.max().item()).isLessThanOrEqualTo((float) high);
            assertThat(drawn.std().item()).isCloseTo(std, within(std * 0.02));
            assertThat(drawn.mean().item()).isCloseTo(row.get("expected_mean").doubleValue(), within(std * 0.02));
        });
    }

    @TestFactory
    Stream<DynamicTest> orthogonal() {
        return rows("orthogonal", row -> {
            double gain = row.get("gain").doubleValue();
            Tensor w = Init.orthogonal(new Gain(gain), shape(row)).detach();
            assertThat(w.isContiguous()).isTrue();
            w = w.flatten(1, -1);
            Tensor gram = row.get("orthonormal").stringValue().equals("rows") ? w.matmul(w.t()) : w.t().matmul(w);
            Tolerance.check("gram", gram, Tensor.eye(gram.size(0)).mul(gain * gain));
        });
    }

    @TestFactory
    Stream<DynamicTest> exact() {
        return rows("exact", row -> {
            long[] shape = shape(row);
            Tensor made = row.get("init").stringValue().equals("eye") ? Init.identity(shape[0], shape[1])
                    : Init.dirac(row.get("groups").longValue(), shape);
            double[] wanted = StreamSupport.stream(row.get("values").spliterator(), false)
                    .mapToDouble(JsonNode::doubleValue).toArray();
            assertThat(made.toDoubles()).isEqualTo(wanted);
            assertThat(made.shape().dims()).isEqualTo(shape);
            assertThat(made.trainable()).isTrue();
        });
    }

    @Test
    void orthogonalMatricesPreferNoDirection() {
        Generator.seeded(5).run(() -> {
            double[] corner = new double[400];
            for (int i = 0; i < corner.length; i++) corner[i] = Init.orthogonal(2, 2).get(0, 0).item();
            // cos of an even angle: mean 0, mean square ½. Without the signs of R all would be of one sign.
            assertThat(Tensor.of(corner).mean().item()).isCloseTo(0, within(0.12));
            assertThat(Tensor.of(corner).square().mean().item()).isCloseTo(0.5, within(0.06));
        });
    }

    @Test
    void theSeedDecides() {
        for (Supplier<Tensor> init : List
                .<Supplier<Tensor>>of(() -> Init.xavierNormal(3, 4), () -> Init.kaimingUniform(3, 4),
                () -> Init.orthogonal(3, 4), () -> Init.truncatedNormal(0, 1, -2, 2, 3, 4))) {
            float[] first = Generator.seeded(1).call(init).toFloats();
            assertThat(Generator.seeded(1).call(init).toFloats()).isEqualTo(first);
            assertThat(Generator.seeded(2).call(init).toFloats()).isNotEqualTo(first);
        }
    }

    @Test
    void noMemoryIsTakenOnTheMetaDevice() {
        List<Tensor> made = Device.META.call(() -> List.of(Init.ones(1L << 40, 2), Init.kaimingNormal(1L << 40, 2),
                Init.lecunUniform(1L << 40, 2), Init.truncatedNormal(0, 1, -2, 2, 1L << 40, 2),
                Init.orthogonal(1L << 40, 2)));
        for (Tensor t : made) {
            assertThat(t.count()).isEqualTo(1L << 41);
            assertThat(t.trainable()).isTrue();
        }
    }

    private static Tensor fresh(JsonNode row) {
        long[] shape = shape(row);
        String init = row.get("init").stringValue();
        if (init.startsWith("xavier")) {
            Gain gain = new Gain(row.get("gain").doubleValue());
            return init.endsWith("uniform") ? Init.xavierUniform(gain, shape) : Init.xavierNormal(gain, shape);
        }
        Fan fan = row.get("mode").stringValue().equals("fan_in") ? Fan.IN : Fan.OUT;
        Gain gain = gain(row.get("nonlinearity").stringValue(), row.get("a").doubleValue());
        return init.endsWith("uniform") ? Init.kaimingUniform(fan, gain, shape) : Init.kaimingNormal(fan, gain, shape);
    }

    private static Gain gain(String nonlinearity, double slope) {
        return switch (nonlinearity) {
            case "sigmoid" -> Gain.SIGMOID;
            case "tanh" -> Gain.TANH;
            case "relu" -> Gain.RELU;
            case "selu" -> Gain.SELU;
            case "leaky_relu" -> Gain.leakyRelu(slope);
            default -> Gain.LINEAR;
        };
    }

    /// Values of as many fresh tensors as it takes to see their distribution.
    private static Tensor many(Supplier<Tensor> fresh) {
        List<Tensor> parts = new ArrayList<>();
        for (long count = 0; count < 20_000; count += parts.getLast().count()) parts
                .add(fresh.get().detach().flatten());
        return Tensor.cat(parts, 0);
    }

    private static long[] shape(JsonNode row) {
        return StreamSupport.stream(row.get("shape").spliterator(), false).mapToLong(JsonNode::longValue).toArray();
    }
}
