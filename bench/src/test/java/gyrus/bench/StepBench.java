package gyrus.bench;

import gyrus.data.Loader;
import gyrus.nn.Net;
import gyrus.recipes.FirstNetwork;
import gyrus.recipes.LenetDigits;
import gyrus.recipes.ResidualNet;
import gyrus.tensor.Generator;
import gyrus.tensor.Scope;
import gyrus.tensor.Tensor;
import gyrus.train.Recipe;
import gyrus.train.Training;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.State;

/// A step of training as the recipes take it, with 64 pictures that are there: loss, gradient, the recipe's optimizer,
/// and the average of weights where the recipe keeps one.
public class StepBench {

    @Benchmark
    public Map<String, Tensor> mlp(Mlp training) {
        return training.steps.next();
    }

    @Benchmark
    public Map<String, Tensor> lenet(LenetSteps training) {
        return training.steps.next();
    }

    /// Of 32×32 pixels.
    @Benchmark
    public Map<String, Tensor> resnet18(ResNetSteps training) {
        return training.steps.next();
    }

    /// Of `mlp`.
    @State(org.openjdk.jmh.annotations.Scope.Thread)
    public static class Mlp {
        private final Steps<?, ?> steps = Steps.of(new FirstNetwork());
    }

    /// Of `lenet`.
    @State(org.openjdk.jmh.annotations.Scope.Thread)
    public static class LenetSteps {
        private final Steps<?, ?> steps = Steps.of(new LenetDigits());
    }

    /// Of `resnet18`.
    @State(org.openjdk.jmh.annotations.Scope.Thread)
    public static class ResNetSteps {
        private final Steps<?, ?> steps = Steps.of(new ResidualNet.ResNet18());
    }

    /// Steps on the same batch again and again.
    private static final class Steps<N extends Net, B> {

        /// More than are ever taken, so that the learning rate is one of the beginning.
        private static final long MANY = 1_000_000;

        private final Training<N, B> training;
        private final B batch;
        private final Generator generator = Generator.seeded(1);
        private long step;

        private Steps(Training<N, B> training) {
            this.training = training;
            var batches = new Loader<>(training.data().get().train(), Recipes.BATCH, 1, true, 0);
            this.batch = batches.epoch(0, 0).next();
            training.update().begin(MANY);
        }

        static <O extends Record> Steps<?, ?> of(Recipe<O> recipe) {
            return new Steps<>(Recipes.training(recipe));
        }

        Map<String, Tensor> next() {
            try (Scope _ = Scope.open()) {
                return generator.call(() -> training.update().step(training.net(), batch, step++));
            }
        }
    }
}
