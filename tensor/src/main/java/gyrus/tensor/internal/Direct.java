package gyrus.tensor.internal;

import static java.util.Map.entry;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/// The operators of every training step and those in [Elementwise], by calls of their own: less than half the
/// time of the boxed door of [Aten].
///
/// Each form takes the arguments that the methods of a tensor pass. It answers null where it was given
/// others; then the boxed door, which checks them, takes over. Nothing but the time tells the two apart.
final class Direct {

    /// One way to call an operator.
    @FunctionalInterface
    interface Form {
        /// The result, or null where the arguments are not of this form.
        @Nullable Tensor call(@Nullable Object[] arguments);
    }

    private static final Map<String, Form> RESULT = Map.ofEntries(
            entry("add.Tensor", either(two(torch::add), scaled(torch::add))),
            entry("gelu", Direct::gelu),
            entry("view", sizes(Tensor::view)),
            entry("reshape", sizes(torch::reshape)),
            entry("permute", sizes(torch::permute)),
            entry("expand", sizes(Tensor::expand)),
            entry("sum.dim_IntList", reduction((x, dims, keep) -> torch.sum(x, dims, keep, Absent.TYPE))),
            entry("mean.dim", reduction((x, dims, keep) -> torch.mean(x, dims, keep, Absent.TYPE))),
            entry("unsqueeze", along(torch::unsqueeze)),
            entry("softmax.int", along(torch::softmax)),
            entry("log_softmax.int", along(torch::log_softmax)),
            entry("transpose.int", between(torch::transpose)),
            entry("select.int", between(torch::select)),
            entry("flatten.using_ints", between(torch::flatten)),
            entry("slice.Tensor", Direct::slice),
            entry("zeros", creation(torch::zeros)),
            entry("ones", creation(torch::ones)),
            entry("empty.memory_format",
                    creation((shape, options) -> torch.empty(shape, options, Absent.FORMAT))),
            entry("linear", Direct::linear),
            entry("convolution", Direct::convolution),
            entry("max_pool2d", Direct::maxPool),
            entry("batch_norm", Direct::batchNorm),
            entry("layer_norm", Direct::layerNorm),
            entry("embedding", Direct::embedding),
            entry("scaled_dot_product_attention", Direct::attention),
            entry("cross_entropy_loss", Direct::crossEntropy));

    private static final Map<String, Form> CHANGE = Map.ofEntries(
            entry("add_.Tensor", either(two(Tensor::add_), scaled(Tensor::add_))),
            entry("mul_.Tensor", two(Tensor::mul_)),
            entry("div_.Tensor", two(Tensor::div_)),
            entry("copy_", two(Tensor::copy_)),
            entry("add_.Scalar", number(Tensor::add_)),
            entry("mul_.Scalar", number(Tensor::mul_)),
            entry("zero_", one(Tensor::zero_)));

    private Direct() {}

    /// The direct way to call an operator, where it has one.
    static @Nullable Form result(String operator) {
        Form special = RESULT.get(operator);
        if (special != null) return special;
        var one = Elementwise.ONE.get(operator);
        if (one != null) return one(one);
        var two = Elementwise.TWO.get(operator);
        if (two != null) return two(two);
        var byNumber = Elementwise.BY_NUMBER.get(operator);
        return byNumber == null ? null : number(byNumber);
    }

    /// The direct way to let an operator change its first argument, where it has one.
    static @Nullable Form change(String operator) {
        return CHANGE.get(operator);
    }

    // Forms that several operators share.

    private static Form one(Elementwise.One f) {
        return a -> a.length == 1 && a[0] instanceof Handle x ? f.call(x.tensor()) : null;
    }

    private static Form two(Elementwise.Two f) {
        return a -> a.length == 2 && a[0] instanceof Handle x && a[1] instanceof Handle y
                ? f.call(x.tensor(), y.tensor()) : null;
    }

    private static Form number(Elementwise.ByNumber f) {
        return a -> {
            if (a.length != 2 || !(a[0] instanceof Handle x) || !(a[1] instanceof Number n)) return null;
            try (Scalar scalar = scalar(n)) {
                return f.call(x.tensor(), scalar);
            }
        };
    }

    @FunctionalInterface
    private interface Scaled {
        Tensor call(Tensor x, Tensor y, Scalar scale);
    }

    private static Form scaled(Scaled f) {
        return a -> {
            if (a.length != 3 || !(a[0] instanceof Handle x) || !(a[1] instanceof Handle y)
                    || !(a[2] instanceof Number n)) return null;
            try (Scalar scale = scalar(n)) {
                return f.call(x.tensor(), y.tensor(), scale);
            }
        };
    }

    private static Form either(Form a, Form b) {
        return arguments -> {
            Tensor result = a.call(arguments);
            return result != null ? result : b.call(arguments);
        };
    }

    private static Scalar scalar(Number n) {
        return n instanceof Long
                || n instanceof Integer ? new Scalar(n.longValue()) : new Scalar(n.doubleValue());
    }

    @FunctionalInterface
    private interface Sizes {
        Tensor call(Tensor x, long[] sizes);
    }

    private static Form sizes(Sizes f) {
        return a -> a.length == 2 && a[0] instanceof Handle x && a[1] instanceof long[] sizes
                ? f.call(x.tensor(), sizes) : null;
    }

    @FunctionalInterface
    private interface Dims {
        Tensor call(Tensor x, long[] dims, boolean keep);
    }

    private static Form reduction(Dims f) {
        return a -> a.length == 3 && a[0] instanceof Handle x && a[1] instanceof long[] dims
                && a[2] instanceof Boolean keep
                ? f.call(x.tensor(), dims, keep) : null;
    }

    @FunctionalInterface
    private interface Along {
        Tensor call(Tensor x, long dim);
    }

    private static Form along(Along f) {
        return a -> a.length == 2 && a[0] instanceof Handle x
                && a[1] instanceof Long dim ? f.call(x.tensor(), dim) : null;
    }

    @FunctionalInterface
    private interface Between {
        Tensor call(Tensor x, long from, long to);
    }

    private static Form between(Between f) {
        return a -> a.length == 3 && a[0] instanceof Handle x && a[1] instanceof Long from
                && a[2] instanceof Long to
                ? f.call(x.tensor(), from, to) : null;
    }

    @FunctionalInterface
    private interface Creation {
        Tensor call(long[] shape, TensorOptions options);
    }

    private static Form creation(Creation f) {
        return a -> a.length == 4 && a[0] instanceof long[] shape && a[1] instanceof Integer type
                && a[2] == null
                && "cpu".equals(a[3]) ? f.call(shape, Absent.options(type)) : null;
    }

    // Forms of one operator each.

    private static @Nullable Tensor gelu(@Nullable Object[] a) {
        return a.length == 2 && a[0] instanceof Handle x
                && a[1] instanceof String s ? torch.gelu(x.tensor(), s) : null;
    }

    private static @Nullable Tensor slice(@Nullable Object[] a) {
        if (a.length != 5 || !(a[0] instanceof Handle x) || !(a[1] instanceof Long dim)
                || !(a[2] instanceof Long from)
                || !(a[3] instanceof Long to) || !(a[4] instanceof Long step)) return null;
        try (var start = new LongOptional(from);
                var end = new LongOptional(to)) {
            return torch.slice(x.tensor(), dim, start, end, step);
        }
    }

    private static @Nullable Tensor linear(@Nullable Object[] a) {
        if (a.length != 3 || !(a[0] instanceof Handle x) || !(a[1] instanceof Handle w) || !maybe(a[2])) {
            return null;
        }
        var bias = optional(a[2]);
        try {
            return torch.linear(x.tensor(), w.tensor(), bias);
        } finally {
            release(bias);
        }
    }

    private static @Nullable Tensor convolution(@Nullable Object[] a) {
        if (a.length != 9 || !(a[0] instanceof Handle x) || !(a[1] instanceof Handle w) || !maybe(a[2])
                || !(a[3] instanceof long[] stride) || !(a[4] instanceof long[] padding)
                || !(a[5] instanceof long[] dilation)
                || !(a[6] instanceof Boolean transposed) || !(a[7] instanceof long[] output)
                || !(a[8] instanceof Long groups)) return null;
        var bias = optional(a[2]);
        try {
            return torch.convolution(x.tensor(), w.tensor(), bias, stride, padding, dilation, transposed,
                    output, groups);
        } finally {
            release(bias);
        }
    }

    private static @Nullable Tensor maxPool(@Nullable Object[] a) {
        return a.length == 6 && a[0] instanceof Handle x && a[1] instanceof long[] kernel
                && a[2] instanceof long[] stride
                && a[3] instanceof long[] padding && a[4] instanceof long[] dilation
                && a[5] instanceof Boolean ceil
                ? torch.max_pool2d(x.tensor(), kernel, stride, padding, dilation, ceil) : null;
    }

    private static @Nullable Tensor batchNorm(@Nullable Object[] a) {
        if (a.length != 9 || !(a[0] instanceof Handle x) || !maybe(a[1]) || !maybe(a[2]) || !maybe(a[3])
                || !maybe(a[4])
                || !(a[5] instanceof Boolean training) || !(a[6] instanceof Double momentum)
                || !(a[7] instanceof Double epsilon)) return null;
        var weight = optional(a[1]);
        var bias = optional(a[2]);
        var mean = optional(a[3]);
        var variance = optional(a[4]);
        try {
            return torch.batch_norm(x.tensor(), weight, bias, mean, variance, training, momentum, epsilon,
                    true);
        } finally {
            release(weight);
            release(bias);
            release(mean);
            release(variance);
        }
    }

    private static @Nullable Tensor layerNorm(@Nullable Object[] a) {
        if (a.length != 6 || !(a[0] instanceof Handle x) || !(a[1] instanceof long[] shape) || !maybe(a[2])
                || !maybe(a[3])
                || !(a[4] instanceof Double epsilon)) return null;
        var weight = optional(a[2]);
        var bias = optional(a[3]);
        try {
            return torch.layer_norm(x.tensor(), shape, weight, bias, epsilon, true);
        } finally {
            release(weight);
            release(bias);
        }
    }

    private static @Nullable Tensor embedding(@Nullable Object[] a) {
        return a.length == 3 && a[0] instanceof Handle x && a[1] instanceof Handle ids
                && a[2] instanceof Long padding
                ? torch.embedding(x.tensor(), ids.tensor(), padding, false, false) : null;
    }

    private static @Nullable Tensor attention(@Nullable Object[] a) {
        if (a.length != 8 || !(a[0] instanceof Handle q) || !(a[1] instanceof Handle k)
                || !(a[2] instanceof Handle v) || !maybe(a[3])
                || !(a[4] instanceof Double dropout) || !(a[5] instanceof Boolean causal)
                || !(a[6] == null || a[6] instanceof Double)
                || !(a[7] instanceof Boolean grouped)) return null;
        var mask = optional(a[3]);
        try (var scale = a[6] instanceof Double s ? new DoubleOptional(s) : new DoubleOptional()) {
            return torch.scaled_dot_product_attention(q.tensor(), k.tensor(), v.tensor(), mask, dropout,
                    causal, scale, grouped);
        } finally {
            release(mask);
        }
    }

    private static @Nullable Tensor crossEntropy(@Nullable Object[] a) {
        if (a.length != 6 || !(a[0] instanceof Handle x) || !(a[1] instanceof Handle y) || !maybe(a[2])
                || !(a[3] instanceof Long reduction) || !(a[4] instanceof Long ignore)
                || !(a[5] instanceof Double smoothing)) return null;
        var weight = optional(a[2]);
        try {
            return torch.cross_entropy_loss(x.tensor(), y.tensor(), weight, reduction, ignore, smoothing);
        } finally {
            release(weight);
        }
    }

    private static boolean maybe(@Nullable Object tensor) {
        return tensor == null || tensor instanceof Handle;
    }

    private static TensorOptional optional(@Nullable Object tensor) {
        return tensor instanceof Handle handle ? new TensorOptional(handle.tensor()) : Absent.TENSOR;
    }

    @SuppressWarnings("ReferenceEquality") // the one object that stands for none, not one like it
    private static void release(TensorOptional tensor) {
        if (tensor != Absent.TENSOR) tensor.close();
    }

    /// What stands for arguments that were not given, made once.
    private static final class Absent {
        static final TensorOptional TENSOR = new TensorOptional();
        static final ScalarTypeOptional TYPE = new ScalarTypeOptional();
        static final MemoryFormatOptional FORMAT = new MemoryFormatOptional();

        private static final ConcurrentHashMap<Integer, TensorOptions> OPTIONS = new ConcurrentHashMap<>();

        static TensorOptions options(int type) {
            return OPTIONS.computeIfAbsent(type, t -> new TensorOptions(torch.ScalarType.values()[t]));
        }
    }
}
