package gyrus.testing;

import gyrus.nn.AdaptiveAvgPool;
import gyrus.nn.AdaptiveMaxPool;
import gyrus.nn.AvgPool;
import gyrus.nn.BatchNorm;
import gyrus.nn.Conv;
import gyrus.nn.ConvTransposed;
import gyrus.nn.Dropout;
import gyrus.nn.Embedding;
import gyrus.nn.Flatten;
import gyrus.nn.GroupNorm;
import gyrus.nn.InstanceNorm;
import gyrus.nn.Interpolate;
import gyrus.nn.Layer;
import gyrus.nn.LayerNorm;
import gyrus.nn.Linear;
import gyrus.nn.MaxPool;
import gyrus.nn.PixelShuffle;
import gyrus.nn.RmsNorm;
import gyrus.nn.Window;
import gyrus.tensor.DType;
import gyrus.tensor.Shape;
import gyrus.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Layers of pictures and features against PyTorch.
class LayerParityTest {

    /// Of PyTorch's layers, those that are none here; sliding windows are a method of tensors.
    private static final Set<String> NO_LAYERS = Set.of("Bilinear", "LPPool2d", "LocalResponseNorm",
            "EmbeddingBag",
            "PixelUnshuffle", "Fold", "CosineSimilarity", "PairwiseDistance", "Unfold");

    private static final Set<String> NO_CASES = Set.of("max_pool2d_indices", "avg_pool2d_divisor");

    @TestFactory
    Stream<DynamicTest> layers() {
        return Parity.tests("layers", c -> !NO_CASES.contains(c.name()) && !NO_LAYERS.contains(Parity.op(c))
                && !SequenceParityTest.OPS.contains(Parity.op(c)),
                (c, type) -> Parity.check(c, type, layer(c, type), LayerParityTest::run));
    }

    @TestFactory
    Stream<DynamicTest> windows() {
        long[] kernel = {2, 3};
        long[] dilation = {1, 1};
        long[] padding = {1, 0};
        long[] stride = {2, 1};
        return Parity.tests("layers", c -> Parity.op(c).equals("Unfold"), (c, type) ->
                Parity.check(c, in -> Map.of("y", in.get("x").unfold(kernel, dilation, padding, stride))));
    }

    /// `x` gives `y`, and `x1`, `x2` one after the other give `y1`, `y2`.
    private static Map<String, Tensor> run(Layer layer, Map<String, Tensor> in) {
        Map<String, Tensor> out = new LinkedHashMap<>();
        in.forEach((name, x) -> out.put(name.replace("ids", "x").replace('x', 'y'), layer.apply(x)));
        return out;
    }

    private static Layer layer(Golden.Case c, DType type) {
        String op = Parity.op(c);
        String kind = op.replaceFirst("[123]d$", "");
        int rank = kind.equals(op) ? 0 : op.charAt(op.length() - 2) - '0';
        double epsilon = c.number("eps", 1e-5);
        long features = Parity.whole(c, "num_features", 0);
        return switch (kind) {
            case "Linear" -> Parity.flag(c, "bias", true)
                    ? Linear.of(Parity.whole(c, "in_features", 0), Parity.whole(c, "out_features", 0))
                    : Linear.unbiased(Parity.whole(c, "in_features", 0), Parity.whole(c, "out_features", 0));
            case "Dropout" -> new Dropout(c.number("p", 0.5));
            case "Conv" -> Conv.of(Parity.whole(c, "in_channels", 0), Parity.whole(c, "out_channels", 0),
                    window(c, rank, 1),
                    Parity.whole(c, "groups", 1), Parity.flag(c, "bias", true))
                    .edges(Conv.Edges.valueOf(Parity.text(c, "padding_mode", "zeros")
                    .toUpperCase(Locale.ROOT)));
            case "ConvTranspose" ->
                    ConvTransposed.of(Parity.whole(c, "in_channels", 0), Parity.whole(c, "out_channels", 0),
                    window(c, rank, 1), Parity.whole(c, "groups", 1), Parity.flag(c, "bias", true))
                    .extra(spread(c, "output_padding", rank, 0));
            case "MaxPool" -> new MaxPool(window(c, rank, 0), Parity.flag(c, "ceil_mode", false));
            case "AvgPool" -> new AvgPool(window(c, rank, 0), Parity.flag(c, "ceil_mode", false),
                    Parity.flag(c, "count_include_pad", true));
            case "AdaptiveAvgPool" -> AdaptiveAvgPool.of(spread(c, "output_size", rank, 0));
            case "AdaptiveMaxPool" -> AdaptiveMaxPool.of(spread(c, "output_size", rank, 0));
            case "BatchNorm" -> Parity.flag(c, "track_running_stats", true)
                    ? BatchNorm.of(features, momentum(c), epsilon)
                    : new BatchNorm(null, null, null, null, null, 0.1, epsilon);
            case "InstanceNorm" -> Parity.flag(c, "affine", false)
                    ? InstanceNorm.of(features).epsilon(epsilon) : InstanceNorm.plain();
            case "LayerNorm" -> {
                long[] shape = c.numbers("normalized_shape");
                LayerNorm norm = Parity.flag(c, "bias", true) ? LayerNorm.of(shape)
                        : LayerNorm.unbiased(shape);
                yield (Parity.flag(c, "elementwise_affine", true) ? norm
                        : new LayerNorm(null, null, Shape.of(shape), 1e-5)).epsilon(epsilon);
            }
            case "GroupNorm" -> Parity.flag(c, "affine", true)
                    ? GroupNorm.of(Parity.whole(c, "num_groups", 1), Parity.whole(c, "num_channels", 1))
                    .epsilon(epsilon)
                    : new GroupNorm(null, null, Parity.whole(c, "num_groups", 1), epsilon);
            // PyTorch's default is the machine's precision.
            case "RMSNorm" -> RmsNorm.of(c.numbers("normalized_shape"))
                    .epsilon(c.number("eps", type == DType.FLOAT64 ? 0x1p-52 : 0x1p-23));
            case "Embedding" -> Embedding.of(7, 5, Parity.whole(c, "padding_idx", -1));
            case "Flatten" -> Flatten.of();
            case "PixelShuffle" -> new PixelShuffle(Parity.whole(c, "upscale_factor", 1));
            case "interpolate" -> interpolate(c);
            default -> throw new AssertionError("no layer for " + c.options());
        };
    }

    private static @Nullable Double momentum(Golden.Case c) {
        var given = c.options().get("momentum");
        return given != null && given.isNull() ? null : (Double) c.number("momentum", 0.1);
    }

    private static Interpolate interpolate(Golden.Case c) {
        long[] size = c.numbers("size");
        if (Parity.flag(c, "recompute_scale_factor", false)) {
            size = new long[] {(long) (c.in("x").size(2) * 1.7), (long) (c.in("x").size(3) * 0.6)};
        }
        Interpolate to = size != null ? Interpolate.to(size)
                : Interpolate.by(c.options().get("scale_factor").valueStream()
                .mapToDouble(v -> v.doubleValue()).toArray());
        to = to.how(switch (Parity.text(c, "mode", "")) {
            case "nearest" -> Interpolate.How.NEAREST;
            case "nearest-exact" -> Interpolate.How.NEAREST_CENTRE;
            case "linear", "bilinear", "trilinear" -> Interpolate.How.LINEAR;
            case "bicubic" -> Interpolate.How.CUBIC;
            default -> Interpolate.How.AREA;
        });
        if (Parity.flag(c, "align_corners", false)) to = to.withCorners();
        return Parity.flag(c, "antialias", false) ? to.withAntialias() : to;
    }

    /// @param stride where the case names none; 0 for the kernel's size
    private static Window window(Golden.Case c, int rank, long stride) {
        long[] kernel = spread(c, "kernel_size", rank, 1);
        Window window = Window.of(kernel).dilation(spread(c, "dilation", rank, 1));
        window = c.numbers("stride") == null
                && stride == 0 ? window.stride(kernel) : window.stride(spread(c, "stride", rank, 1));
        return Parity.text(c, "padding", "").equals("same") ? window.same()
                : window.padding(spread(c, "padding", rank, 0));
    }

    private static long[] spread(Golden.Case c, String option, int rank, long otherwise) {
        long[] given = c.numbers(option);
        if (given != null && given.length == rank) return given;
        long[] all = new long[rank];
        Arrays.fill(all, given == null ? otherwise : given[0]);
        return all;
    }
}
