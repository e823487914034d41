package gyrus.agents;

import gyrus.agents.environment.Environment;
import gyrus.agents.environment.Episodes;
import gyrus.agents.environment.Policy;
import gyrus.nn.Net;
import gyrus.train.Evaluation;
import gyrus.train.Learning;
import gyrus.train.Plan;
import gyrus.train.Player;
import gyrus.train.Skill;
import gyrus.train.Source;
import gyrus.train.Split;
import gyrus.train.Update;
import gyrus.train.metric.Measure;
import gyrus.train.picture.Animation;
import gyrus.train.picture.Picture;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;

/// Learning from what comes of one's own actions. The net is judged by the mean return of whole episodes, in which it
/// does what it finds best; those that choose which weights to keep, those that test them, and those learned from begin
/// in different states.
///
/// @param net what learns
/// @param world makes an environment
/// @param source acts and gives what is learned from, its environments seeded by what it is given
/// @param update how that changes the net
/// @param plan how many rounds of acting and learning; its batch counts environment steps
/// @param greedy what the net finds best
/// @param validation episodes by which the weights to keep are chosen
/// @param test episodes of the test
/// @param <N> the net
/// @param <B> what is learned from in a round
public record Acting<N extends Net, B>(N net, Supplier<? extends Environment> world, LongFunction<Source<N, B>> source,
        Update<N, B> update, Plan plan, Function<N, Policy> greedy, int validation, int test)
        implements Learning<N, B> {

    /// Seeds of first episodes, far from each other: see [#open] for those learned from.
    private static final long VALIDATION = 1L << 40;
    private static final long TEST = 1L << 41;
    private static final long LEARNED = 1L << 62;

    /// Pictures of an episode in the animation that a run ends with, and how long each is shown.
    private static final int SHOWN = 250;
    private static final Duration DELAY = Duration.ofMillis(40);

    /// Checks that there are episodes to judge by.
    public Acting {
        if (validation < 1 || test < 1) {
            throw new IllegalArgumentException("%d episodes to validate and %d to test by; both must be 1 or more"
                    .formatted(validation, test));
        }
    }

    @Override
    public Source<N, B> open(long seed) {
        return source.apply(LEARNED | new SplittableRandom(seed).nextLong() >>> 2);
    }

    @Override
    public boolean has(Split split) {
        return split != Split.TRAIN;
    }

    @Override
    public Evaluation evaluate(N judged, Split split) {
        Policy policy = greedy.apply(judged);
        double[] returns = switch (split) {
            case TRAIN -> throw new IllegalArgumentException("what was learned from by acting is gone;"
                    + " judge on split=validation or split=test");
            case VALIDATION -> Episodes.returns(world, policy, validation, VALIDATION);
            case TEST -> Episodes.returns(world, policy, test, TEST);
            case ALL -> DoubleStream.concat(
                    DoubleStream.of(Episodes.returns(world, policy, validation, VALIDATION)),
                    DoubleStream.of(Episodes.returns(world, policy, test, TEST))).toArray();
        };
        SequencedMap<String, Double> metrics = new LinkedHashMap<>();
        metrics.put(Measure.RETURN.id(), DoubleStream.of(returns).average().orElseThrow());
        var episode = new Evaluation.Drawing("episode", "gif", file -> new Animation(
                Episodes.film(world.get(), policy, TEST, SHOWN), DELAY, 1).save(file));
        return new Evaluation(returns.length, metrics, List.of(episode));
    }

    @Override
    public List<Skill> skills() {
        return List.of(new Playing(world, greedy.apply(net)));
    }

    /// Plays with what the net finds best.
    private record Playing(Supplier<? extends Environment> world, Policy policy) implements Player {

        @Override
        public double[] play(int episodes, long seed) {
            return Episodes.returns(world, policy, episodes, first(seed));
        }

        @Override
        public List<Picture> film(long seed, int most) {
            return Episodes.film(world.get(), policy, first(seed), most);
        }

        private static long first(long seed) {
            return new SplittableRandom(seed).nextLong() >>> 2;
        }
    }
}
