package gyrus.bench.peers;

import gyrus.tensor.Scope;
import gyrus.tensor.Tensor;

/// The sum of two 4×4 matrices: what a call costs.
final class Operators implements Task {

    private final Tensor a = Tensor.randn(4, 4);
    private final Tensor b = Tensor.randn(4, 4);

    Operators(Work work) {
        if (!work.precision().equals(Work.F32)) throw new UnsupportedOperationException("there is nothing to shorten");
    }

    @Override
    public double run(int times) {
        for (int i = 0; i < times; i++) {
            try (Scope _ = Scope.open()) {
                a.add(b);
            }
        }
        return Double.NaN;
    }
}
