package gyrus.nn;

import gyrus.tensor.DType;
import gyrus.tensor.Device;
import gyrus.tensor.Generator;
import gyrus.tensor.Gradients;
import gyrus.tensor.Shape;
import gyrus.tensor.Tensor;
import java.util.function.UnaryOperator;

/// Fresh parameters: trainable tensors with their first values, drawn from the current [Generator].
///
/// Most keep the size of signals the same from layer to layer, and for that count how many inputs an output has: the
/// [Fans] of a shape.
public final class Init {

    private Init() {}

    /// How many inputs a unit of the next layer has, and how many outputs a unit of the one before.
    ///
    /// @param in number of weights into one output
    /// @param out number of weights out of one input
    public record Fans(long in, long out) {

        /// Those of a weight (out, in, …): sizes times the kernel's. A transposed convolution, (in, out, …), has them
        /// the other way round, as it has in PyTorch.
        ///
        /// @throws IllegalArgumentException for fewer than two dimensions
        public static Fans of(long... shape) {
            if (shape.length < 2) {
                throw new IllegalArgumentException("shape %s has no inputs and outputs: two dimensions are needed"
                        .formatted(Shape.of(shape)));
            }
            long kernel = 1;
            for (int i = 2; i < shape.length; i++) kernel = Math.multiplyExact(kernel, shape[i]);
            return new Fans(Math.multiplyExact(shape[1], kernel), Math.multiplyExact(shape[0], kernel));
        }
    }

    /// Which of the [Fans] counts.
    public enum Fan {
        /// Signals keep their size on the way forward.
        IN,
        /// Gradients keep their size on the way back.
        OUT;

        private long of(long... shape) {
            Fans fans = Fans.of(shape);
            return this == IN ? fans.in() : fans.out();
        }
    }

    /// How much larger weights must be to make up for what the nonlinearity after them takes away.
    ///
    /// @param value the factor
    public record Gain(double value) {
        /// None follows.
        public static final Gain LINEAR = new Gain(1);
        /// A sigmoid follows.
        public static final Gain SIGMOID = new Gain(1);
        /// A hyperbolic tangent follows.
        public static final Gain TANH = new Gain(5 / 3.0);
        /// A ReLU follows: half of the signal is lost. He et al. 2015, §2.2.
        public static final Gain RELU = new Gain(Math.sqrt(2));
        /// A SELU follows.
        public static final Gain SELU = new Gain(0.75);

        /// A leaky ReLU of that slope below zero follows, `√(2/(1 + slope²))`. He et al. 2015, §2.2.
        public static Gain leakyRelu(double slope) {
            return new Gain(Math.sqrt(2 / (1 + slope * slope)));
        }
    }

    /// The same value everywhere.
    public static Tensor constant(double value, long... shape) {
        return Tensor.full(DType.FLOAT32, value, shape).trainable(true);
    }

    /// Zeros.
    public static Tensor zeros(long... shape) {
        return constant(0, shape);
    }

    /// Ones.
    public static Tensor ones(long... shape) {
        return constant(1, shape);
    }

    /// Drawn uniformly from [low, high).
    public static Tensor uniform(double low, double high, long... shape) {
        return made(empty -> empty.fillUniform(Generator.current(), low, high), shape);
    }

    /// Drawn from the normal distribution of this mean and standard deviation.
    public static Tensor normal(double mean, double std, long... shape) {
        return made(empty -> empty.fillNormal(Generator.current(), mean, std), shape);
    }

    /// Drawn from the normal distribution, but only what falls within [low, high].
    ///
    /// @param std the deviation before the tails are cut
    /// @throws IllegalArgumentException if the range is empty or so far from the mean that nothing falls into it
    public static Tensor truncatedNormal(double mean, double std, double low, double high, long... shape) {
        double from = erf((low - mean) / std);
        double to = erf((high - mean) / std);
        if (!(from < to)) {
            throw new IllegalArgumentException("a normal of mean %s and deviation %s has nothing within %s and %s"
                    .formatted(mean, std, low, high));
        }
        // The inverse of the distribution at evenly drawn heights.
        return made(empty -> empty.fillUniform(Generator.current(), from, to).erfinv()
                .mul(std * Math.sqrt(2)).add(mean).clamp(low, high), shape);
    }

    private static double erf(double deviations) {
        return Device.CPU.call(() -> Tensor.of(deviations / Math.sqrt(2)).erf().item());
    }

    /// Uniform within `±√(6/(in + out))`. Glorot & Bengio 2010, equation 16.
    public static Tensor xavierUniform(long... shape) {
        return xavierUniform(Gain.LINEAR, shape);
    }

    /// Uniform within `±gain·√(6/(in + out))`. Glorot & Bengio 2010, equation 16.
    public static Tensor xavierUniform(Gain gain, long... shape) {
        double bound = gain.value() * Math.sqrt(6.0 / both(shape));
        return uniform(-bound, bound, shape);
    }

    /// Normal of deviation `√(2/(in + out))`. Glorot & Bengio 2010, equation 12.
    public static Tensor xavierNormal(long... shape) {
        return xavierNormal(Gain.LINEAR, shape);
    }

    /// Normal of deviation `gain·√(2/(in + out))`. Glorot & Bengio 2010, equation 12.
    public static Tensor xavierNormal(Gain gain, long... shape) {
        return normal(0, gain.value() * Math.sqrt(2.0 / both(shape)), shape);
    }

    private static long both(long... shape) {
        Fans fans = Fans.of(shape);
        return Math.max(1, fans.in() + fans.out());
    }

    /// Uniform within `±√(6/in)`, for a ReLU. He et al. 2015, §2.2.
    public static Tensor kaimingUniform(long... shape) {
        return kaimingUniform(Fan.IN, Gain.RELU, shape);
    }

    /// Uniform within `±gain·√(3/fan)`. He et al. 2015, §2.2.
    public static Tensor kaimingUniform(Fan fan, Gain gain, long... shape) {
        double bound = gain.value() * Math.sqrt(3.0 / Math.max(1, fan.of(shape)));
        return uniform(-bound, bound, shape);
    }

    /// Normal of deviation `√(2/in)`, for a ReLU. He et al. 2015, §2.2.
    public static Tensor kaimingNormal(long... shape) {
        return kaimingNormal(Fan.IN, Gain.RELU, shape);
    }

    /// Normal of deviation `gain/√fan`. He et al. 2015, §2.2.
    public static Tensor kaimingNormal(Fan fan, Gain gain, long... shape) {
        return normal(0, gain.value() / Math.sqrt(Math.max(1, fan.of(shape))), shape);
    }

    /// Uniform within `±√(3/in)`. LeCun et al. 1998, §4.6.
    public static Tensor lecunUniform(long... shape) {
        return kaimingUniform(Fan.IN, Gain.LINEAR, shape);
    }

    /// Normal of deviation `1/√in`. LeCun et al. 1998, §4.6; for SELU nets Klambauer et al. 2017.
    public static Tensor lecunNormal(long... shape) {
        return kaimingNormal(Fan.IN, Gain.LINEAR, shape);
    }

    /// An orthogonal matrix. Saxe et al. 2014.
    public static Tensor orthogonal(long... shape) {
        return orthogonal(Gain.LINEAR, shape);
    }

    /// An orthogonal matrix times the gain: seen as (first size, all others), the rows are orthonormal if there are
    /// fewer of them than columns, else the columns. Saxe et al. 2014.
    ///
    /// @throws IllegalArgumentException for fewer than two dimensions
    public static Tensor orthogonal(Gain gain, long... shape) {
        Fans.of(shape);
        return made(empty -> {
            if (empty.count() == 0 || empty.device().equals(Device.META)) return empty;
            Tensor drawn = empty.fillNormal(Generator.current(), 0, 1).flatten(1, -1);
            boolean wide = drawn.size(0) < drawn.size(1);
            var parts = (wide ? drawn.t() : drawn).qr();
            // A signless diagonal of R makes Q uniform among orthogonal matrices: Mezzadri 2007, §4.
            Tensor q = parts.q().mul(parts.r().diag().sign());
            return (wide ? q.t() : q).mul(gain.value()).reshape(shape).contiguous();
        }, shape);
    }

    /// Ones on the diagonal: the layer first hands its input on. (out, in)
    public static Tensor identity(long out, long in) {
        float[] values = new float[Math.toIntExact(Math.multiplyExact(out, in))];
        for (long i = 0; i < Math.min(out, in); i++) values[(int) (i * in + i)] = 1;
        return Tensor.of(values, out, in).trainable(true);
    }

    /// A convolution that first hands its input on: ones at the kernel's middle, from each group's channels to the
    /// outputs of that group. (out, in, …)
    ///
    /// @throws IllegalArgumentException if the outputs do not divide into the groups, or there is no kernel
    public static Tensor dirac(long groups, long... shape) {
        if (shape.length < 3) throw new IllegalArgumentException("shape %s has no kernel".formatted(Shape.of(shape)));
        if (groups < 1 || shape[0] % groups != 0) {
            throw new IllegalArgumentException("outputs %d are not a multiple of groups %d"
                    .formatted(shape[0], groups));
        }
        float[] values = new float[Math.toIntExact(Shape.of(shape).count())];
        long kernel = 1;
        long middle = 0;
        for (int i = 2; i < shape.length; i++) {
            kernel *= shape[i];
            middle = middle * shape[i] + shape[i] / 2;
        }
        long outputs = shape[0] / groups;
        for (long out = 0; out < shape[0]; out++) {
            long in = out % outputs;
            if (in < shape[1]) values[(int) ((out * shape[1] + in) * kernel + middle)] = 1;
        }
        return Tensor.of(values, shape).trainable(true);
    }

    private static Tensor made(UnaryOperator<Tensor> values, long... shape) {
        return Gradients.off(() -> values.apply(Tensor.empty(DType.FLOAT32, shape))).trainable(true);
    }
}
