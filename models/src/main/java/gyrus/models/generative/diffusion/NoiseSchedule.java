package gyrus.models.generative.diffusion;

import gyrus.tensor.DType;
import gyrus.tensor.Tensor;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/// How a picture becomes noise, step by step: at step t it is `x_t = √ᾱ_t·x₀ + √(1 − ᾱ_t)·ε` with ε ~ N(0, 1), where
/// `ᾱ_t = Π (1 − β_s)` over the steps s up to t falls from nearly 1 to nearly 0. Steps are counted from 0.
///
/// Ho et al. 2020, Denoising Diffusion Probabilistic Models, §2.
public final class NoiseSchedule {

    /// The usual number of steps.
    public static final int STEPS = 1000;

    /// The largest β of the cosine.
    private static final double MOST = 0.999;

    private final double[] bars;

    private NoiseSchedule(int steps, IntToDoubleFunction beta) {
        if (steps < 2) throw new IllegalArgumentException("a schedule of %d steps; it must have 2 or more"
                .formatted(steps));
        bars = new double[steps];
        double bar = 1;
        for (int t = 0; t < steps; t++) bars[t] = bar *= 1 - beta.applyAsDouble(t);
    }

    /// β rising evenly from 10⁻⁴ to 0.02. Ho et al. 2020, §4.
    public static NoiseSchedule linear(int steps) {
        return linear(steps, 1e-4, 0.02);
    }

    /// β rising evenly.
    ///
    /// @param first the first β, above 0
    /// @param last the last β, below 1
    public static NoiseSchedule linear(int steps, double first, double last) {
        if (!(first > 0 && first <= last && last < 1)) {
            throw new IllegalArgumentException("β from %s to %s; both must be above 0 and below 1, and not fall"
                    .formatted(first, last));
        }
        return new NoiseSchedule(steps, t -> first + (last - first) * t / (steps - 1));
    }

    /// ᾱ falling as a squared cosine, more gently at both ends, so that fewer steps are spent on what is all noise.
    /// Nichol & Dhariwal 2021, Improved Denoising Diffusion Probabilistic Models, §3.2.
    public static NoiseSchedule cosine(int steps) {
        return new NoiseSchedule(steps, t -> Math.min(MOST, 1 - wave(t + 1, steps) / wave(t, steps)));
    }

    private static double wave(int t, int steps) {
        double cosine = Math.cos(((double) t / steps + 0.008) / 1.008 * Math.PI / 2);
        return cosine * cosine;
    }

    /// Number of steps.
    public int steps() {
        return bars.length;
    }

    /// ᾱ at step `t`: the share of the picture's variance that is left. Before the first step, at −1, it is 1.
    ///
    /// @throws IndexOutOfBoundsException if there is no such step
    public double bar(int t) {
        return t == -1 ? 1 : bars[t];
    }

    /// Pictures with noise. (B, …), (B, …), (B) → (B, …)
    ///
    /// @param pictures x₀
    /// @param noise ε
    /// @param times t of each picture, int64
    public Tensor noised(Tensor pictures, Tensor noise, Tensor times) {
        long[] each = new long[pictures.rank()];
        Arrays.fill(each, 1);
        each[0] = times.size(0);
        DType type = pictures.dtype();
        Tensor bar = Tensor.of(bars).to(pictures.device()).indexSelect(0, times);
        Tensor signal = bar.sqrt().to(type).reshape(each);
        Tensor share = bar.rsub(1).sqrt().to(type).reshape(each);
        return signal.mul(pictures).add(share.mul(noise));
    }
}
