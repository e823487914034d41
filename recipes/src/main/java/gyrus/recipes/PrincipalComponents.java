package gyrus.recipes;

import gyrus.data.Batch;
import gyrus.data.Splits;
import gyrus.methods.project.Pca;
import gyrus.methods.project.PcaFit;
import gyrus.tensor.Tensor;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/// Finds the directions in which data varies most.
public final class PrincipalComponents implements Recipe<PrincipalComponents.Options> {

    /// What can be chosen.
    public record Options(
            @Help(Points.HELP) String data,
            @Help("of drawn digits and the choice of test examples; components are not random") long seed,
            @Help("steps; one finds all components") int iterations,
            @Help("components") int components,
            @Help("digits that are drawn where there is no data") int count,
            @Help("numbers in an example, as the data has them") int width) {}

    @Override
    public Card card() {
        return new Card("pca", "Principal components", "foundations",
                "Pearson 1901, On lines and planes of closest fit to systems of points in space",
                "the 50 of 784 directions that keep most of the variance of digits, in one step");
    }

    @Override
    public Options defaults() {
        return new Options("", 1, 1, 50, 10_000, Points.DIGIT);
    }

    @Override
    public Options resolve(Options o) {
        int width = Points.width(o.data());
        return new Options(o.data(), o.seed(), o.iterations(), Math.min(o.components(), width), o.count(), width);
    }

    @Override
    public Job build(Options o) {
        if (o.iterations() != 1) {
            throw new IllegalArgumentException("iterations=%d; one step finds all components"
                    .formatted(o.iterations()));
        }
        return new Fit<>(Pca.of(o.width(), o.components()), () -> Points.of(o.data(), o.count(), o.seed()), Split.TRAIN,
                new PcaFit(), PrincipalComponents::judge, Plan.steps(1, 1, 0, Measure.LOSS), List.of());
    }

    private static Evaluation judge(Pca net, Splits<Batch> data, Split split) {
        Batch all = Fit.whole(data, split);
        Tensor rows = all.inputs().reshape(all.size(), net.mean().size(0));
        double lost = PcaFit.loss(net, rows).item();
        double whole = rows.sub(net.mean()).square().sum(1).mean().item();
        SequencedMap<String, Double> metrics = new LinkedHashMap<>();
        metrics.put(Measure.LOSS.id(), lost);
        metrics.put(Measure.R2.id(), whole > 0 ? 1 - lost / whole : 1);
        List<Drawing> drawings = new ArrayList<>();
        Points.pictures(net.components()).forEach(picture -> drawings.add(new Drawing("components", picture::save)));
        if (net.components().size(0) > 1) {
            float[] points = net.apply(rows).narrow(1, 0, 2).toFloats();
            List<String> labels = Arrays.stream(all.targets().toLongs()).mapToObj(Long::toString).toList();
            double share = net.share().narrow(0, 0, 2).sum().item();
            String told = String.format(Locale.ROOT, "the first two principal components: %.1f %% of the variance",
                    100 * share);
            drawings.add(new Drawing("plane", file -> Scatter.save("Principal components", told, points, labels,
                    file)));
        }
        return new Evaluation(all.size(), metrics, drawings);
    }
}
