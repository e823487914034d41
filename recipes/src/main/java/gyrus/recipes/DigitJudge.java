package gyrus.recipes;

import gyrus.data.Batch;
import gyrus.data.sets.Digits;
import gyrus.models.vision.lenet.Lenet;
import gyrus.nn.Layer;
import gyrus.nn.Trace;
import gyrus.tensor.Generator;
import gyrus.tensor.Gradients;
import gyrus.tensor.Scope;
import gyrus.tensor.Tensor;
import gyrus.train.Job;
import gyrus.train.Precision;
import gyrus.train.RunFolder;
import gyrus.train.Runner;
import gyrus.train.Skill;
import gyrus.train.Source;
import gyrus.train.Training;
import gyrus.train.metric.Frechet;
import gyrus.train.metric.Manifold;
import gyrus.train.metric.Measure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Tells how like real digits generated ones are, by what a LeNet sees in both: the 84 features of its last hidden
/// layer, and the digits that it reads.
///
/// The LeNet learns from the pictures that the generator learned from, for a few epochs when it is first asked, which
/// takes about ten seconds for 7,000 of them; or it is that of a trained run. Judges of the same data, seed and number
/// of drawn digits are one and the same in a process.
final class DigitJudge {

    /// Share of the generated pictures within the region of the real ones, 0 to 1; see [Manifold].
    static final String PRECISION = "precision";

    /// Share of the real pictures within the region of the generated ones, 0 to 1; see [Manifold].
    static final String RECALL = "recall";

    /// What the names of the digits' shares begin with.
    static final String SHARE = "share_";

    private static final int EPOCHS = 8;
    private static final int BATCH = 64;
    private static final double RATE = 4e-3;

    /// Pictures that are looked at together.
    private static final int TOGETHER = 500;

    private static final Map<Origin, DigitJudge> KNOWN = new ConcurrentHashMap<>();

    private final Origin origin;
    private @Nullable Layer lenet;

    /// Where a judge comes from.
    ///
    /// @param data what it learns from, as [Digits#of] takes it
    /// @param count digits to draw where that is empty
    /// @param seed of weights, order and drawn digits
    /// @param run of `lenet`, in place of learning; may be empty
    private record Origin(String data, int count, long seed, String run) {}

    private DigitJudge(Origin origin) {
        this.origin = origin;
    }

    /// The judge of these digits.
    ///
    /// @param data as [Digits#of] takes it
    /// @param count digits to draw where `data` is empty
    /// @param seed of the data, and of what the judge draws
    /// @param run folder or name of a run of `lenet` that judges; empty for a judge that learns first
    static DigitJudge of(String data, int count, long seed, String run) {
        return KNOWN.computeIfAbsent(new Origin(data, count, seed, run), DigitJudge::new);
    }

    /// How like `real` pictures `made` ones are, both (N, 1, 28, 28) in \[0, 1\]: Fréchet distance, precision, recall,
    /// and the share of each digit among those made, by name.
    SequencedMap<String, Double> compare(Tensor real, Tensor made) {
        return Skill.use(() -> {
            Seen truth = see(real);
            Seen seen = see(made);
            SequencedMap<String, Double> figures = new LinkedHashMap<>();
            figures.put(Measure.FRECHET.id(), Frechet.distance(truth.features(), seen.features()));
            figures.put(PRECISION, Manifold.of(truth.features(), Manifold.NEIGHBOURS).share(seen.features()));
            figures.put(RECALL, Manifold.of(seen.features(), Manifold.NEIGHBOURS).share(truth.features()));
            count(seen).forEach((label, count) -> figures.put(SHARE + label, (double) count / made.size(0)));
            return figures;
        });
    }

    /// How many of `pictures`, (N, 1, 28, 28) in \[0, 1\], show each digit.
    SequencedMap<String, Long> count(Tensor pictures) {
        return Skill.use(() -> count(see(pictures)));
    }

    private static SequencedMap<String, Long> count(Seen seen) {
        long[] counts = seen.digits().bincount(DigitPictures.LABELS.size()).toLongs();
        SequencedMap<String, Long> named = new LinkedHashMap<>();
        for (int i = 0; i < counts.length; i++) named.put(DigitPictures.LABELS.get(i), counts[i]);
        return named;
    }

    /// What the net sees in pictures.
    ///
    /// @param features (N, 84)
    /// @param digits (N) int64
    private record Seen(Tensor features, Tensor digits) {}

    private Seen see(Tensor pictures) {
        Layer net = lenet();
        List<Tensor> features = new ArrayList<>();
        List<Tensor> digits = new ArrayList<>();
        for (Tensor some : pictures.split(TOGETHER, 0)) {
            Trace trace = Trace.of(net);
            Tensor logits = trace.call(() -> net.apply(some));
            features.add(trace.entries().stream().filter(entry -> entry.name().equals("fc3")).findFirst().orElseThrow()
                    .input());
            digits.add(logits.argmax(1));
        }
        return new Seen(Tensor.cat(features, 0), Tensor.cat(digits, 0));
    }

    private synchronized Layer lenet() {
        Layer known = lenet;
        if (known == null) {
            lenet = known = Scope.outside(() -> origin.run().isEmpty() ? learned() : trained());
        }
        return known;
    }

    /// A LeNet that has learned for a few epochs.
    private Layer learned() {
        var options = new LenetDigits.Options(origin.data(), origin.seed(), EPOCHS, BATCH, RATE, true, Precision.F32);
        Generator generator = Generator.seeded(origin.seed());
        Training<Layer, Batch> training = generator.call(() -> LenetDigits.training(options,
                () -> LenetDigits.augmented(Digits.of(origin.data(), origin.count(), origin.seed()))));
        try (Source<Layer, Batch> source = training.open(origin.seed())) {
            long steps = EPOCHS * source.epoch();
            training.update().begin(steps);
            for (long step = 0; step < steps; step++) {
                long now = step;
                try (Scope scope = Scope.open()) {
                    generator.run(() -> Gradients.on(() -> training.update()
                            .step(training.net(), scope.adopt(source.next(training.net(), now)), now)));
                }
            }
        }
        return training.update().kept(training.net());
    }

    /// The LeNet of a run.
    private Layer trained() {
        RunFolder folder = RunFolder.find(Path.of("runs"), origin.run());
        Job job = Runner.build(folder);
        if (!(job.net() instanceof Lenet net)) {
            throw new IllegalArgumentException("judge=%s is a run of %s; a judge of digits is one of lenet"
                    .formatted(origin.run(), folder.options().recipe()));
        }
        Runner.loadBest(job, folder);
        return net;
    }
}
