package gyrus.bench.peers;

import gyrus.data.Batch;
import gyrus.models.generative.diffusion.Denoiser;
import gyrus.nn.Layer;
import gyrus.nn.Mode;
import gyrus.nn.Net;
import gyrus.nn.Nets;
import gyrus.tensor.DType;
import gyrus.tensor.Generator;
import gyrus.tensor.Gradients;
import gyrus.tensor.Scope;
import gyrus.tensor.Tensor;
import java.util.function.Supplier;

/// A net in use: outputs for a batch.
final class Inference implements Task {

    /// A precision beside those of training: weights in bfloat16.
    static final String SHORT = "short";

    private final Supplier<Tensor> body;
    private final long parameters;
    private final double units;
    private final Arithmetic arithmetic;

    private Inference(Supplier<Tensor> body, long parameters, double units, Arithmetic arithmetic) {
        this.body = body;
        this.parameters = parameters;
        this.units = units;
        this.arithmetic = arithmetic;
    }

    static Task of(Work work) {
        boolean shortened = work.precision().equals(SHORT);
        Learner<?> made = Generator.seeded(1).call(() ->
                Learner.of(shortened ? work.with("precision", Work.F32) : work));
        Net net = Nets.packed(shortened ? Nets.to(made.net(), DType.BFLOAT16) : made.net());
        Batch batch = made.batch();
        Tensor inputs = shortened && batch.inputs().dtype().floating() ? batch.inputs().to(DType.BFLOAT16)
                : batch.inputs();
        Supplier<Tensor> answer = answer(net, new Batch(inputs, batch.targets()));
        Supplier<Tensor> precise = shortened ? answer : () -> Learner.precision(work).call(answer);
        return new Inference(precise, Nets.count(made.net()), batch.size(),
                Arithmetic.of(made.net(), answer(made.net(), batch), false));
    }

    /// What `net` says of a batch.
    static Supplier<Tensor> answer(Net net, Batch batch) {
        return switch (net) {
            case Layer layer -> () -> layer.apply(batch.inputs());
            case Denoiser denoiser -> {
                Tensor times = Tensor.randint(0, 1000, batch.size());
                yield () -> denoiser.apply(batch.inputs(), times, batch.targets());
            }
            default -> throw new IllegalArgumentException("%s cannot be asked".formatted(net.getClass()));
        };
    }

    @Override
    public double run(int times) {
        Mode.EVAL.run(() -> Gradients.off(() -> {
            for (int i = 0; i < times; i++) {
                try (Scope _ = Scope.open()) {
                    Tensor _ = body.get();
                }
            }
            return null;
        }));
        return Double.NaN;
    }

    @Override
    public long parameters() {
        return parameters;
    }

    @Override
    public Arithmetic arithmetic() {
        return arithmetic;
    }

    @Override
    public double units() {
        return units;
    }
}
