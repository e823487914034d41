package gyrus.train;

import gyrus.nn.Net;
import gyrus.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/// The update of two sides that learn against each other, each with an objective and a [Descent] of its own: one batch
/// a step for the critic, and after every so many of them a step of the player.
///
/// What a side's objective leaves in the gradients of the other side is not learned from.
///
/// Goodfellow et al. 2014, Generative Adversarial Nets, Algorithm 1; five critic steps to one: Arjovsky et al. 2017,
/// Wasserstein GAN, Algorithm 1.
///
/// @param <N> the net of both sides
/// @param <B> a batch
public final class Duel<N extends Net, B> implements Update<N, B> {

    /// The name of the player's last loss among a step's scalars.
    public static final String PLAYER_LOSS = "generator_loss";

    /// The name of the length of the player's last gradient among a step's scalars.
    public static final String PLAYER_GRADIENT = "generator_gradient";

    private final Side<N, B> critic;
    private final Side<N, B> player;
    private final int rounds;
    private final UnaryOperator<N> kept;
    private double playerLoss = Double.NaN;

    /// One side.
    ///
    /// @param objective what it makes small
    /// @param descent of its parameters
    /// @param <N> the net of both sides
    /// @param <B> a batch
    public record Side<N extends Net, B>(Objective<N, B> objective, Descent descent) {

        Tensor loss(N net, B batch) {
            return descent.learning(net, () -> objective.loss(net, batch));
        }
    }

    /// A duel.
    ///
    /// @param critic the side that learns at every step
    /// @param player the side that learns after `rounds` steps; its gradients are told where its descent clips them
    /// @param rounds steps of the critic to one of the player
    /// @param kept the net to judge and to keep, of the one that learns: itself, or with averages in it
    /// @throws IllegalArgumentException if `rounds` is less than 1
    public Duel(Side<N, B> critic, Side<N, B> player, int rounds, UnaryOperator<N> kept) {
        if (rounds < 1) {
            throw new IllegalArgumentException("%d critic steps to one of the generator; it must be 1 or more"
                    .formatted(rounds));
        }
        this.critic = critic;
        this.player = player;
        this.rounds = rounds;
        this.kept = kept;
    }

    @Override
    public void begin(long steps) {
        critic.descent.begin(steps);
        player.descent.begin(steps / rounds);
    }

    @Override
    public Map<String, Tensor> step(N net, B batch, long step) {
        Tensor loss = critic.loss(net, batch);
        boolean sound = critic.descent.step(loss, step);
        if ((step + 1) % rounds == 0) {
            Tensor answer = player.loss(net, batch);
            sound &= player.descent.step(answer, step / rounds);
            playerLoss = player.descent.loss();
        }
        Map<String, Tensor> told = new LinkedHashMap<>();
        told.put(Event.LOSS, Tensor.scalar(critic.descent.loss()));
        if (!Double.isNaN(playerLoss)) told.put(PLAYER_LOSS, Tensor.scalar(playerLoss));
        if (!Double.isNaN(player.descent.length())) {
            told.put(PLAYER_GRADIENT, Tensor.scalar(player.descent.length()));
        }
        if (!sound) told.put(SKIPPED, Tensor.scalar(1));
        return told;
    }

    @Override
    public double rate(long step) {
        return critic.descent.rate(step);
    }

    @Override
    public void observe(double metric) {
        critic.descent.observe(metric);
        player.descent.observe(metric);
    }

    @Override
    public N kept(N net) {
        return kept.apply(net);
    }

    @Override
    public Snapshot state() {
        return Snapshot.EMPTY.with("critic", critic.descent.state()).with("player", player.descent.state())
                .with("player loss", Double.toString(playerLoss));
    }

    @Override
    public void restore(Snapshot state) {
        critic.descent.restore(state.part("critic"));
        player.descent.restore(state.part("player"));
        playerLoss = state.number("player loss");
    }
}
