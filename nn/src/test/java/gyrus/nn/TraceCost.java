package gyrus.nn;

import gyrus.tensor.Gradients;
import gyrus.tensor.Tensor;
import java.util.Arrays;
import java.util.function.Supplier;

/// What a trace costs a layer while nobody looks. To be run by hand; prints nanoseconds a call, medians of
/// rounds.
final class TraceCost {

    private static Object sink;

    private TraceCost() {}

    public static void main(String[] args) {
        Tensor nothing = Tensor.zeros(1);
        Layer empty = x -> x;
        Linear linear = Linear.of(64, 64);
        Tensor x = Tensor.randn(8, 64);
        for (int warmup = 0; warmup < 2; warmup++) {
            report("a layer that does nothing", 20_000_000, () -> empty.forward(nothing),
                    () -> empty.apply(nothing));
            report("linear 64 to 64, 8 rows", 50_000, () -> linear.forward(x), () -> linear.apply(x));
            Mode.TRAIN.run(() -> report("the same inside another scoped value", 20_000_000,
                    () -> empty.forward(nothing), () -> empty.apply(nothing)));
        }
    }

    private static void report(String what, int calls, Supplier<Tensor> forward, Supplier<Tensor> apply) {
        double[] without = new double[9];
        double[] with = new double[9];
        for (int round = 0; round < 9; round++) {
            without[round] = time(calls, forward);
            with[round] = time(calls, apply);
        }
        Arrays.sort(without);
        Arrays.sort(with);
        System.out.printf("%s: forward %.2f ns, apply %.2f ns, look-up %.2f ns%n", what, without[4], with[4],
                with[4] - without[4]);
    }

    private static double time(int calls, Supplier<Tensor> body) {
        return Gradients.off(() -> {
            long start = System.nanoTime();
            for (int i = 0; i < calls; i++) sink = body.get();
            return (System.nanoTime() - start) / (double) calls;
        });
    }
}
