package gyrus.recipes;

import gyrus.data.Batch;
import gyrus.data.Splits;
import gyrus.methods.project.Plane;
import gyrus.methods.project.Tsne;
import gyrus.train.Card;
import gyrus.train.Evaluation;
import gyrus.train.Evaluation.Drawing;
import gyrus.train.Fit;
import gyrus.train.Help;
import gyrus.train.Job;
import gyrus.train.Plan;
import gyrus.train.Recipe;
import gyrus.train.Split;
import gyrus.train.metric.Measure;
import gyrus.train.picture.Scatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Lays data out in the plane so that neighbours stay neighbours.
public final class TsneMap implements Recipe<TsneMap.Options> {

    /// What can be chosen.
    public record Options(
            @Help(Points.HELP) String data,
            @Help("of drawn digits and the choice of test examples; the map is not random") long seed,
            @Help("iterations, of which the first quarter, 250 at most, exaggerates") int iterations,
            @Help("examples in the map at most") int count,
            @Help("neighbours that count for an example") double perplexity,
            @Help("how coarsely far points are summed up, from 0 (not at all)") double angle,
            @Help("principal components that examples are reduced to before") int components) {}

    @Override
    public Card card() {
        return new Card("tsne", "Maps by t-SNE", "foundations",
                "van der Maaten & Hinton 2008, Visualizing Data using t-SNE",
                "digits as islands in the plane, one a class, without their labels being used");
    }

    @Override
    public Options defaults() {
        return new Options("", 1, 1000, 5000, 30, 0.7, 50);
    }

    @Override
    public Options resolve(Options o) {
        int count = Math.min(o.count(), Points.size(Points.of(o.data(), o.count(), o.seed())));
        return new Options(o.data(), o.seed(), o.iterations(), count, o.perplexity(), o.angle(), o.components());
    }

    @Override
    public Job build(Options o) {
        var settings = new Tsne.Settings(o.perplexity(), o.iterations(), 12, o.angle(), o.components());
        return new Fit<>(Plane.of(o.count()), () -> Points.some(Points.of(o.data(), o.count(), o.seed()), o.count()),
                Split.ALL, new Tsne(settings), TsneMap::judge, Plan.steps(o.iterations(), o.count(), 0, Measure.KNN),
                List.of());
    }

    /// Of each example of the part, whether the nearest of all others is of its class.
    private static Evaluation judge(Plane net, Splits<Batch> data, Split split) {
        int from = 0;
        int to = Points.size(data);
        if (split != Split.ALL) {
            int before = split == Split.TEST ? data.validation().size() : 0;
            from = split == Split.TRAIN ? 0 : data.train().size() + before;
            to = from + split.of(data).getFirst().size();
        }
        double knn = net.knn(from, to);
        float[] points = net.points().toFloats();
        List<String> labels = Arrays.stream(net.classes().toLongs()).mapToObj(Long::toString).toList();
        String told = String.format(Locale.ROOT, "%,d examples by t-SNE", labels.size());
        return new Evaluation(to - from, new java.util.LinkedHashMap<>(Map.of(Measure.KNN.id(), knn)),
                List.of(new Drawing("map", file -> Scatter.save("Map", told, points, labels, file))));
    }
}
