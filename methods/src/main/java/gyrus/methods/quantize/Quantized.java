package gyrus.methods.quantize;

import gyrus.tensor.DType;
import gyrus.tensor.Device;
import gyrus.tensor.Tensor;

/// A tensor as 8-bit integers `q`, of which it is approximately `(q − z) / s`.
///
/// Dettmers et al. 2022, LLM.int8(): 8-bit Matrix Multiplication for Transformers at Scale, §2.
///
/// @param values q, int8, in the shape of the tensor
/// @param scale s, the integers that a unit has, (scales, 1)
/// @param zero z, the integer of 0, (scales, 1)
/// @param grain what has one scale together
public record Quantized(Tensor values, Tensor scale, Tensor zero, Grain grain) {

    private static final int LEAST = Byte.MIN_VALUE;
    private static final int MOST = Byte.MAX_VALUE;

    /// By the absolute maximum: `s = 127 / max|x|, q = round(s·x), z = 0`. Where there is no memory, the shapes alone.
    public static Quantized absmax(Tensor tensor, Grain grain) {
        Tensor rows = grain.rows(tensor);
        if (tensor.device().equals(Device.META)) {
            return new Quantized(tensor.to(DType.INT8), rows.narrow(1, 0, 1), rows.narrow(1, 0, 1), grain);
        }
        Tensor scale = perUnit(rows.abs().amax(true, 1), MOST);
        return new Quantized(integers(rows.mul(scale), tensor), scale, scale.zerosLike(), grain);
    }

    /// By the range, which is made to have 0 in it: `s = 255 / (max x − min x), z = −128 − round(s·min x),
    /// q = round(s·x + z)`. Where numbers lie more to one side of 0, no integers are wasted on the other.
    public static Quantized zeroPoint(Tensor tensor, Grain grain) {
        Tensor rows = grain.rows(tensor);
        Tensor low = rows.amin(true, 1).clamp(null, 0);
        Tensor scale = perUnit(rows.amax(true, 1).clamp(0, null).sub(low), MOST - LEAST);
        Tensor zero = low.mul(scale).round().neg().add(LEAST);
        return new Quantized(integers(rows.mul(scale).add(zero), tensor), scale, zero, grain);
    }

    /// Integers a unit where `range` is spread over `integers`; 1 where all numbers are 0.
    private static Tensor perUnit(Tensor range, int integers) {
        Tensor empty = range.eq(0);
        return range.maskedFill(empty, integers).reciprocal().mul(integers);
    }

    private static Tensor integers(Tensor rows, Tensor tensor) {
        return rows.round().clamp(LEAST, MOST).to(DType.INT8).reshapeAs(tensor);
    }

    /// The tensor, approximately: `(q − z) / s`.
    public Tensor restored() {
        return grain.rows(values).to(scale.dtype()).sub(zero).div(scale).reshapeAs(values);
    }
}
