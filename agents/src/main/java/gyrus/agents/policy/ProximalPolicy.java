package gyrus.agents.policy;

import gyrus.tensor.Scope;
import gyrus.tensor.Tensor;
import gyrus.train.Descent;
import gyrus.train.Event;
import gyrus.train.Snapshot;
import gyrus.train.Update;
import java.util.LinkedHashMap;
import java.util.Map;

/// Proximal policy optimisation: several passes over what was just done, in which the actor is drawn toward what turned
/// out well, but no farther from what it was than a clip allows. With ρ = π(a|s) / π_old(a|s), the loss is
///
///     −mean min(ρ·Â, clip(ρ, 1 − ε, 1 + ε)·Â) + c·mean (V(s) − R)² − h·mean entropy of π(·|s)
///
/// where Â is shifted and scaled to mean 0 and deviation 1 in each batch.
///
/// Schulman et al. 2017, Proximal Policy Optimization Algorithms, equations 7 and 9.
public final class ProximalPolicy implements Update<ActorCritic, Experience> {

    private final Descent descent;
    private final Settings settings;

    /// How it learns.
    ///
    /// @param steps environment steps in a round
    /// @param batch of them learned from at once
    /// @param passes over a round's steps
    /// @param clip ε
    /// @param value weight c of the critic's loss
    /// @param entropy weight h of the entropy
    public record Settings(int steps, int batch, int passes, double clip, double value, double entropy) {

        /// Checks that the numbers make sense.
        public Settings {
            if (batch < 2 || steps < batch || steps % batch != 0) {
                throw new IllegalArgumentException("batches of %d of the %d steps of a round;"
                        .formatted(batch, steps) + " a batch must be 2 or more and divide them");
            }
            if (passes < 1) throw new IllegalArgumentException("%d passes; take 1 or more".formatted(passes));
            if (!(clip > 0)) throw new IllegalArgumentException("clip=%s must be above 0".formatted(clip));
        }

        int updates() {
            return passes * (steps / batch);
        }
    }

    /// The parts of a loss; each a scalar.
    ///
    /// @param loss the whole
    /// @param policy the actor's part
    /// @param value mean of the critic's squared errors
    /// @param entropy mean entropy of the actor's choices, in nats
    record Parts(Tensor loss, Tensor policy, Tensor value, Tensor entropy) {}

    /// Learning by `descent`, which moves the weights of both nets.
    public ProximalPolicy(Descent descent, Settings settings) {
        this.descent = descent;
        this.settings = settings;
    }

    /// The loss of one batch.
    static Parts loss(ActorCritic net, Experience batch, Settings settings) {
        Tensor logs = net.logits(batch.observations()).logSoftmax(1); // (M, actions)
        Tensor taken = logs.gather(1, batch.actions().unsqueeze(1)).squeeze(1);
        Tensor ratio = taken.sub(batch.logProbabilities()).exp();
        Tensor better = batch.advantages();
        better = better.sub(better.mean()).div(better.std().add(1e-8));
        Tensor clipped = ratio.clamp(1 - settings.clip(), 1 + settings.clip());
        Tensor policy = ratio.mul(better).minimum(clipped.mul(better)).mean().neg();
        Tensor value = net.values(batch.observations()).sub(batch.returns()).square().mean();
        Tensor entropy = logs.exp().mul(logs).sum(1).mean().neg();
        Tensor loss = policy.add(value, settings.value()).sub(entropy.mul(settings.entropy()));
        return new Parts(loss, policy, value, entropy);
    }

    @Override
    public void begin(long rounds) {
        descent.begin(Math.multiplyExact(rounds, settings.updates()));
    }

    @Override
    public Map<String, Tensor> step(ActorCritic net, Experience lived, long round) {
        if (lived.size() != settings.steps()) {
            throw new IllegalArgumentException("%d steps lived through in a round of %d"
                    .formatted(lived.size(), settings.steps()));
        }
        long step = round * settings.updates();
        double lost = 0;
        double entropy = 0;
        boolean sound = true;
        for (int pass = 0; pass < settings.passes(); pass++) {
            Tensor order = Tensor.randperm(lived.size());
            for (int from = 0; from < settings.steps(); from += settings.batch()) {
                try (Scope _ = Scope.open()) {
                    Experience batch = lived.at(order.slice(0, from, from + settings.batch()));
                    Parts parts = descent.learning(net, () -> loss(net, batch, settings));
                    sound &= descent.step(parts.loss, step++);
                    lost += parts.loss.item();
                    entropy += parts.entropy.item();
                }
            }
        }
        Map<String, Tensor> told = new LinkedHashMap<>();
        told.put(Event.LOSS, Tensor.scalar(lost / settings.updates()));
        told.put("entropy", Tensor.scalar(entropy / settings.updates()));
        if (!Double.isNaN(lived.earned())) told.put("return", Tensor.scalar(lived.earned()));
        if (!sound) told.put(SKIPPED, Tensor.scalar(1));
        return told;
    }

    @Override
    public double rate(long round) {
        return descent.rate(round * settings.updates());
    }

    @Override
    public void observe(double metric) {
        descent.observe(metric);
    }

    @Override
    public Snapshot state() {
        return descent.state();
    }

    @Override
    public void restore(Snapshot state) {
        descent.restore(state);
    }
}
