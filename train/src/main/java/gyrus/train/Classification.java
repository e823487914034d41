package gyrus.train;

import gyrus.data.Batch;
import gyrus.nn.Layer;
import gyrus.nn.Net;
import gyrus.tensor.DType;
import gyrus.tensor.Tensor;
import gyrus.train.metric.Confusion;
import gyrus.train.metric.Measure;
import gyrus.train.metric.Metrics;
import gyrus.train.picture.ConfusionPicture;
import gyrus.train.picture.Picture;
import gyrus.train.picture.SampleGrid;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Choosing one of several classes.
///
/// @param labels the classes' names, in the order of their numbers
/// @param outputs what the net makes of a batch
/// @param loss of these outputs on their batch, a scalar
/// @param probabilities of every class, (N, classes), of the outputs
/// @param targets the right classes, (N) int64
/// @param read makes an input of a file, or several of a table: a batch without known targets
/// @param show the pictures of a batch, or null where the input is none
/// @param <N> the net
/// @param <B> a batch
public record Classification<N extends Net, B>(List<String> labels, BiFunction<N, B, Tensor> outputs,
        BiFunction<Tensor, B, Tensor> loss, UnaryOperator<Tensor> probabilities, Function<B, Tensor> targets,
        Function<Path, B> read, @Nullable Function<B, List<Picture>> show) implements Task<N, B> {

    /// Samples in the picture of predictions.
    private static final int SHOWN = 24;

    /// For a layer from inputs to logits.
    ///
    /// @param read makes inputs (N, …) of a file
    public static Classification<Layer, Batch> logits(List<String> labels, Function<Path, Tensor> read) {
        return new Classification<>(labels, (net, batch) -> net.apply(batch.inputs()),
                (logits, batch) -> logits.crossEntropy(batch.targets()), logits -> logits.softmax(1), Batch::targets,
                file -> unknown(read.apply(file)), null);
    }

    /// Inputs whose classes are not known.
    public static Batch unknown(Tensor inputs) {
        return new Batch(inputs, Tensor.zeros(DType.INT64, inputs.size(0)));
    }

    /// This task, with pictures of what the net saw.
    public Classification<N, B> show(Function<B, List<Picture>> show) {
        return new Classification<>(labels, outputs, loss, probabilities, targets, read, show);
    }

    /// The loss to minimise.
    public Objective<N, B> objective() {
        return (net, batch) -> loss.apply(outputs.apply(net, batch), batch);
    }

    @Override
    public List<Skill> skills(N net) {
        Packed<N> packed = new Packed<>(net);
        Predictor predictor = file -> Skill.use(() -> predict(packed.get(), file));
        return show == null ? List.of(predictor) : List.of(predictor, new Pixels(net, show));
    }

    /// How a net that reads pictures is explained.
    private final class Pixels implements Explainer {
        private final N net;
        private final Function<B, List<Picture>> show;

        Pixels(N net, Function<B, List<Picture>> show) {
            this.net = net;
            this.show = show;
        }

        @Override
        public N net() {
            return net;
        }

        @Override
        public List<String> labels() {
            return labels;
        }

        @Override
        public Tensor read(Path file) {
            if (read.apply(file) instanceof Batch batch && batch.inputs().rank() == 4 && batch.size() == 1) {
                return batch.inputs();
            }
            throw new IllegalArgumentException("%s is not read as one picture; this net cannot be explained by pixels"
                    .formatted(file));
        }

        @Override
        public Picture show(Tensor input) {
            return show.apply(batch(input)).getFirst();
        }

        @Override
        public Tensor scores(Tensor inputs) {
            return outputs.apply(net, batch(inputs));
        }

        @SuppressWarnings("unchecked") // what was read is a Batch, so a Batch is a B
        private B batch(Tensor inputs) {
            return (B) unknown(inputs);
        }
    }

    /// What `net` says of `file`: one prediction, or one a row for a table.
    ///
    /// @throws IllegalArgumentException if the file is not of the kind that the net reads
    public List<Prediction> predict(N net, Path file) {
        B batch = read.apply(file);
        double[][] rows = rows(probabilities.apply(outputs.apply(net, batch)));
        List<Prediction> predictions = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            predictions.add(Prediction.of(rows.length == 1 ? file.toString() : file + "#" + (i + 1), labels, rows[i]));
        }
        return predictions;
    }

    private double[][] rows(Tensor probabilities) {
        if (probabilities.rank() != 2 || probabilities.size(1) != labels.size()) {
            throw new IllegalStateException("probabilities %s for %d classes"
                    .formatted(probabilities.shape(), labels.size()));
        }
        double[] all = probabilities.toDoubles();
        double[][] rows = new double[(int) probabilities.size(0)][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Arrays.copyOfRange(all, i * labels.size(), (i + 1) * labels.size());
        }
        return rows;
    }

    @Override
    public Judge<B> judge(N net) {
        return new Counting(net);
    }

    private final class Counting implements Judge<B> {
        private final N net;
        private final Confusion confusion = new Confusion(labels.size());
        private final List<Double> scores = new ArrayList<>();
        private final List<Boolean> positive = new ArrayList<>();
        private final List<SampleGrid.Sample> right = new ArrayList<>();
        private final List<SampleGrid.Sample> wrong = new ArrayList<>();
        private double lost;

        Counting(N net) {
            this.net = net;
        }

        @Override
        public void see(B batch) {
            Tensor said = outputs.apply(net, batch);
            double[][] rows = rows(probabilities.apply(said));
            int[] actual = targets.apply(batch).toInts();
            lost += loss.apply(said, batch).item() * actual.length;
            boolean enough = show == null || right.size() + wrong.size() >= 4 * SHOWN;
            List<Picture> pictures = enough ? List.of() : Objects.requireNonNull(show).apply(batch);
            for (int i = 0; i < rows.length; i++) {
                int chosen = Prediction.most(rows[i]);
                confusion.add(actual[i], chosen);
                if (labels.size() == 2) {
                    scores.add(rows[i][1]);
                    positive.add(actual[i] == 1);
                }
                if (i < pictures.size()) {
                    var sample = new SampleGrid.Sample(pictures.get(i), labels.get(actual[i]), labels.get(chosen),
                            rows[i][chosen]);
                    (sample.right() ? right : wrong).add(sample);
                }
            }
        }

        @Override
        public Evaluation evaluation() {
            SequencedMap<String, Double> metrics = new LinkedHashMap<>();
            metrics.put(Measure.LOSS.id(), lost / confusion.total());
            metrics.put(Measure.ACCURACY.id(), confusion.accuracy());
            metrics.put(Measure.F1.id(), confusion.f1());
            if (labels.size() == 2) {
                boolean[] truths = new boolean[positive.size()];
                for (int i = 0; i < truths.length; i++) truths[i] = positive.get(i);
                double[] sure = scores.stream().mapToDouble(Double::doubleValue).toArray();
                metrics.put(Measure.AUC.id(), Metrics.auc(truths, sure));
            }
            List<Evaluation.Drawing> drawings = new ArrayList<>();
            drawings.add(new Evaluation.Drawing("confusion", file -> ConfusionPicture.save(confusion, labels, file)));
            if (show != null) {
                drawings.add(new Evaluation.Drawing("predictions", file -> SampleGrid
                        .save("Predictions", samples(), file)));
            }
            return new Evaluation(confusion.total(), metrics, drawings);
        }

        /// A third of the samples shows mistakes, if there are so many.
        private List<SampleGrid.Sample> samples() {
            int mistakes = Math.min(wrong.size(), SHOWN / 3);
            int successes = Math.min(right.size(), SHOWN - mistakes);
            List<SampleGrid.Sample> samples = new ArrayList<>(right.subList(0, successes));
            samples.addAll(wrong.subList(0, mistakes));
            return samples;
        }
    }
}
