package gyrus.bench.peers;

import gyrus.models.language.gpt.Gpt;
import gyrus.models.language.gpt.GptAttention;
import gyrus.models.vision.unet.PixelAttention;
import gyrus.nn.Conv;
import gyrus.nn.Layer;
import gyrus.nn.Linear;
import gyrus.nn.Mode;
import gyrus.nn.Net;
import gyrus.nn.Nets;
import gyrus.nn.Trace;
import gyrus.nn.recurrent.Recurrent;
import gyrus.tensor.Gradients;
import gyrus.tensor.Scope;
import gyrus.tensor.Shape;
import gyrus.tensor.Tensor;
import java.util.function.Supplier;

/// What a net must compute and move at the least, whoever does it.
///
/// @param operations multiplications and additions in its products; whatever goes element by element is left out
/// @param bytes of weights that are read and written
record Arithmetic(double operations, double bytes) {

    /// A gradient takes two products for each one on the way forward.
    private static final int LEARNING = 3;

    /// Numbers moved for each weight in a step: read forward and back, its gradient written; then the optimizer reads
    /// gradient, weight and two averages, and writes the last three.
    private static final int MOVED = 10;

    /// Of computing `answer` once by `net`.
    static Arithmetic of(Net net, Supplier<Tensor> answer, boolean learning) {
        double operations = Mode.EVAL.call(() -> Gradients.off(() -> {
            try (Scope _ = Scope.open()) {
                Trace trace = Trace.of(net);
                trace.call(answer);
                return trace.entries().stream().mapToDouble(Arithmetic::operations).sum();
            }
        }));
        double bytes = (double) Float.BYTES * Nets.count(net);
        return learning ? new Arithmetic(LEARNING * operations, MOVED * bytes) : new Arithmetic(operations, bytes);
    }

    private static double operations(Trace.Entry entry) {
        Shape in = entry.input().shape();
        double inputs = entry.input().count();
        double outputs = entry.output().count();
        Layer layer = entry.layer();
        return switch (layer) {
            case Linear linear -> 2 * inputs * linear.out();
            case Conv conv -> 2 * outputs * Nets.parameters(conv).values().stream().filter(w -> w.rank() > 1)
                    .mapToDouble(Tensor::count).sum() / conv.out();
            case Recurrent<?> cells -> 2 * inputs / in.size(2) * Nets.count(cells);
            case GptAttention _ -> 2 * inputs * in.size(1); // half of the places are hidden
            case PixelAttention _ -> 4 * inputs * in.size(2) * in.size(3);
            case Gpt gpt -> 2 * inputs * gpt.tokens().weight().count(); // the embeddings are the last map
            default -> 0;
        };
    }
}
