package gyrus.nn;

import gyrus.tensor.Tensor;

/// Functions of each element, or along one dimension, as layers:
/// `Sequential.of(Linear.of(8, 4), new Relu())`.
///
/// Each is a record, so that each place in a net has one of its own, which a [Trace] names and [Nets#map]
/// replaces. Inside a layer's code the same functions are methods of [Tensor].
public interface Activations {

    /// Rectifier, `max(0, x)`.
    record Relu() implements Layer {
        @Override
        public Tensor forward(Tensor input) {
            return input.relu();
        }
    }

    /// `min(max(0, x), 6)`.
    record Relu6() implements Layer {
        @Override
        public Tensor forward(Tensor input) {
            return input.relu6();
        }
    }

    /// `x` above zero and `slope · x` below.
    ///
    /// @param slope factor below zero
    record LeakyRelu(double slope) implements Layer {
        /// The usual one: 0.01.
        public LeakyRelu() {
            this(0.01);
        }

        @Override
        public Tensor forward(Tensor input) {
            return input.leakyRelu(slope);
        }
    }

    /// `x` above zero and `alpha · (eˣ − 1)` below. Clevert et al. 2016.
    ///
    /// @param alpha scale of what is below zero
    record Elu(double alpha) implements Layer {
        /// The usual one: 1.
        public Elu() {
            this(1);
        }

        @Override
        public Tensor forward(Tensor input) {
            return input.elu(alpha);
        }
    }

    /// `max(0, x) + min(0, alpha · (e^(x/alpha) − 1))`. Barron 2017.
    ///
    /// @param alpha scale of what is below zero
    record Celu(double alpha) implements Layer {
        /// The usual one: 1.
        public Celu() {
            this(1);
        }

        @Override
        public Tensor forward(Tensor input) {
            return input.celu(alpha);
        }
    }

    /// Self-normalising exponential linear unit. Klambauer et al. 2017.
    record Selu() implements Layer {
        @Override
        public Tensor forward(Tensor input) {
            return input.selu();
        }
    }

    /// Gaussian error linear unit, `x · Φ(x)`. Hendrycks & Gimpel 2016.
    record Gelu() implements Layer {
        @Override
        public Tensor forward(Tensor input) {
            return input.gelu();
        }
    }

    /// GELU by its approximation with tanh, as GPT-2 has it.
    record GeluTanh() implements Layer {
        @Override
        public Tensor forward(Tensor input) {
            return input.geluTanh();
        }
    }

    /// SiLU or Swish, `x · σ(x)`. Ramachandran et al. 2017.
    record Silu() implements Layer {
        @Override
        public Tensor forward(Tensor input) {
            return input.silu();
        }
    }

    /// `x · tanh(ln(1 + eˣ))`. Misra 2019.
    record Mish() implements Layer {
        @Override
        public Tensor forward(Tensor input) {
            return input.mish();
        }
    }

    /// `ln(1 + e^(beta·x)) / beta`, and `x` where beta·x is above `threshold`.
    ///
    /// @param beta how sharp the bend is
    /// @param threshold where it changes
    record Softplus(double beta, double threshold) implements Layer {
        /// The usual one: 1, 20.
        public Softplus() {
            this(1, 20);
        }

        @Override
        public Tensor forward(Tensor input) {
            return input.softplus(beta, threshold);
        }
    }

    /// `x / (1 + |x|)`.
    record Softsign() implements Layer {
        @Override
        public Tensor forward(Tensor input) {
            return input.softsign();
        }
    }

    /// Hyperbolic tangent.
    record Tanh() implements Layer {
        @Override
        public Tensor forward(Tensor input) {
            return input.tanh();
        }
    }

    /// Logistic function, `1 / (1 + e^(−x))`.
    record Sigmoid() implements Layer {
        @Override
        public Tensor forward(Tensor input) {
            return input.sigmoid();
        }
    }

    /// `ln σ(x)`, without overflow.
    record LogSigmoid() implements Layer {
        @Override
        public Tensor forward(Tensor input) {
            return input.logSigmoid();
        }
    }

    /// Kept within [low, high].
    ///
    /// @param low smallest output
    /// @param high largest output
    record HardTanh(double low, double high) implements Layer {
        /// The usual one: -1, 1.
        public HardTanh() {
            this(-1, 1);
        }

        @Override
        public Tensor forward(Tensor input) {
            return input.hardTanh(low, high);
        }
    }

    /// `relu6(x + 3) / 6`.
    record HardSigmoid() implements Layer {
        @Override
        public Tensor forward(Tensor input) {
            return input.hardSigmoid();
        }
    }

    /// `x · relu6(x + 3) / 6`. Howard et al. 2019.
    record HardSwish() implements Layer {
        @Override
        public Tensor forward(Tensor input) {
            return input.hardSwish();
        }
    }

    /// `x` above `threshold`, else `value`.
    ///
    /// @param threshold where it changes
    /// @param value what replaces smaller inputs
    record Threshold(double threshold, double value) implements Layer {
        @Override
        public Tensor forward(Tensor input) {
            return input.threshold(threshold, value);
        }
    }

    /// Zero within ±lambda, moved by lambda towards zero outside.
    ///
    /// @param lambda half the width of the zero
    record SoftShrink(double lambda) implements Layer {
        /// The usual one: 0.5.
        public SoftShrink() {
            this(0.5);
        }

        @Override
        public Tensor forward(Tensor input) {
            return input.softShrink(lambda);
        }
    }

    /// Zero within ±lambda, itself outside.
    ///
    /// @param lambda half the width of the zero
    record HardShrink(double lambda) implements Layer {
        /// The usual one: 0.5.
        public HardShrink() {
            this(0.5);
        }

        @Override
        public Tensor forward(Tensor input) {
            return input.hardShrink(lambda);
        }
    }

    /// `x − tanh x`.
    record TanhShrink() implements Layer {
        @Override
        public Tensor forward(Tensor input) {
            return input.sub(input.tanh());
        }
    }

    /// Rectifier with a learned slope below zero, one for all or one a channel. He et al. 2015.
    ///
    /// @param weight the slopes, (1) or (C)
    record Prelu(Tensor weight) implements Layer {
        /// Fresh slopes of 0.25, one a channel, or one for all channels.
        public static Prelu of(long channels) {
            return new Prelu(Init.constant(0.25, channels));
        }

        @Override
        public Tensor forward(Tensor input) {
            return input.prelu(weight);
        }
    }

    /// `eˣ / Σ eˣ` along `dim`: positive, of sum 1.
    ///
    /// @param dim the dimension; negative ones count from the end
    record Softmax(long dim) implements Layer {
        @Override
        public Tensor forward(Tensor input) {
            return input.softmax(dim);
        }
    }

    /// `ln softmax(x)` along `dim`, without overflow.
    ///
    /// @param dim the dimension; negative ones count from the end
    record LogSoftmax(long dim) implements Layer {
        @Override
        public Tensor forward(Tensor input) {
            return input.logSoftmax(dim);
        }
    }

    /// Gated linear unit: the first half along `dim` times the sigmoid of the second. Dauphin et al. 2017.
    ///
    /// @param dim the dimension; negative ones count from the end
    record Glu(long dim) implements Layer {
        /// The usual one: -1.
        public Glu() {
            this(-1);
        }

        @Override
        public Tensor forward(Tensor input) {
            return input.glu(dim);
        }
    }
}
