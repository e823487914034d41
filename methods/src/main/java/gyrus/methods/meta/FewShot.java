package gyrus.methods.meta;

import gyrus.data.Episode;
import gyrus.nn.Layer;
import gyrus.nn.Net;
import gyrus.tensor.Gradients;
import gyrus.tensor.Scope;
import gyrus.tensor.Tensor;
import gyrus.train.Evaluation;
import gyrus.train.Judge;
import gyrus.train.Objective;
import gyrus.train.Task;
import gyrus.train.metric.Measure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.BiFunction;

/// Telling the classes of queries from a few examples of each class.
///
/// It is judged by the share of queries that are right, as the mean over tasks with its 95 % interval.
///
/// @param learning logits (T, N·Q, N) of an episode's queries while the net is trained
/// @param use the same where it is judged
/// @param <N> the net
public record FewShot<N extends Net>(BiFunction<N, Episode, Tensor> learning, BiFunction<N, Episode, Tensor> use)
        implements Task<N, Episode> {

    /// Standard deviations of a normal distribution that 95 % of it lie within.
    private static final double SIGMAS = 1.96;

    /// Tasks that are shown.
    private static final int SHOWN = 6;

    /// By the distance to the mean of a class's examples: [Prototypes].
    public static FewShot<Layer> prototypes() {
        return new FewShot<>(Prototypes::logits, Prototypes::logits);
    }

    /// By some steps of gradient descent on the examples: [FastLearner].
    ///
    /// @param secondOrder whether learning differentiates through the gradients of the steps
    public static FewShot<FastLearner> gradients(boolean secondOrder) {
        return new FewShot<>((learner, episode) -> adapted(learner, episode, secondOrder),
                (learner, episode) -> adapted(learner, episode, false));
    }

    private static Tensor adapted(FastLearner learner, Episode episode, boolean secondOrder) {
        List<Tensor> logits = new ArrayList<>();
        for (Episode task : episode.each()) {
            Layer net = Gradients.on(() -> learner.adapt(task.support().flatten(0, 2), task.targets(task.shots()),
                    secondOrder));
            logits.add(net.apply(task.query().flatten(0, 2)));
        }
        return Tensor.stack(logits, 0);
    }

    /// Cross entropy of the queries: what learning makes small.
    public Objective<N, Episode> objective() {
        return (net, episode) -> loss(learning.apply(net, episode), episode);
    }

    private static Tensor loss(Tensor logits, Episode episode) {
        return logits.flatten(0, 1).crossEntropy(episode.targets(episode.queries()).repeat(episode.tasks()));
    }

    @Override
    public Judge<Episode> judge(N net) {
        return new Judge<>() {
            private final List<Double> accuracies = new ArrayList<>();
            private final List<EpisodePicture.Row> shown = new ArrayList<>();
            private double lost;

            @Override
            public void see(Episode episode) {
                for (Episode task : episode.each()) {
                    try (Scope _ = Scope.open()) {
                        see(task, use.apply(net, task));
                    }
                }
            }

            private void see(Episode task, Tensor logits) {
                int[] said = logits.argmax(2).flatten().toInts();
                int[] actual = task.targets(task.queries()).toInts();
                int right = 0;
                for (int i = 0; i < said.length; i++) if (said[i] == actual[i]) right++;
                accuracies.add((double) right / said.length);
                lost += loss(logits, task).item();
                if (shown.size() < SHOWN) shown.add(EpisodePicture.Row.of(task, said));
            }

            @Override
            public Evaluation evaluation() {
                int tasks = accuracies.size();
                double mean = accuracies.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
                double squares = accuracies.stream().mapToDouble(one -> (one - mean) * (one - mean)).sum();
                SequencedMap<String, Double> metrics = new LinkedHashMap<>();
                metrics.put(Measure.LOSS.id(), lost / tasks);
                metrics.put(Measure.ACCURACY.id(), mean);
                metrics.put(Measure.INTERVAL.id(), SIGMAS * Math.sqrt(squares / Math.max(1, tasks - 1) / tasks));
                return new Evaluation(tasks, metrics, List.of(new Evaluation.Drawing("episodes",
                        file -> EpisodePicture.save(shown, file))));
            }
        };
    }
}
