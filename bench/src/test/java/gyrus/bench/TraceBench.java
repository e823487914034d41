package gyrus.bench;

import gyrus.models.vision.lenet.Lenet;
import gyrus.nn.Layer;
import gyrus.nn.Linear;
import gyrus.nn.Mode;
import gyrus.nn.Trace;
import gyrus.tensor.Gradients;
import gyrus.tensor.Scope;
import gyrus.tensor.Tensor;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/// What it costs that every layer can be looked at: `forward` called directly, `apply` while nobody looks, and `apply`
/// inside a trace.
///
/// What it costs while nobody looks is far below the noise of a net, so it is measured on a layer that does nothing.
@State(org.openjdk.jmh.annotations.Scope.Thread)
public class TraceBench {

    private static final int CALLS = 1000;

    private final Tensor picture = Tensor.rand(1, 1, 28, 28);
    private final Tensor row = Tensor.randn(1, 16);
    private final Layer nothing = x -> x;
    private final Linear linear = Linear.of(16, 16);
    private final Lenet lenet = Lenet.of(10);

    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void nothingForward(Blackhole seen) {
        for (int i = 0; i < CALLS; i++) seen.consume(forward(nothing, row));
    }

    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void nothingApply(Blackhole seen) {
        for (int i = 0; i < CALLS; i++) seen.consume(apply(nothing, row));
    }

    /// In training another scoped value is bound, which makes the look-up of the trace longer.
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void nothingApplyInTraining(Blackhole seen) {
        Mode.TRAIN.run(() -> nothingApply(seen));
    }

    @Benchmark
    public Tensor linearForward() {
        return alone(() -> linear.forward(row));
    }

    @Benchmark
    public Tensor linearApply() {
        return alone(() -> linear.apply(row));
    }

    @Benchmark
    public Tensor linearTraced() {
        return alone(() -> Trace.of(linear).call(() -> linear.apply(row)));
    }

    @Benchmark
    public Tensor lenetForward() {
        return alone(() -> direct(lenet, picture));
    }

    @Benchmark
    public Tensor lenetApply() {
        return alone(() -> lenet.apply(picture));
    }

    @Benchmark
    public Tensor lenetTraced() {
        return alone(() -> Trace.of(lenet).call(() -> lenet.apply(picture)));
    }

    /// What [Lenet#forward] does, past every `apply`.
    private static Tensor direct(Lenet net, Tensor pictures) {
        Tensor x = net.pool().forward(net.relu().forward(net.conv1().forward(pictures)));
        x = net.pool().forward(net.relu().forward(net.conv2().forward(x)));
        x = net.flatten().forward(x);
        x = net.relu().forward(net.fc1().forward(x));
        x = net.relu().forward(net.fc2().forward(x));
        return net.fc3().forward(x);
    }

    /// As a prediction does it. What it returns is closed, and only keeps the compiler from leaving it out.
    private static Tensor alone(Supplier<Tensor> body) {
        return Gradients.off(() -> {
            try (Scope _ = Scope.open()) {
                return body.get();
            }
        });
    }

    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    private static Tensor forward(Layer layer, Tensor input) {
        return layer.forward(input);
    }

    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    private static Tensor apply(Layer layer, Tensor input) {
        return layer.apply(input);
    }
}
