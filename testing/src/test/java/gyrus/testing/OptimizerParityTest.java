package gyrus.testing;

import static org.assertj.core.api.Assertions.assertThat;

import gyrus.tensor.DType;
import gyrus.tensor.Gradients;
import gyrus.tensor.Tensor;
import gyrus.train.optim.Adagrad;
import gyrus.train.optim.Adam;
import gyrus.train.optim.AdamW;
import gyrus.train.optim.Lion;
import gyrus.train.optim.Optimizer;
import gyrus.train.optim.RmsProp;
import gyrus.train.optim.Rule;
import gyrus.train.optim.Sgd;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Optimizers take the steps that PyTorch's take, each of ten, in single and double precision.
class OptimizerParityTest {

    /// Rules of the golden file that Gyrus does not have.
    private static final Set<String> ABSENT = Set.of("NAdam", "RAdam", "Adamax", "Adadelta");

    private static final Map<DType, Golden> FILES = new LinkedHashMap<>();

    static Golden golden(DType type) {
        return FILES.computeIfAbsent(type, t -> Golden.open("optimizers", t));
    }

    static Stream<Arguments> cases(boolean clipping) {
        return Stream.of(DType.FLOAT32, DType.FLOAT64).flatMap(type -> golden(type).cases().stream()
                .filter(name -> !name.equals("shared") && name.startsWith("clip_") == clipping)
                .filter(name -> !ABSENT.contains(golden(type).at(name).options().get("op").stringValue()))
                .map(name -> Arguments.of(name, type)));
    }

    static Stream<Arguments> rules() {
        return cases(false);
    }

    static Stream<Arguments> clips() {
        return cases(true);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void stepsAreThoseOfPyTorch(String name, DType type) {
        Golden golden = golden(type);
        Golden.Case c = golden.at(name);
        SequencedMap<String, Tensor> parameters = new LinkedHashMap<>();
        golden.at("shared").role("start").forEach((key, start) ->
                parameters.put(key, start.copy().trainable(true)));
        Optimizer optimizer = new Optimizer(rule(c), parameters);
        // To climb is to descend on the negative gradient.
        double sign = c.options().has("maximize") ? -1 : 1;
        for (int step = 0; step < 10; step++) {
            int now = step;
            var gradients = golden.at("shared").role("gradient");
            parameters.forEach((key, parameter) -> parameter.gradient(
                    Objects.requireNonNull(gradients.get(key)).select(0, now).mul(sign)));
            optimizer.step(1);
            parameters.forEach((key, parameter) ->
                    Tolerance.check("%s, %s after step %d".formatted(name, key, now + 1),
                            parameter.detach(), c.out(key).select(0, now)));
        }
        assertThat(optimizer.steps()).isEqualTo(10);
    }

    @ParameterizedTest
    @MethodSource("clips")
    void gradientsAreClippedAsPyTorchDoes(String name, DType type) {
        Golden.Case c = golden(type).at(name);
        SequencedMap<String, Tensor> parameters = new LinkedHashMap<>();
        c.in().forEach((key, gradient) -> {
            Tensor parameter = gradient.zerosLike().trainable(true);
            parameter.gradient(gradient.copy());
            parameters.put(key, parameter);
        });
        Optimizer optimizer = new Optimizer(Sgd.of(1), parameters);
        if (name.equals("clip_value")) {
            optimizer.clamp(c.number("clip_value", 0));
        } else {
            double norm = optimizer.clip(c.number("max_norm", 0),
                    c.options().has("norm_type") ? Double.POSITIVE_INFINITY : 2);
            Tolerance.check(name + " norm", Tensor.full(type, norm), c.out("norm"));
        }
        parameters.forEach((key, parameter) -> Tolerance.check(name + " " + key,
                Gradients.off(parameter::gradient), c.out(key)));
    }

    private static Rule rule(Golden.Case c) {
        double rate = c.number("lr", Double.NaN);
        double decay = c.number("weight_decay", 0);
        double beta1 = beta(c, 0, 0.9);
        boolean amsgrad = c.options().has("amsgrad");
        double epsilon = c.number("eps", 1e-8);
        double momentum = c.number("momentum", 0);
        return switch (c.options().get("op").stringValue()) {
            case "SGD" -> new Sgd(rate, momentum, c.number("dampening", 0), decay,
                    c.options().has("nesterov"));
            case "Adam" -> new Adam(rate, beta1, beta(c, 1, 0.999), epsilon, decay, amsgrad);
            case "AdamW" -> new AdamW(rate, beta1, beta(c, 1, 0.999), epsilon, c.number("weight_decay", 0.01),
                    amsgrad);
            case "RMSprop" -> new RmsProp(rate, c.number("alpha", 0.99), epsilon, decay, momentum,
                    c.options().has("centered"));
            case "Adagrad" -> new Adagrad(rate, c.number("lr_decay", 0), decay,
                    c.number("initial_accumulator_value", 0), c.number("eps", 1e-10));
            case "Lion" -> new Lion(rate, beta1, beta(c, 1, 0.99), decay);
            case String other -> throw new AssertionError("no rule for " + other);
        };
    }

    private static double beta(Golden.Case c, int index, double otherwise) {
        return c.options().has("betas") ? c.options().get("betas").get(index).doubleValue() : otherwise;
    }
}
