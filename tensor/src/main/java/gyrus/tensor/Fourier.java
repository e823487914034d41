package gyrus.tensor;

import org.jspecify.annotations.Nullable;

/// Complex numbers, and Fourier transforms: `X[k] = Σₙ x[n] · e^(−2πi·k·n/N)`, and back divided by N.
public sealed interface Fourier permits Tensor {

    /// Real part of a complex tensor: a view.
    default Tensor real() {
        return Op.tensor("real", this);
    }

    /// Imaginary part of a complex tensor: a view.
    default Tensor imag() {
        return Op.tensor("imag", this);
    }

    /// The complex conjugate; the tensor itself where it is real.
    default Tensor conj() {
        return Op.tensor("conj", this);
    }

    /// The angle of each number in the complex plane, in radians.
    default Tensor angle() {
        return Op.tensor("angle", this);
    }

    /// Complex numbers from real and imaginary parts that are pairs along the last dimension: a view.
    /// (…, 2) → (…) complex
    default Tensor viewAsComplex() {
        DType type = ((Tensor) this).dtype();
        if (type != DType.FLOAT32 && type != DType.FLOAT64) {
            throw new IllegalArgumentException("no complex numbers of %s; make it float32 or float64".formatted(type));
        }
        return Op.tensor("view_as_complex", this);
    }

    /// The real and imaginary parts as a new last dimension: a view. (…) complex → (…, 2)
    default Tensor viewAsReal() {
        Tensor self = (Tensor) this;
        return Op.tensor("view_as_real", self.dtype().complex() ? Op.tensor("resolve_conj", self) : self);
    }

    /// Discrete Fourier transform along `dim`.
    default Tensor fft(long dim) {
        return Op.tensor("fft_fft", this, null, dim);
    }

    /// Inverse of [#fft].
    default Tensor ifft(long dim) {
        return Op.tensor("fft_ifft", this, null, dim);
    }

    /// Discrete Fourier transform of real numbers along `dim`: the n/2 + 1 frequencies that are not mirrored.
    default Tensor rfft(long dim) {
        return Op.tensor("fft_rfft", this, null, dim);
    }

    /// Inverse of [#rfft].
    ///
    /// @param size how many numbers come out along `dim`; null for 2 · (frequencies − 1), right where they
    /// were even
    default Tensor irfft(@Nullable Long size, long dim) {
        return Op.tensor("fft_irfft", this, size, dim);
    }
}
