package gyrus.tensor;

/// Comparison and logic, element by element. Results are of type bool.
public sealed interface Comparison permits Tensor {

    /// Whether `this = other`, element by element.
    default Tensor eq(Tensor other) {
        return Op.tensor("eq.Tensor", this, other);
    }

    /// Whether `this = scalar`, element by element.
    default Tensor eq(Number scalar) {
        return Op.tensor("eq.Scalar", this, scalar);
    }

    /// Whether `this ≠ other`, element by element.
    default Tensor ne(Tensor other) {
        return Op.tensor("ne.Tensor", this, other);
    }

    /// Whether `this ≠ scalar`, element by element.
    default Tensor ne(Number scalar) {
        return Op.tensor("ne.Scalar", this, scalar);
    }

    /// Whether `this < other`, element by element.
    default Tensor lt(Tensor other) {
        return Op.tensor("lt.Tensor", this, other);
    }

    /// Whether `this < scalar`, element by element.
    default Tensor lt(Number scalar) {
        return Op.tensor("lt.Scalar", this, scalar);
    }

    /// Whether `this ≤ other`, element by element.
    default Tensor le(Tensor other) {
        return Op.tensor("le.Tensor", this, other);
    }

    /// Whether `this ≤ scalar`, element by element.
    default Tensor le(Number scalar) {
        return Op.tensor("le.Scalar", this, scalar);
    }

    /// Whether `this > other`, element by element.
    default Tensor gt(Tensor other) {
        return Op.tensor("gt.Tensor", this, other);
    }

    /// Whether `this > scalar`, element by element.
    default Tensor gt(Number scalar) {
        return Op.tensor("gt.Scalar", this, scalar);
    }

    /// Whether `this ≥ other`, element by element.
    default Tensor ge(Tensor other) {
        return Op.tensor("ge.Tensor", this, other);
    }

    /// Whether `this ≥ scalar`, element by element.
    default Tensor ge(Number scalar) {
        return Op.tensor("ge.Scalar", this, scalar);
    }

    /// Logical and, element by element; anything but zero is true.
    default Tensor and(Tensor other) {
        return Op.tensor("logical_and", this, other);
    }

    /// Logical or, element by element; anything but zero is true.
    default Tensor or(Tensor other) {
        return Op.tensor("logical_or", this, other);
    }

    /// Logical xor, element by element; anything but zero is true.
    default Tensor xor(Tensor other) {
        return Op.tensor("logical_xor", this, other);
    }

    /// Logical not; anything but zero is true.
    default Tensor not() {
        return Op.tensor("logical_not", this);
    }

    /// Whether each element has a minus sign, zero and NaN included.
    default Tensor signBit() {
        return Op.tensor("signbit", this);
    }

    /// Bits that are set in both, for integers; for bool, and.
    default Tensor bitAnd(Tensor other) {
        return Op.tensor("bitwise_and.Tensor", this, other);
    }

    /// Bits that are set in either, for integers; for bool, or.
    default Tensor bitOr(Tensor other) {
        return Op.tensor("bitwise_or.Tensor", this, other);
    }

    /// Bits that differ, for integers; for bool, xor.
    default Tensor bitXor(Tensor other) {
        return Op.tensor("bitwise_xor.Tensor", this, other);
    }

    /// Whether each element is not a number.
    default Tensor isNan() {
        return Op.tensor("isnan", this);
    }

    /// Whether each element is infinite.
    default Tensor isInf() {
        return Op.tensor("isinf", this);
    }

    /// Whether each element is a finite number.
    default Tensor isFinite() {
        return Op.tensor("isfinite", this);
    }

    /// Whether each pair is close: `|this − other| ≤ absolute + relative · |other|`.
    default Tensor isClose(Tensor other, double relative, double absolute) {
        return Op.tensor("isclose", this, other, relative, absolute);
    }

    /// Whether all pairs are close: `|this − other| ≤ absolute + relative · |other|`.
    default boolean allClose(Tensor other, double relative, double absolute) {
        return isClose(other, relative, absolute).all().item() != 0;
    }

    /// Whether shape, type and every element are the same.
    default boolean same(Tensor other) {
        Tensor self = (Tensor) this;
        return self.shape().equals(other.shape()) && self.dtype() == other.dtype()
                && Boolean.TRUE.equals(Op.call("equal", self, other)[0]);
    }
}
