package gyrus.tensor;

/// Functions between the layers of a net, element by element or along one dimension.
public sealed interface Activation permits Tensor {

    /// Rectifier, `max(0, x)`.
    default Tensor relu() {
        return Op.tensor("relu", this);
    }

    /// Logistic function, `1 / (1 + e^(−x))`.
    default Tensor sigmoid() {
        return Op.tensor("sigmoid", this);
    }

    /// Hyperbolic tangent.
    default Tensor tanh() {
        return Op.tensor("tanh", this);
    }

    /// SiLU or Swish, `x · σ(x)`. Ramachandran et al. 2017, Searching for Activation Functions.
    default Tensor silu() {
        return Op.tensor("silu", this);
    }

    /// Mish, `x · tanh(ln(1 + eˣ))`. Misra 2019.
    default Tensor mish() {
        return Op.tensor("mish", this);
    }

    /// Self-normalising ELU. Klambauer et al. 2017.
    default Tensor selu() {
        return Op.tensor("selu", this);
    }

    /// `min(max(0, x), 6)`.
    default Tensor relu6() {
        return Op.tensor("relu6", this);
    }

    /// `x · relu6(x + 3) / 6`. Howard et al. 2019, Searching for MobileNetV3.
    default Tensor hardSwish() {
        return Op.tensor("hardswish", this);
    }

    /// `relu6(x + 3) / 6`.
    default Tensor hardSigmoid() {
        return Op.tensor("hardsigmoid", this);
    }

    /// `ln σ(x)`, without overflow.
    default Tensor logSigmoid() {
        return Op.tensor("log_sigmoid", this);
    }

    /// Gaussian error linear unit, `x · Φ(x)`. Hendrycks & Gimpel 2016.
    default Tensor gelu() {
        return Op.tensor("gelu", this, "none");
    }

    /// GELU by its approximation `x/2 · (1 + tanh(√(2/π)(x + 0.044715 x³)))`, as GPT-2 has it.
    default Tensor geluTanh() {
        return Op.tensor("gelu", this, "tanh");
    }

    /// Leaky rectifier, `x` above zero and `slope · x` below.
    default Tensor leakyRelu(double slope) {
        return Op.tensor("leaky_relu", this, slope);
    }

    /// Rectifier with a learned slope below zero, one for all or one a channel. He et al. 2015.
    default Tensor prelu(Tensor slope) {
        return Op.tensor("prelu", this, slope);
    }

    /// `x` above zero and `alpha · (eˣ − 1)` below. Clevert et al. 2016.
    default Tensor elu(double alpha) {
        return Op.tensor("elu", this, alpha);
    }

    /// `max(0, x) + min(0, alpha · (e^(x/alpha) − 1))`. Barron 2017.
    default Tensor celu(double alpha) {
        return Op.tensor("celu", this, alpha);
    }

    /// `ln(1 + e^(beta·x)) / beta`, linear above `threshold`.
    default Tensor softplus(double beta, double threshold) {
        return Op.tensor("softplus", this, beta, threshold);
    }

    /// `x / (1 + |x|)`.
    default Tensor softsign() {
        return ((Tensor) this).div(((Tensor) this).abs().add(1));
    }

    /// Kept within [low, high].
    default Tensor hardTanh(double low, double high) {
        return Op.tensor("hardtanh", this, low, high);
    }

    /// Zero within ±lambda, moved by lambda towards zero outside.
    default Tensor softShrink(double lambda) {
        return Op.tensor("softshrink", this, lambda);
    }

    /// Zero within ±lambda, itself outside.
    default Tensor hardShrink(double lambda) {
        return Op.tensor("hardshrink", this, lambda);
    }

    /// `x` above `threshold`, else `value`.
    default Tensor threshold(double threshold, double value) {
        return Op.tensor("threshold", this, threshold, value);
    }

    /// Gated linear unit: the first half along `dim` times the sigmoid of the second. Dauphin et al. 2017.
    default Tensor glu(long dim) {
        return Op.tensor("glu", this, dim);
    }

    /// `eˣ / Σ eˣ` along `dim`: positive, of sum 1.
    default Tensor softmax(long dim) {
        return Op.tensor("softmax.int", this, dim);
    }

    /// `ln softmax(x)` along `dim`, without overflow.
    default Tensor logSoftmax(long dim) {
        return Op.tensor("log_softmax.int", this, dim);
    }
}
