package gyrus.recipes;

import gyrus.data.Batch;
import gyrus.data.Splits;
import gyrus.methods.cluster.KMeans;
import gyrus.methods.cluster.Lloyd;
import gyrus.train.Card;
import gyrus.train.Evaluation;
import gyrus.train.Evaluation.Drawing;
import gyrus.train.Fit;
import gyrus.train.Help;
import gyrus.train.Job;
import gyrus.train.Plan;
import gyrus.train.Prediction;
import gyrus.train.Predictor;
import gyrus.train.Recipe;
import gyrus.train.Skill;
import gyrus.train.Split;
import gyrus.train.metric.Measure;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Finds groups in data that nobody has labelled.
public final class KMeansGroups implements Recipe<KMeansGroups.Options> {

    /// The share of examples that are of their group's commonest class.
    private static final String PURITY = "purity";

    /// What can be chosen.
    public record Options(
            @Help(Points.HELP) String data,
            @Help("of the first centroids, and of drawn digits") long seed,
            @Help("iterations at most; it ends when no example changes its group") int iterations,
            @Help("groups") int groups,
            @Help("digits that are drawn where there is no data") int count,
            @Help("numbers in an example, as the data has them") int width) {}

    @Override
    public Card card() {
        return new Card("kmeans", "Groups by k-means", "foundations",
                "Arthur & Vassilvitskii 2007, k-means++: the advantages of careful seeding",
                "groups of alike digits, without their labels being used");
    }

    @Override
    public Options defaults() {
        return new Options("", 1, 300, 10, 10_000, Points.DIGIT);
    }

    @Override
    public Options resolve(Options o) {
        return new Options(o.data(), o.seed(), o.iterations(), o.groups(), o.count(), Points.width(o.data()));
    }

    @Override
    public Job build(Options o) {
        KMeans net = KMeans.of(o.groups(), o.width());
        Predictor predictor = file -> Skill.use(() -> predict(net, file));
        return new Fit<>(net, () -> Points.of(o.data(), o.count(), o.seed()), Split.TRAIN, Lloyd.drawn(),
                KMeansGroups::judge, Plan.steps(o.iterations(), 1, 0, Measure.LOSS), List.of(predictor));
    }

    private static List<Prediction> predict(KMeans net, Path file) {
        if (net.centroids().size(1) != Points.DIGIT) {
            throw new IllegalArgumentException("these groups are of rows of a table; %s cannot be one".formatted(file));
        }
        long group = net.nearest(DigitPictures.read(file)).groups().itemLong();
        return List.of(new Prediction(file.toString(), "group " + group, new LinkedHashMap<>()));
    }

    private static Evaluation judge(KMeans net, Splits<Batch> data, Split split) {
        Batch all = Fit.whole(data, split);
        KMeans.Nearest nearest = net.nearest(all.inputs());
        SequencedMap<String, Double> metrics = new LinkedHashMap<>();
        metrics.put(Measure.LOSS.id(), nearest.squares().mean().item());
        metrics.put(PURITY, purity(nearest.groups().toInts(), all.targets().toInts(), net.centroids().size(0)));
        List<Drawing> drawings = Points.pictures(net.centroids()).stream()
                .map(picture -> new Drawing("centroids", picture::save)).toList();
        return new Evaluation(all.size(), metrics, drawings);
    }

    private static double purity(int[] groups, int[] classes, long count) {
        int[][] counts = new int[(int) count][java.util.Arrays.stream(classes).max().orElse(0) + 1];
        for (int i = 0; i < groups.length; i++) counts[groups[i]][classes[i]]++;
        double pure = 0;
        for (int[] group : counts) pure += java.util.Arrays.stream(group).max().orElse(0);
        return pure / groups.length;
    }
}
