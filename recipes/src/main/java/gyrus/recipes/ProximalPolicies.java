package gyrus.recipes;

import gyrus.agents.Acting;
import gyrus.agents.environment.Environment;
import gyrus.agents.environment.Environments;
import gyrus.agents.environment.Policy;
import gyrus.agents.policy.ActorCritic;
import gyrus.agents.policy.ProximalPolicy;
import gyrus.agents.policy.Rollout;
import gyrus.nn.Nets;
import gyrus.train.Card;
import gyrus.train.Descent;
import gyrus.train.Help;
import gyrus.train.Job;
import gyrus.train.Plan;
import gyrus.train.Precision;
import gyrus.train.Recipe;
import gyrus.train.metric.Measure;
import gyrus.train.optim.AdamW;
import gyrus.train.optim.Optimizer;
import gyrus.train.optim.Schedule;
import java.util.function.Supplier;

/// An actor and its critic balance a pole, or find their way through rooms.
public final class ProximalPolicies implements Recipe<ProximalPolicies.Options> {

    /// What can be chosen.
    public record Options(
            @Help("where to act: cartpole or gridworld") String environment,
            @Help("of weights, episodes and actions") long seed,
            @Help("steps in the environments, all together") long steps,
            @Help("environments acted in at once") int envs,
            @Help("steps in the environments between two rounds of learning") int round,
            @Help("steps of a round that are learned from at once") int batch,
            @Help("times that the steps of a round are learned from") int passes,
            @Help("learning rate at first; it falls to zero") double rate,
            @Help("units in a hidden layer") int hidden,
            @Help("what a reward is worth one step later") double discount,
            @Help("how far ahead advantages look: 0 one step, 1 to the end of the episode") double lambda,
            @Help("how far an action's probability may move, as a share") double clip,
            @Help("weight of the critic's loss") double value,
            @Help("weight of the entropy, which keeps the actor from deciding too early") double entropy,
            @Help(Precision.HELP) Precision precision) {}

    @Override
    public Card card() {
        return new Card("ppo", "Proximal policy optimisation acts", "agents",
                "Schulman et al. 2017, Proximal Policy Optimization Algorithms",
                "475 of 500 steps of CartPole within 100,000 steps, in half a minute on two cores");
    }

    @Override
    public Options defaults() {
        return new Options("cartpole", 1, 100_000, 8, 256, 256, 20, 1e-3, 64, 0.98, 0.8, 0.2, 0.5, 0, Precision.AUTO);
    }

    @Override
    public Job build(Options o) {
        Supplier<Environment> world = Environment.named(o.environment());
        Environment one = world.get();
        int acting = Rounds.acting(o.round(), o.envs());
        ActorCritic net = ActorCritic.of(one.size(), o.hidden(), one.actions());
        var descent = new Descent(new Optimizer(AdamW.of(o.rate()).weightDecay(0).epsilon(1e-5),
                Nets.parameters(net))).clip(0.5).schedule(Schedule::linear).precision(o.precision());
        var settings = new ProximalPolicy.Settings(o.round(), o.batch(), o.passes(), o.clip(), o.value(), o.entropy());
        return new Acting<>(net, world, seed -> new Rollout(new Environments(world, o.envs(), seed), acting,
                        o.discount(), o.lambda()),
                new ProximalPolicy(descent, settings),
                Plan.steps(Rounds.of(o.steps(), o.round()), o.round(), Rounds.evaluate(o.round()), Measure.RETURN),
                agent -> Policy.greedy(agent::logits), 50, 100);
    }
}
