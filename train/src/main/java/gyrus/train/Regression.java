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
import java.util.function.UnaryOperator;

/// Predicting a number.
///
/// @param outputs what the net makes of a batch
/// @param loss of these outputs on their batch, a scalar
/// @param numbers what the outputs say, (N), in the target's unit
/// @param targets the right numbers, (N), in the target's unit
/// @param read makes inputs of a file: a batch without known targets
/// @param <N> the net
/// @param <B> a batch
public record Regression<N extends Net, B>(BiFunction<N, B, Tensor> outputs, BiFunction<Tensor, B, Tensor> loss,
        UnaryOperator<Tensor> numbers, Function<B, Tensor> targets, Function<Path, B> read) implements Task<N, B> {

    /// Inputs whose numbers are not known.
    public static Batch unknown(Tensor inputs) {
        return new Batch(inputs, Tensor.zeros(inputs.size(0)));
    }

    /// The loss to minimise.
    public Objective<N, B> objective() {
        return (net, batch) -> loss.apply(outputs.apply(net, batch), batch);
    }

    @Override
    public List<Skill> skills(N net) {
        Packed<N> packed = new Packed<>(net);
        return List.of((Predictor) file -> Skill.use(() -> predict(packed.get(), file)));
    }

    /// What `net` says of `file`: one prediction, or one a row for a table.
    ///
    /// @throws IllegalArgumentException if the file is not of the kind that the net reads
    public List<Prediction> predict(N net, Path file) {
        double[] said = numbers.apply(outputs.apply(net, read.apply(file))).toDoubles();
        List<Prediction> predictions = new ArrayList<>();
        for (int i = 0; i < said.length; i++) {
            predictions.add(new Prediction(said.length == 1 ? file.toString() : file + "#" + (i + 1),
                    String.format(Locale.ROOT, "%.6g", said[i]), new LinkedHashMap<>()));
        }
        return predictions;
    }

    @Override
    public Judge<B> judge(N net) {
        return new Judge<>() {
            private final List<double[]> actual = new ArrayList<>();
            private final List<double[]> predicted = new ArrayList<>();
            private double lost;
            private long samples;

            @Override
            public void see(B batch) {
                double[] right = targets.apply(batch).toDoubles();
                Tensor said = outputs.apply(net, batch);
                actual.add(right);
                predicted.add(numbers.apply(said).toDoubles());
                lost += loss.apply(said, batch).item() * right.length;
                samples += right.length;
            }

            @Override
            public Evaluation evaluation() {
                double[] right = actual.stream().flatMapToDouble(Arrays::stream).toArray();
                double[] said = predicted.stream().flatMapToDouble(Arrays::stream).toArray();
                SequencedMap<String, Double> metrics = new LinkedHashMap<>();
                metrics.put(Measure.LOSS.id(), lost / samples);
                metrics.put(Measure.R2.id(), Metrics.r2(right, said));
                metrics.put(Measure.MAE.id(), Metrics.mae(right, said));
                return Evaluation.of(samples, metrics);
            }
        };
    }
}
