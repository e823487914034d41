package gyrus.tensor;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What changes a tensor in place. Each method returns the tensor itself.
///
/// A parameter may be changed only where nothing is recorded ([Gradients#off]); elsewhere the engine refuses
/// it.
public sealed interface Assignment permits Tensor {

    /// Takes over the elements of `source`, which broadcasts, in this tensor's type.
    default Tensor assign(Tensor source) {
        return Op.change("copy_", (Tensor) this, source);
    }

    /// Sets every element to `value`.
    default Tensor fill(Number value) {
        return Op.change("fill_.Scalar", (Tensor) this, value);
    }

    /// Sets every element to zero.
    default Tensor zero() {
        return Op.change("zero_", (Tensor) this);
    }

    /// `this ← this + other`.
    default Tensor addAssign(Tensor other) {
        return Op.change("add_.Tensor", (Tensor) this, other);
    }

    /// `this ← this + scale · other`.
    default Tensor addAssign(Tensor other, Number scale) {
        return Op.change("add_.Tensor", (Tensor) this, other, scale);
    }

    /// `this ← this + scalar`.
    default Tensor addAssign(Number scalar) {
        return Op.change("add_.Scalar", (Tensor) this, scalar);
    }

    /// `this ← this − other`.
    default Tensor subAssign(Tensor other) {
        return Op.change("sub_.Tensor", (Tensor) this, other);
    }

    /// `this ← this · other`.
    default Tensor mulAssign(Tensor other) {
        return Op.change("mul_.Tensor", (Tensor) this, other);
    }

    /// `this ← this · scalar`.
    default Tensor mulAssign(Number scalar) {
        return Op.change("mul_.Scalar", (Tensor) this, scalar);
    }

    /// `this ← this / other`.
    default Tensor divAssign(Tensor other) {
        return Op.change("div_.Tensor", (Tensor) this, other);
    }

    /// `this ← this / scalar`.
    default Tensor divAssign(Number scalar) {
        return Op.change("div_.Scalar", (Tensor) this, scalar);
    }

    /// `this ← this + weight · (end − this)`.
    default Tensor lerpAssign(Tensor end, Number weight) {
        return Op.change("lerp_.Scalar", (Tensor) this, end, weight);
    }

    /// `this ← this + scale · a · b`.
    default Tensor addcmulAssign(Tensor a, Tensor b, Number scale) {
        return Op.change("addcmul_", (Tensor) this, a, b, scale);
    }

    /// `this ← this + scale · a / b`.
    default Tensor addcdivAssign(Tensor a, Tensor b, Number scale) {
        return Op.change("addcdiv_", (Tensor) this, a, b, scale);
    }

    /// Keeps every element within [low, high]; null leaves a side open.
    default Tensor clampAssign(@Nullable Number low, @Nullable Number high) {
        return Op.change("clamp_", (Tensor) this, low, high);
    }

    /// Sets the elements where `mask` is true to `value`.
    default Tensor maskedFillAssign(Tensor mask, Number value) {
        return Op.change("masked_fill_.Scalar", (Tensor) this, mask, value);
    }

    /// Draws every element uniformly from [low, high).
    default Tensor fillUniform(Generator generator, double low, double high) {
        return Drawing.change("uniform_", (Tensor) this, generator, low, high);
    }

    /// Draws every element from the normal distribution of this mean and standard deviation.
    default Tensor fillNormal(Generator generator, double mean, double std) {
        return Drawing.change("normal_", (Tensor) this, generator, mean, std);
    }

    /// Draws every element as 1 with this probability, else 0.
    default Tensor fillBernoulli(Generator generator, double probability) {
        return Drawing.change("bernoulli_.float", (Tensor) this, generator, probability);
    }

    /// Draws every element from the exponential distribution of this rate.
    default Tensor fillExponential(Generator generator, double rate) {
        return Drawing.change("exponential_", (Tensor) this, generator, rate);
    }

    /// Draws `count` indices along the last dimension, each with the probability that its weight here gives
    /// it.
    default Tensor multinomial(Generator generator, long count, boolean replacement) {
        Tensor self = (Tensor) this;
        Device device = self.device();
        Objects.requireNonNull(generator, "a generator is needed, such as Generator.current()");
        Tensor weights = (Drawing.here(device) ? self : self.to(Device.CPU)).contiguous();
        return Drawing.home(Op.tensor("multinomial", weights, count, replacement, generator), device);
    }
}
