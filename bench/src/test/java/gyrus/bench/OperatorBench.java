package gyrus.bench;

import gyrus.tensor.Scope;
import gyrus.tensor.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.State;

/// What a call costs where there is next to nothing to compute: the sum of two 4×4 matrices, by Gyrus and by the
/// binding under it as it is without Gyrus.
public class OperatorBench {

    @Benchmark
    public Tensor add(Matrices m) {
        try (Scope _ = Scope.open()) {
            return m.a.add(m.b);
        }
    }

    @Benchmark
    public Object addRaw(RawMatrices m) {
        try (var sum = m.a.add(m.b)) {
            return sum;
        }
    }

    /// Two of Gyrus.
    @State(org.openjdk.jmh.annotations.Scope.Thread)
    public static class Matrices {
        private final Tensor a = Tensor.randn(4, 4);
        private final Tensor b = Tensor.randn(4, 4);
    }

    /// Two of the binding, in a JVM in which nothing starts Gyrus.
    @State(org.openjdk.jmh.annotations.Scope.Thread)
    public static class RawMatrices {
        private final org.bytedeco.pytorch.Tensor a = torch.randn(4, 4);
        private final org.bytedeco.pytorch.Tensor b = torch.randn(4, 4);
    }
}
