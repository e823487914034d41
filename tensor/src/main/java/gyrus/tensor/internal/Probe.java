package gyrus.tensor.internal;

import gyrus.tensor.Engine.Measurement;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/// Measures how fast this machine computes, in about one second.
@SuppressWarnings("try")
public final class Probe {

    private static final double NANOS = 1e9;
    private static final double SECONDS = 0.15;

    private Probe() {}

    /// Measures each figure for a moment. The fastest run counts: other programs disturb it least.
    public static Measurement run() {
        try (var scope = new PointerScope(); var guard = new NoGradGuard()) {
            return new Measurement(product(torch.ScalarType.Float), product(torch.ScalarType.BFloat16),
                convolution(), bandwidth(), operator());
        }
    }

    private static double product(torch.ScalarType type) {
        long n = 1024;
        var a = torch.randn(n, n).to(type);
        var b = torch.randn(n, n).to(type);
        var c = torch.zeros(n, n).to(type);
        return 2.0 * n * n * n / fastest(1, () -> torch.mm_out(c, a, b)) / NANOS;
    }

    private static double convolution() {
        long batch = 8, channels = 64, side = 56, kernel = 3;
        var x = torch.randn(batch, channels, side, side);
        var weight = torch.randn(channels, channels, kernel, kernel);
        long[] one = {1, 1};
        double work = 2.0 * batch * side * side * channels * channels * kernel * kernel;
        var bias = new TensorOptional();
        return work / fastest(1, () -> torch.conv2d(x, weight, bias, one, one, one, 1)) / NANOS;
    }

    private static double bandwidth() {
        long count = 1 << 24;
        var from = torch.ones(count);
        var to = torch.zeros(count);
        return 2.0 * Float.BYTES * count / fastest(1, () -> to.copy_(from)) / NANOS;
    }

    private static double operator() {
        Tensor a = torch.randn(4, 4), b = torch.randn(4, 4);
        return fastest(100, () -> a.add(b).close()) * 1e6;
    }

    /// Seconds that the fastest of many runs takes; each run repeats the work.
    private static double fastest(int repeats, Runnable work) {
        long fastest = Long.MAX_VALUE;
        long start = System.nanoTime();
        for (int run = 0; run < 3 || System.nanoTime() - start < SECONDS * NANOS; run++) {
            try (var scope = new PointerScope()) {
                long before = System.nanoTime();
                for (int i = 0; i < repeats; i++) work.run();
                fastest = Math.min(fastest, System.nanoTime() - before);
            }
        }
        return fastest / NANOS / repeats;
    }
}
