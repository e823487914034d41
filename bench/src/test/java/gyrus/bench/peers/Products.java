package gyrus.bench.peers;

import gyrus.tensor.DType;
import gyrus.tensor.Scope;
import gyrus.tensor.Tensor;

/// A product of two square matrices. A unit is 10⁹ operations.
final class Products implements Task {

    private final Tensor a;
    private final Tensor b;

    Products(Work work) {
        int size = work.whole("size");
        DType type = work.precision().equals(Work.F32) ? DType.FLOAT32 : DType.BFLOAT16;
        a = Tensor.randn(size, size).to(type);
        b = Tensor.randn(size, size).to(type);
    }

    @Override
    public double run(int times) {
        for (int i = 0; i < times; i++) {
            try (Scope _ = Scope.open()) {
                a.matmul(b);
            }
        }
        return Double.NaN;
    }

    @Override
    public double units() {
        return 2 * Math.pow(a.size(0), 3) / 1e9;
    }
}
