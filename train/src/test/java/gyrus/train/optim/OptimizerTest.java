package gyrus.train.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gyrus.tensor.Generator;
import gyrus.tensor.Gradients;
import gyrus.tensor.Scope;
import gyrus.tensor.Tensor;
import gyrus.train.Snapshot;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OptimizerTest {

    static Stream<Rule> rules() {
        return Stream.of(Sgd.of(0.1), Sgd.of(0.1).momentum(0.9).nesterov(true).weightDecay(0.1), Adam.of(0.1),
                Adam.of(0.1).amsgrad(true), AdamW.of(0.1), RmsProp.of(0.1),
                RmsProp.of(0.1).centered(true).momentum(0.5).weightDecay(0.1),
                Adagrad.of(0.1).decay(0.1).initial(0.2),
                Lion.of(0.1).weightDecay(0.1));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void restoredMidWayItGoesOnBitForBit(Rule rule) {
        SequencedMap<String, Tensor> whole = parameters();
        Optimizer uninterrupted = new Optimizer(rule, whole);
        for (int step = 0; step < 10; step++) take(uninterrupted, step);

        SequencedMap<String, Tensor> first = parameters();
        Optimizer before = new Optimizer(rule, first);
        for (int step = 0; step < 4; step++) take(before, step);
        Snapshot saved = copy(before.state());
        SequencedMap<String, Tensor> second = new LinkedHashMap<>();
        first.forEach((name, tensor) -> second.put(name, tensor.detach().copy().trainable(true)));
        take(before, 7); // what happens to the old one no longer matters
        Optimizer after = new Optimizer(rule, second);
        after.restore(saved);
        assertThat(after.steps()).isEqualTo(4);
        for (int step = 4; step < 10; step++) take(after, step);

        assertThat(numbers(second)).isEqualTo(numbers(whole));
        assertThat(numbers(after.state().tensors())).isEqualTo(numbers(uninterrupted.state().tensors()));
        assertThat(after.state().values()).isEqualTo(uninterrupted.state().values());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void descends(Rule rule) {
        Tensor x = Tensor.of(3f, -2f).trainable(true);
        Optimizer optimizer = new Optimizer(rule, List.of(x));
        for (int i = 0; i < 60; i++) {
            x.mul(x).sum().backward();
            optimizer.step();
            optimizer.clear();
        }
        assertThat(x.mul(x).sum().item()).isLessThan(13 * 0.6);
    }

    @Test
    void whatHasNoGradientStaysAndItsStepsAreNotCounted() {
        Tensor often = Tensor.of(1f).trainable(true);
        Tensor seldom = Tensor.of(1f).trainable(true);
        Tensor fresh = Tensor.of(1f).trainable(true);
        Optimizer both = new Optimizer(Adam.of(0.1), List.of(often, seldom));
        for (int i = 0; i < 3; i++) {
            often.gradient(Tensor.of(0.5f));
            both.step(1);
        }
        assertThat(seldom.item()).isEqualTo(1);
        assertThat(both.state().tensors()).containsOnlyKeys("0/exp_avg", "0/exp_avg_sq");
        seldom.gradient(Tensor.of(0.5f));
        both.step(1);
        fresh.gradient(Tensor.of(0.5f));
        new Optimizer(Adam.of(0.1), List.of(fresh)).step(1);
        assertThat(seldom.item()).isEqualTo(fresh.item());
        assertThat(both.state().whole("1/steps")).isEqualTo(1);
        assertThat(both.steps()).isEqualTo(4);
    }

    @Test
    void parametersHaveRulesOfTheirOwn() {
        Tensor weight = Tensor.ones(2, 2).trainable(true);
        Tensor bias = Tensor.ones(2).trainable(true);
        SequencedMap<String, Tensor> parameters = new LinkedHashMap<>(Map.of("weight", weight, "bias", bias));
        Sgd rule = Sgd.of(0.5).weightDecay(0.1);
        Optimizer optimizer = new Optimizer((name, p) -> p.rank() > 1 ? rule
                : rule.weightDecay(0), parameters);
        parameters.values().forEach(p -> p.gradient(p.detach().zerosLike()));
        optimizer.step(1);
        assertThat(weight.toFloats()).containsOnly(0.95f);
        assertThat(bias.toFloats()).containsOnly(1f);
        assertThat(optimizer.rate()).isEqualTo(0.5);
    }

    @Test
    void slotsOutliveTheScopeOfTheStep() {
        Tensor x = Tensor.of(1f).trainable(true);
        Optimizer optimizer = new Optimizer(AdamW.of(0.1), List.of(x));
        for (int i = 0; i < 2; i++) {
            try (var _ = Scope.open()) {
                x.mul(x).sum().backward();
                optimizer.step(1);
                optimizer.clear();
            }
        }
        assertThat(optimizer.state().tensor("0/exp_avg").item()).isNotZero();
    }

    @Test
    void gradientsMayLieInMemoryAnotherWay() {
        Tensor plain = Tensor.zeros(2, 3).trainable(true);
        Tensor turned = Tensor.zeros(3, 2).transpose(0, 1).trainable(true);
        Tensor gradient = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
        for (Tensor x : List.of(plain, turned)) {
            for (Tensor given : List.of(gradient, gradient.transpose(0, 1).contiguous().transpose(0, 1))) {
                Gradients.off(x::zero);
                x.gradient(given);
                new Optimizer(Sgd.of(1), List.of(x)).step(1);
                assertThat(x.detach().contiguous().toFloats()).containsExactly(-1, -2, -3, -4, -5, -6);
            }
        }
    }

    @Test
    void aFactorScalesTheRate() {
        Tensor x = Tensor.of(1f).trainable(true);
        x.gradient(Tensor.of(1f));
        Optimizer optimizer = new Optimizer(Sgd.of(0.5), List.of(x));
        optimizer.step(0.5);
        assertThat(x.item()).isEqualTo(0.75);
        assertThatThrownBy(() -> optimizer.step(Double.NaN)).hasMessageContaining("NaN");
        optimizer.clear();
        assertThat(x.gradient()).isNull();
        optimizer.step(1);
        assertThat(x.item()).isEqualTo(0.75);
    }

    @Test
    void clipsTheGradientOfAllTogether() {
        Tensor x = Tensor.zeros(1).trainable(true);
        Tensor y = Tensor.zeros(1).trainable(true);
        Optimizer optimizer = new Optimizer(Sgd.of(1), List.of(x, y));
        assertThat(optimizer.clip(1)).isZero();
        x.gradient(Tensor.of(3f));
        y.gradient(Tensor.of(4f));
        assertThat(optimizer.clip(10)).isEqualTo(5);
        assertThat(optimizer.clip(1)).isEqualTo(5);
        optimizer.step(1);
        assertThat(x.item()).isEqualTo(-0.6, within(1e-6));
        assertThat(y.item()).isEqualTo(-0.8, within(1e-6));
        assertThatThrownBy(() -> optimizer.clip(0)).hasMessageContaining("above 0");
    }

    /// A length that is not finite says nothing of how much to shorten, and which gradient is to blame stays visible.
    @Test
    void leavesAGradientWithoutALengthAsItIs() {
        Tensor x = Tensor.zeros(1).trainable(true);
        Tensor y = Tensor.zeros(1).trainable(true);
        Optimizer optimizer = new Optimizer(Sgd.of(1), List.of(x, y));
        x.gradient(Tensor.of(3f));
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
            y.gradient(Tensor.of(bad));
            assertThat(Double.isFinite(optimizer.clip(1))).isFalse();
            assertThat(x.gradient().item()).isEqualTo(3);
        }
    }

    @Test
    void scalesAllGradients() {
        Tensor x = Tensor.zeros(1).trainable(true);
        Tensor y = Tensor.zeros(1).trainable(true);
        Optimizer optimizer = new Optimizer(Sgd.of(1), List.of(x, y));
        optimizer.scale(2);
        x.gradient(Tensor.of(3f));
        optimizer.scale(2);
        assertThat(x.gradient().item()).isEqualTo(6);
        assertThat(y.gradient()).isNull();
    }

    @Test
    void refusesWhatDoesNotFit() {
        SequencedMap<String, Tensor> parameters = parameters();
        Optimizer adam = new Optimizer(Adam.of(0.1), parameters);
        take(adam, 0);
        Snapshot saved = adam.state();
        assertThatThrownBy(() -> new Optimizer(AdamW.of(0.1), parameters).restore(saved))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the saved state of w is of Adam, not of AdamW");
        SequencedMap<String, Tensor> wider = new LinkedHashMap<>(parameters);
        wider.put("w", Tensor.zeros(4, 4).trainable(true));
        assertThatThrownBy(() -> new Optimizer(Adam.of(0.1), wider).restore(saved))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("w/exp_avg").hasMessageContaining("(4, 4)");
        SequencedMap<String, Tensor> fewer = new LinkedHashMap<>(parameters);
        fewer.remove("b");
        assertThatThrownBy(() -> new Optimizer(Adam.of(0.1), fewer).restore(saved))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("b/exp_avg");
        assertThatThrownBy(() -> new Optimizer(Adam.of(0.1).amsgrad(true), parameters).restore(saved))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("w/max_exp_avg_sq");
        Tensor same = Tensor.zeros(2).trainable(true);
        assertThatThrownBy(() -> new Optimizer(Sgd.of(0.1),
                List.of(same, same))).hasMessageContaining("same tensor");
        assertThatThrownBy(() -> new Optimizer(Sgd.of(0.1), List.of())).hasMessageContaining("no parameters");
        assertThatThrownBy(() -> new Optimizer(Sgd.of(0.1), List.of(Tensor.zeros(4, 4).slice(1, 0, 2))))
                .hasMessageContaining("gaps");
        assertThatThrownBy(() -> Sgd.of(-1)).hasMessageContaining("rate is -1.0");
        assertThatThrownBy(() -> Sgd.of(1).nesterov(true)).hasMessageContaining("momentum 0.0");
        assertThatThrownBy(() -> Adam.of(1).betas(1, 0.9)).hasMessageContaining("beta1 is 1.0");
    }

    private static SequencedMap<String, Tensor> parameters() {
        Generator generator = Generator.seeded(1);
        SequencedMap<String, Tensor> parameters = new LinkedHashMap<>();
        parameters.put("w", Tensor.randn(generator, 3, 4).trainable(true));
        parameters.put("b", Tensor.randn(generator, 4).trainable(true));
        return parameters;
    }

    /// One step on gradients that depend on its number alone; `b` has none in step 2.
    private static void take(Optimizer optimizer, int step) {
        Generator generator = Generator.seeded(100 + step);
        optimizer.parameters().forEach((name, p) -> {
            Tensor gradient = Tensor.randn(generator, p.shape().dims());
            p.gradient(step == 2 && name.equals("b") ? null : gradient);
        });
        optimizer.step(1 + 0.1 * step);
    }

    private static Map<String, String> numbers(Map<String, Tensor> tensors) {
        Map<String, String> numbers = new TreeMap<>();
        tensors.forEach((name, tensor) -> numbers.put(name, Arrays.toString(tensor.toFloats())));
        return numbers;
    }

    private static Snapshot copy(Snapshot state) {
        SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
        state.tensors().forEach((name, tensor) -> tensors.put(name, tensor.copy()));
        return new Snapshot(tensors, state.values());
    }
}
