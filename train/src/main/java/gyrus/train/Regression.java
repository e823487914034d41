package gyrus.train;

import gyrus.data.Batch;
import gyrus.nn.Net;
import gyrus.tensor.Tensor;
import gyrus.train.metric.Measure;
import gyrus.train.metric.Metrics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Predicting a number.
///
/// @param objective what is minimised, for the figure `loss`
/// @param predict the numbers for a batch, (N), in the target's unit
/// @param targets the right numbers, (N), in the target's unit
/// @param read makes inputs of a file: a batch without known targets
/// @param <N> the net
/// @param <B> a batch
public record Regression<N extends Net, B>(Objective<N, B> objective, BiFunction<N, B, Tensor> predict,
        Function<B, Tensor> targets, Function<Path, B> read) implements Task<N, B> {

    /// Inputs whose numbers are not known.
    public static Batch unknown(Tensor inputs) {
        return new Batch(inputs, Tensor.zeros(inputs.size(0)));
    }

    @Override
    public List<Prediction> predict(N net, Path file) {
        double[] numbers = predict.apply(net, read.apply(file)).toDoubles();
        List<Prediction> predictions = new ArrayList<>();
        for (int i = 0; i < numbers.length; i++) {
            predictions.add(new Prediction(numbers.length == 1 ? file.toString() : file + "#" + (i + 1),
                    String.format(Locale.ROOT, "%.6g", numbers[i]), new LinkedHashMap<>()));
        }
        return predictions;
    }

    @Override
    public Judge<B> judge(N net) {
        return new Judge<>() {
            private final List<double[]> actual = new ArrayList<>();
            private final List<double[]> predicted = new ArrayList<>();
            private double loss;
            private long samples;

            @Override
            public void see(B batch) {
                double[] right = targets.apply(batch).toDoubles();
                actual.add(right);
                predicted.add(predict.apply(net, batch).toDoubles());
                loss += objective.loss(net, batch).item() * right.length;
                samples += right.length;
            }

            @Override
            public Evaluation evaluation() {
                double[] right = actual.stream().flatMapToDouble(Arrays::stream).toArray();
                double[] said = predicted.stream().flatMapToDouble(Arrays::stream).toArray();
                SequencedMap<String, Double> metrics = new LinkedHashMap<>();
                metrics.put(Measure.LOSS.id(), loss / samples);
                metrics.put(Measure.R2.id(), Metrics.r2(right, said));
                metrics.put(Measure.MAE.id(), Metrics.mae(right, said));
                return Evaluation.of(samples, metrics);
            }
        };
    }
}
