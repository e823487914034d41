package gyrus.bench.peers;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.function.BinaryOperator;

/// What DJL does, as its users set it up.
final class DjlTasks {

    private static final int CLASSES = 10;

    private DjlTasks() {}

    static Task of(Work work) {
        if (!work.precision().equals(Work.F32)) throw new UnsupportedOperationException("float32 only");
        return switch (work.text("work")) {
            case "operator" -> both(new Shape(4, 4), NDArray::add);
            case "product" -> both(new Shape(work.whole("size"), work.whole("size")), NDArray::matMul);
            case "train" -> new Learned(work, true);
            case "infer" -> new Learned(work, false);
            default -> throw new UnsupportedOperationException("DJL has no such work");
        };
    }

    private static Task both(Shape shape, BinaryOperator<NDArray> of) {
        NDManager manager = NDManager.newBaseManager();
        NDArray a = manager.randomNormal(shape);
        NDArray b = manager.randomNormal(shape);
        return times -> {
            for (int i = 0; i < times; i++) of.apply(a, b).close();
            return Double.NaN;
        };
    }

    /// A net that learns, or is used.
    private static final class Learned implements Task {

        private final Model model = Model.newInstance("net");
        private final Trainer trainer;
        private final Loss loss;
        private final NDList pictures;
        private final NDList targets;
        private final boolean learning;

        Learned(Work work, boolean learning) {
            this.learning = learning;
            model.setBlock(DjlNets.of(work));
            boolean first = work.text("net").equals("mlp");
            loss = first ? Loss.l2Loss("quadratic", 1) : Loss.softmaxCrossEntropyLoss();
            Optimizer optimizer = first
                    ? Optimizer.sgd().setLearningRateTracker(Tracker.fixed(0.5f)).build()
                    : Optimizer.adamW().optLearningRateTracker(Tracker.fixed(2e-3f)).optWeightDecays(0.02f).build();
            trainer = model.newTrainer(new DefaultTrainingConfig(loss).optOptimizer(optimizer));
            long batch = work.whole("batch");
            Shape shape = work.text("net").equals("resnet18")
                    ? new Shape(batch, 3, work.whole("side"), work.whole("side")) : new Shape(batch, 1, 28, 28);
            trainer.initialize(shape);
            NDManager manager = model.getNDManager();
            NDArray classes = manager.randomInteger(0, CLASSES, new Shape(batch), DataType.INT64);
            pictures = new NDList(manager.randomUniform(0, 1, shape));
            targets = new NDList(first ? classes.oneHot(CLASSES) : classes);
        }

        @Override
        public double run(int times) {
            double last = Double.NaN;
            for (int i = 0; i < times; i++) {
                try (NDManager scope = model.getNDManager().newSubManager()) { // frees what is made of its arrays
                    NDList given = within(scope, pictures);
                    if (learning) last = step(given, within(scope, targets), i == times - 1);
                    else model.getBlock().forward(new ParameterStore(scope, false), given, false);
                }
            }
            return last;
        }

        private static NDList within(NDManager scope, NDList arrays) {
            NDList copies = new NDList(arrays.singletonOrThrow().duplicate());
            copies.attach(scope);
            return copies;
        }

        private double step(NDList given, NDList wanted, boolean told) {
            double last;
            try (GradientCollector gradients = trainer.newGradientCollector()) {
                NDArray cost = loss.evaluate(wanted, trainer.forward(given));
                gradients.backward(cost);
                last = told ? cost.getFloat() : Double.NaN;
            }
            trainer.step();
            return last;
        }

        @Override
        public long parameters() {
            return model.getBlock().getParameters().values().stream()
                    .filter(ai.djl.nn.Parameter::requiresGradient).mapToLong(p -> p.getArray().size()).sum();
        }

        @Override
        public void close() {
            trainer.close();
            model.close();
        }
    }
}
