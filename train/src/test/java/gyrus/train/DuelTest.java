package gyrus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gyrus.nn.Net;
import gyrus.nn.Nets;
import gyrus.tensor.Tensor;
import gyrus.train.optim.Adam;
import gyrus.train.optim.Optimizer;
import gyrus.train.optim.Rule;
import gyrus.train.optim.Sgd;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Two numbers against each other in the game c·p, which the critic makes small and the player large, and in which a
/// batch weighs the game.
class DuelTest {

    /// Both sides.
    public record Pair(Tensor critic, Tensor player) implements Net {
        static Pair of(double critic, double player) {
            return new Pair(Tensor.of(new double[] {critic}).trainable(true),
                    Tensor.of(new double[] {player}).trainable(true));
        }

        double[] values() {
            return new double[] {critic.item(), player.item()};
        }
    }

    private static Duel<Pair, Double> duel(Pair pair, Rule rule, int rounds) {
        return new Duel<>(
                new Duel.Side<>((p, batch) -> p.critic.mul(p.player).sum().mul(batch),
                        new Descent(optimizer(pair, rule, "critic"))),
                new Duel.Side<>((p, batch) -> p.critic.mul(p.player).sum().mul(-batch),
                        new Descent(optimizer(pair, rule, "player")).clip(1e6)),
                rounds, UnaryOperator.identity());
    }

    private static Optimizer optimizer(Pair pair, Rule rule, String side) {
        SequencedMap<String, Tensor> parameters = new LinkedHashMap<>(Nets.parameters(pair));
        parameters.keySet().retainAll(List.of(side));
        return new Optimizer(rule, parameters);
    }

    @Test
    void theCriticStepsEachTimeAndThePlayerNowAndThen() {
        Pair pair = Pair.of(1, 2);
        var duel = duel(pair, Sgd.of(0.1), 2);
        duel.begin(4);
        assertThat(duel.step(pair, 1.0, 0)).containsOnlyKeys("loss");
        assertThat(pair.values()).containsExactly(new double[] {1 - 0.2, 2}, within(1e-12));
        Map<String, Tensor> told = duel.step(pair, 3.0, 1);
        double critic = 0.8 - 0.6;
        assertThat(pair.values()).containsExactly(new double[] {critic, 2 + 0.1 * 3 * critic}, within(1e-12));
        assertThat(told).containsOnlyKeys("loss", "generator_loss", "generator_gradient");
        assertThat(told.get("generator_loss").item()).isCloseTo(-3 * critic * 2, within(1e-6));
        assertThat(told.get("generator_gradient").item()).isCloseTo(3 * critic, within(1e-6));
        assertThat(duel.step(pair, 1.0, 2)).as("the last figures are told until there are others")
                .containsKeys("generator_loss", "generator_gradient");
    }

    @Test
    void itGoesOnFromItsState() {
        Pair one = Pair.of(1, 2);
        var first = duel(one, Adam.of(0.1), 2);
        first.begin(6);
        for (int step = 0; step < 3; step++) first.step(one, 1.0 + step, step);
        Pair two = Pair.of(one.values()[0], one.values()[1]);
        var second = duel(two, Adam.of(0.1), 2);
        second.begin(6);
        second.restore(first.state());
        List<Double> told = new ArrayList<>();
        for (int step = 3; step < 6; step++) {
            first.step(one, 1.0 + step, step).values().forEach(value -> told.add(value.item()));
            second.step(two, 1.0 + step, step).values().forEach(value -> told.remove(value.item()));
        }
        assertThat(two.values()).containsExactly(one.values());
        assertThat(told).isEmpty();
    }

    @Test
    void aStepThatIsSkippedIsTold() {
        Pair pair = Pair.of(1, 2);
        var duel = duel(pair, Sgd.of(0.1), 1);
        duel.begin(2);
        assertThat(duel.step(pair, Double.NaN, 0)).containsKey(Update.SKIPPED);
        assertThat(pair.values()).containsExactly(1, 2);
    }

    /// The side that cannot learn is named by its own tensor, with clipping and without.
    @Test
    void aSideThatCannotLearnEndsTheDuel() {
        Pair pair = Pair.of(Double.POSITIVE_INFINITY, 1);
        var critic = duel(pair, Sgd.of(0.1), 1);
        critic.begin(9);
        for (int step = 1; step < Descent.PATIENCE; step++) critic.step(pair, 1.0, step);
        assertThatThrownBy(() -> critic.step(pair, 1.0, 9)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the loss was Infinity in 5 steps in a row")
                .hasMessageContaining("the first tensor with such values is critic");
        Pair fine = Pair.of(1, 1);
        Objective<Pair, Double> steep = (p, _) -> p.player.sub(p.player.detach()).sqrt().sum();
        var player = new Duel<>(new Duel.Side<>((p, _) -> p.critic.sum(),
                new Descent(optimizer(fine, Sgd.of(1e-9), "critic"))),
                new Duel.Side<>(steep, new Descent(optimizer(fine, Sgd.of(1), "player"))), 1,
                UnaryOperator.identity());
        player.begin(9);
        for (int step = 1; step < Descent.PATIENCE; step++) {
            assertThat(player.step(fine, 1.0, step)).containsKey(Update.SKIPPED);
            assertThat(fine.player.item()).isOne();
        }
        assertThatThrownBy(() -> player.step(fine, 1.0, 9)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the gradient was not finite in 5 steps in a row")
                .hasMessageContaining("the gradient of player");
    }

    @Test
    void roundsArePositive() {
        assertThatThrownBy(() -> duel(Pair.of(1, 1), Sgd.of(1), 0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 critic steps");
    }
}
