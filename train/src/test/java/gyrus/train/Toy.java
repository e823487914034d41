package gyrus.train;

import gyrus.data.Batch;
import gyrus.data.Dataset;
import gyrus.data.Splits;
import gyrus.nn.Activations.Relu;
import gyrus.nn.BatchNorm;
import gyrus.nn.Dropout;
import gyrus.nn.Layer;
import gyrus.nn.Linear;
import gyrus.nn.Net;
import gyrus.nn.Nets;
import gyrus.nn.Sequential;
import gyrus.tensor.DType;
import gyrus.tensor.Generator;
import gyrus.tensor.Tensor;
import gyrus.train.metric.Measure;
import gyrus.train.optim.AdamW;
import gyrus.train.optim.Optimizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// A training of milliseconds that has all that can go wrong when it is resumed: dropout, running statistics, random
/// transforms, an epoch whose last batch is short. The task is whether a point is inside of the unit circle.
final class Toy {

    static final int TRAIN = 50;
    static final int BATCH = 8;
    static final int EPOCH = 7;
    static final List<String> LABELS = List.of("outside", "inside");

    final Layer net;
    final Objective<Layer, Batch> objective;
    final List<Event> events = new ArrayList<>();
    Minimize<Layer, Batch> update;
    Plan plan = Plan.epochs(4, BATCH, Measure.LOSS);
    int steps;

    /// @param seed of the fresh weights
    Toy(long seed) {
        net = Generator.seeded(seed).call(() -> Sequential.of(Linear.of(2, 16), BatchNorm.of(16), new Relu(),
                new Dropout(0.2), Linear.of(16, 2)));
        objective = (layer, batch) -> {
            steps++;
            return layer.apply(batch.inputs()).crossEntropy(batch.targets());
        };
        update = Update.minimize(objective, optimizer());
    }

    Optimizer optimizer() {
        return new Optimizer(AdamW.of(0.01), Nets.parameters(net));
    }

    Toy update(UnaryOperator<Minimize<Layer, Batch>> change) {
        update = change.apply(update);
        return this;
    }

    Toy plan(Plan plan) {
        this.plan = plan;
        return this;
    }

    Training<Layer, Batch> training() {
        return training(Toy::data);
    }

    Training<Layer, Batch> training(Supplier<Splits<Batch>> data) {
        return new Training<>(net, data, update, Classification.logits(LABELS, Toy::read), plan);
    }

    /// The training, with a save after each step.
    Job saving() {
        Training<Layer, Batch> training = training();
        return new Job() {
            @Override
            public Net net() {
                return net;
            }

            @Override
            public Result run(Run run) {
                return new Trainer<>(training, run, Duration.ZERO).run();
            }
        };
    }

    private static Tensor read(Path file) {
        try {
            String[] numbers = Files.readString(file).strip().split("\\s+");
            float[] values = new float[numbers.length];
            for (int i = 0; i < values.length; i++) values[i] = Float.parseFloat(numbers[i]);
            return Tensor.of(values, values.length / 2, 2);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Splits<Batch> data() {
        return Generator.seeded(7).call(() -> new Splits<>(
                Dataset.inputs(points(TRAIN), x -> x.add(Tensor.randn(x.size(0), 2).mul(0.01))), points(20),
                        points(30)));
    }

    static Dataset<Batch> points(int count) {
        Tensor x = Tensor.randn(count, 2);
        return Dataset.of(x, x.square().sum(1).lt(1).to(DType.INT64));
    }

    /// A run that nobody stops.
    Run run(RunFolder folder) {
        return run(folder, () -> false);
    }

    Run run(RunFolder folder, BooleanSupplier stop) {
        return new Run(folder, 3, events::add, stop);
    }

    <E extends Event> List<E> told(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    static RunFolder folder(Path runs) {
        return RunFolder.create(runs, new RunOptions("toy", "test", 3, Map.of("seed", 3L), null));
    }

    /// SHA-256 of the weights that a run kept and of those that it last had.
    static List<String> weights(RunFolder folder) {
        return List.of(sha(folder.best().resolve("model.safetensors")), sha(folder.last().resolve("model.safetensors")),
                sha(folder.last().resolve("state.safetensors")));
    }

    private static String sha(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
