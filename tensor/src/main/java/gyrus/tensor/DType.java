package gyrus.tensor;

import java.util.Locale;

/// The type of a tensor's elements.
public enum DType {
    /// IEEE 754 single precision, the type of a new tensor unless another is asked for.
    FLOAT32(6, 4),
    /// IEEE 754 double precision.
    FLOAT64(7, 8),
    /// IEEE 754 half precision: 5 bits of exponent, 10 of fraction.
    FLOAT16(5, 2),
    /// The upper half of a [#FLOAT32]: its range, with 7 bits of fraction.
    BFLOAT16(15, 2),
    /// Signed 8-bit integer.
    INT8(1, 1),
    /// Unsigned 8-bit integer.
    UINT8(0, 1),
    /// Signed 16-bit integer.
    INT16(2, 2),
    /// Signed 32-bit integer.
    INT32(3, 4),
    /// Signed 64-bit integer, the type of indices and class numbers.
    INT64(4, 8),
    /// True or false, one byte each.
    BOOL(11, 1),
    /// Two [#FLOAT32]: a real and an imaginary part.
    COMPLEX64(9, 8),
    /// Two [#FLOAT64]: a real and an imaginary part.
    COMPLEX128(10, 16);

    private final int code;
    private final int bytes;

    DType(int code, int bytes) {
        this.code = code;
        this.bytes = bytes;
    }

    /// The number that LibTorch gives this type.
    public int code() {
        return code;
    }

    /// The type with LibTorch's number `code`.
    ///
    /// @throws IllegalArgumentException for a number that is none of these
    public static DType of(int code) {
        for (DType type : values()) {
            if (type.code == code) return type;
        }
        throw new IllegalArgumentException("element type %d of the engine has no counterpart here"
                .formatted(code));
    }

    /// Bytes that one element takes.
    public int bytes() {
        return bytes;
    }

    /// Whether elements are real floating-point numbers, and so can have a gradient.
    public boolean floating() {
        return this == FLOAT32 || this == FLOAT64 || this == FLOAT16 || this == BFLOAT16;
    }

    /// Whether elements have an imaginary part.
    public boolean complex() {
        return this == COMPLEX64 || this == COMPLEX128;
    }

    /// The name in lower case, such as `float32`.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
