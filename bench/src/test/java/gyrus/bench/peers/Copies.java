package gyrus.bench.peers;

import gyrus.tensor.Tensor;

/// Copying what is too large for any cache.
final class Copies implements Task {

    private static final long NUMBERS = 1 << 24;

    private final Tensor from = Tensor.ones(NUMBERS);
    private final Tensor to = Tensor.zeros(NUMBERS);

    @Override
    public double run(int times) {
        for (int i = 0; i < times; i++) to.assign(from);
        return Double.NaN;
    }

    @Override
    public double units() {
        return 2.0 * Float.BYTES * NUMBERS;
    }
}
