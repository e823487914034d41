package gyrus.tensor;

import org.jspecify.annotations.Nullable;

/// Arithmetic, element by element.
///
/// Sizes broadcast from the last dimension on: they must be equal, or one of them 1 or missing. The type of
/// the result is the wider of the two; a Java number takes the tensor's type unless it is of a wider kind
/// (integer, real).
public sealed interface Arithmetic permits Tensor {

    /// Sum, `this + other`. Shapes broadcast.
    default Tensor add(Tensor other) {
        return Op.tensor("add.Tensor", this, other);
    }

    /// Sum, `this + scalar`.
    default Tensor add(Number scalar) {
        return Op.tensor("add.Scalar", this, scalar);
    }

    /// Difference, `this − other`. Shapes broadcast.
    default Tensor sub(Tensor other) {
        return Op.tensor("sub.Tensor", this, other);
    }

    /// Difference, `this − scalar`.
    default Tensor sub(Number scalar) {
        return Op.tensor("sub.Scalar", this, scalar);
    }

    /// Product element by element, `this · other`. Shapes broadcast.
    default Tensor mul(Tensor other) {
        return Op.tensor("mul.Tensor", this, other);
    }

    /// Product element by element, `this · scalar`.
    default Tensor mul(Number scalar) {
        return Op.tensor("mul.Scalar", this, scalar);
    }

    /// Quotient, `this / other`; of integers a floating-point number. Shapes broadcast.
    default Tensor div(Tensor other) {
        return Op.tensor("div.Tensor", this, other);
    }

    /// Quotient, `this / scalar`; of integers a floating-point number.
    default Tensor div(Number scalar) {
        return Op.tensor("div.Scalar", this, scalar);
    }

    /// `this + scale · other`.
    default Tensor add(Tensor other, Number scale) {
        return Op.tensor("add.Tensor", this, other, scale);
    }

    /// `scalar − this`.
    default Tensor rsub(Number scalar) {
        return Op.tensor("rsub.Scalar", this, scalar);
    }

    /// Quotient rounded down, `⌊this / other⌋`.
    default Tensor floorDiv(Tensor other) {
        return Op.tensor("floor_divide", this, other);
    }

    /// Quotient rounded down, `⌊this / scalar⌋`.
    default Tensor floorDiv(Number scalar) {
        return Op.tensor("floor_divide.Scalar", this, scalar);
    }

    /// What is left by division, with the sign of the divisor.
    default Tensor remainder(Tensor other) {
        return Op.tensor("remainder.Tensor", this, other);
    }

    /// What is left by division, with the sign of the divisor.
    default Tensor remainder(Number scalar) {
        return Op.tensor("remainder.Scalar", this, scalar);
    }

    /// Power, `this ^ exponent`.
    default Tensor pow(Tensor exponent) {
        return Op.tensor("pow.Tensor_Tensor", this, exponent);
    }

    /// Power, `this ^ exponent`.
    default Tensor pow(Number exponent) {
        return Op.tensor("pow.Tensor_Scalar", this, exponent);
    }

    /// `−this`.
    default Tensor neg() {
        return Op.tensor("neg", this);
    }

    /// Distance from zero, `|this|`.
    default Tensor abs() {
        return Op.tensor("abs", this);
    }

    /// −1, 0 or 1.
    default Tensor sign() {
        return Op.tensor("sign", this);
    }

    /// `this²`.
    default Tensor square() {
        return Op.tensor("square", this);
    }

    /// `√this`; NaN below zero.
    default Tensor sqrt() {
        return Op.tensor("sqrt", this);
    }

    /// `1 / √this`.
    default Tensor rsqrt() {
        return Op.tensor("rsqrt", this);
    }

    /// `1 / this`.
    default Tensor reciprocal() {
        return Op.tensor("reciprocal", this);
    }

    /// `e ^ this`.
    default Tensor exp() {
        return Op.tensor("exp", this);
    }

    /// `e ^ this − 1`, exact near zero.
    default Tensor expm1() {
        return Op.tensor("expm1", this);
    }

    /// Natural logarithm.
    default Tensor log() {
        return Op.tensor("log", this);
    }

    /// Logarithm to base 2.
    default Tensor log2() {
        return Op.tensor("log2", this);
    }

    /// Logarithm to base 10.
    default Tensor log10() {
        return Op.tensor("log10", this);
    }

    /// `ln(1 + this)`, exact near zero.
    default Tensor log1p() {
        return Op.tensor("log1p", this);
    }

    /// Sine of radians.
    default Tensor sin() {
        return Op.tensor("sin", this);
    }

    /// Cosine of radians.
    default Tensor cos() {
        return Op.tensor("cos", this);
    }

    /// Tangent of radians.
    default Tensor tan() {
        return Op.tensor("tan", this);
    }

    /// Arc sine, in radians.
    default Tensor asin() {
        return Op.tensor("asin", this);
    }

    /// Arc cosine, in radians.
    default Tensor acos() {
        return Op.tensor("acos", this);
    }

    /// Arc tangent, in radians.
    default Tensor atan() {
        return Op.tensor("atan", this);
    }

    /// Hyperbolic sine.
    default Tensor sinh() {
        return Op.tensor("sinh", this);
    }

    /// Hyperbolic cosine.
    default Tensor cosh() {
        return Op.tensor("cosh", this);
    }

    /// Error function, `2/√π ∫₀ˣ e^(−t²) dt`.
    default Tensor erf() {
        return Op.tensor("erf", this);
    }

    /// Logarithm of the gamma function.
    default Tensor lgamma() {
        return Op.tensor("lgamma", this);
    }

    /// Derivative of the logarithm of the gamma function.
    default Tensor digamma() {
        return Op.tensor("digamma", this);
    }

    /// Rounded down.
    default Tensor floor() {
        return Op.tensor("floor", this);
    }

    /// Rounded up.
    default Tensor ceil() {
        return Op.tensor("ceil", this);
    }

    /// Rounded to the nearest, halves to even.
    default Tensor round() {
        return Op.tensor("round", this);
    }

    /// Rounded towards zero.
    default Tensor trunc() {
        return Op.tensor("trunc", this);
    }

    /// What follows the point, with the sign of the number.
    default Tensor frac() {
        return Op.tensor("frac", this);
    }

    /// Arc tangent of `this / other` in the right quadrant, in radians.
    default Tensor atan2(Tensor other) {
        return Op.tensor("atan2", this, other);
    }

    /// Kept within [low, high]; null leaves a side open.
    default Tensor clamp(@Nullable Number low, @Nullable Number high) {
        return Op.tensor("clamp", this, low, high);
    }

    /// The smaller of the two, element by element.
    default Tensor minimum(Tensor other) {
        return Op.tensor("minimum", this, other);
    }

    /// The larger of the two, element by element.
    default Tensor maximum(Tensor other) {
        return Op.tensor("maximum", this, other);
    }

    /// `this + weight · (end − this)`.
    default Tensor lerp(Tensor end, Number weight) {
        return Op.tensor("lerp.Scalar", this, end, weight);
    }

    /// `this + scale · a · b`.
    default Tensor addcmul(Tensor a, Tensor b, Number scale) {
        return Op.tensor("addcmul", this, a, b, scale);
    }

    /// `this + scale · a / b`.
    default Tensor addcdiv(Tensor a, Tensor b, Number scale) {
        return Op.tensor("addcdiv", this, a, b, scale);
    }

    /// Quotient rounded towards zero.
    default Tensor truncDiv(Tensor other) {
        Tensor self = (Tensor) this;
        if (!self.dtype().floating() && !other.dtype().floating()) {
            // the engine's own ends the program at −2⁶³ / −1
            return self.sub(self.fmod(other)).floorDiv(other);
        }
        return Op.tensor("div.Tensor_mode", this, other, "trunc");
    }

    /// What is left by division, with the sign of the dividend.
    default Tensor fmod(Tensor other) {
        return Op.tensor("fmod.Tensor", this, other);
    }

    /// Power of a number, `base ^ this`.
    default Tensor powOf(Number base) {
        return Op.tensor("pow.Scalar", base, this);
    }

    /// Inverse hyperbolic sine.
    default Tensor asinh() {
        return Op.tensor("asinh", this);
    }

    /// Inverse hyperbolic cosine.
    default Tensor acosh() {
        return Op.tensor("acosh", this);
    }

    /// Inverse hyperbolic tangent.
    default Tensor atanh() {
        return Op.tensor("atanh", this);
    }

    /// Inverse of [#erf].
    default Tensor erfinv() {
        return Op.tensor("erfinv", this);
    }

    /// `√(this² + other²)`, without overflow.
    default Tensor hypot(Tensor other) {
        return Op.tensor("hypot", this, other);
    }

    /// `ln(e^this + e^other)`, without overflow.
    default Tensor logAddExp(Tensor other) {
        return Op.tensor("logaddexp", this, other);
    }

    /// `this · ln other`, zero where this is.
    default Tensor xlogy(Tensor other) {
        return Op.tensor("xlogy.Tensor", this, other);
    }

    /// Rounded to that many decimals.
    default Tensor round(long decimals) {
        return Op.tensor("round.decimals", this, decimals);
    }

    /// With NaN and the infinities replaced by these.
    default Tensor nanToNum(double nan, double positive, double negative) {
        return Op.tensor("nan_to_num", this, nan, positive, negative);
    }
}
