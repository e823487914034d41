package gyrus.recipes;

import gyrus.agents.Acting;
import gyrus.agents.environment.Environment;
import gyrus.agents.environment.Environments;
import gyrus.agents.environment.Policy;
import gyrus.agents.value.DeepQ;
import gyrus.agents.value.Replay;
import gyrus.agents.value.ReplayMemory;
import gyrus.nn.Layer;
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

/// A deep Q-network balances a pole, or finds its way through rooms.
public final class DeepQLearning implements Recipe<DeepQLearning.Options> {

    /// What can be chosen.
    public record Options(
            @Help("where to act: cartpole or gridworld") String environment,
            @Help("of weights, episodes and actions") long seed,
            @Help("steps in the environments, all together") long steps,
            @Help("environments acted in at once") int envs,
            @Help("steps in the environments between two rounds of learning") int round,
            @Help("steps of learning a round") int updates,
            @Help("transitions in a batch") int batch,
            @Help("learning rate at first; it falls to zero") double rate,
            @Help("units in a hidden layer") int hidden,
            @Help("what a reward is worth one step later") double discount,
            @Help("whether the net chooses the next action and its copy judges it") boolean doubleQ,
            @Help("whether the state's value and the actions' advantages have streams of their own") boolean dueling,
            @Help("steps of learning between two copies of the net") int target,
            @Help("transitions remembered") int memory,
            @Help("share of the steps in which random actions become fewer") double exploration,
            @Help("share of random actions in the end") double epsilon,
            @Help(Precision.HELP) Precision precision) {}

    @Override
    public Card card() {
        return new Card("dqn", "Deep Q-learning acts", "agents",
                "Mnih et al. 2015, Human-level control through deep reinforcement learning",
                "475 of 500 steps of CartPole within 50,000 steps, in a minute on two cores");
    }

    @Override
    public Options defaults() {
        return new Options("cartpole", 1, 50_000, 8, 256, 128, 64, 2.3e-3, 256, 0.99, true, false, 128, 50_000, 0.16,
                0.04, Precision.AUTO);
    }

    @Override
    public Job build(Options o) {
        Supplier<Environment> world = Environment.named(o.environment());
        Environment one = world.get();
        int acting = Rounds.acting(o.round(), o.envs());
        long rounds = Rounds.of(o.steps(), o.round());
        Layer net = DeepQ.net(one.size(), o.hidden(), one.actions(), o.dueling());
        var descent = new Descent(new Optimizer(AdamW.of(o.rate()).weightDecay(0), Nets.parameters(net))).clip(10)
                .schedule(Schedule::linear).precision(o.precision());
        var settings = new Replay.Settings(acting, o.updates(), o.batch(), Math.round(o.exploration() * rounds),
                o.epsilon());
        return new Acting<>(net, world, seed -> new Replay(new Environments(world, o.envs(), seed), one.actions(),
                        new ReplayMemory(o.memory(), one.size()), settings),
                new DeepQ(net, descent, o.discount(), o.doubleQ(), o.updates(), o.target()),
                Plan.steps(rounds, o.round(), Rounds.evaluate(o.round()), Measure.RETURN), Policy::greedy, 50, 100);
    }
}
