package gyrus.models.generative.diffusion;

import gyrus.nn.Activations.Silu;
import gyrus.nn.DenseLinear;
import gyrus.nn.Key;
import gyrus.nn.Layer;
import gyrus.nn.Linear;
import gyrus.tensor.DType;
import gyrus.tensor.Tensor;
import java.util.List;

/// The time as a vector: cosines and sines of many wavelengths, then two linear maps. (B) int64 → (B, E)
///
/// Ho et al. 2020, Denoising Diffusion Probabilistic Models, appendix B; the waves are those of Vaswani et al. 2017,
/// Attention Is All You Need, §3.5.
///
/// @param first from the waves, of which there is an even number
public record TimeEmbedding(@Key("linear_1") Linear first, Silu silu, @Key("linear_2") Linear second)
        implements Layer {

    private static final double LONGEST = 10_000;

    /// Checks that each wave has a cosine and a sine.
    public TimeEmbedding {
        if (first.in() % 2 != 0) throw new IllegalArgumentException(
                "%d waves are not cosines and sines of as many lengths"
                .formatted(first.in()));
    }

    /// A fresh one.
    ///
    /// @param waves cosines and sines together
    /// @param width E
    public static TimeEmbedding of(long waves, long width) {
        return new TimeEmbedding(Linear.of(waves, width), new Silu(), Linear.of(width, width));
    }

    /// cos(t·ω) for every frequency ω, then sin(t·ω): `ω_i = 10000^(−i / n)` for i below n, half the number of waves.
    /// (B) → (B, 2·n)
    static Tensor waves(Tensor times, long waves, DType type) {
        long half = waves / 2;
        Tensor frequencies = Tensor.arange(type, 0, half, 1).mul(-Math.log(LONGEST)).div(half).exp();
        Tensor angles = times.to(type).unsqueeze(1).mul(frequencies.to(times.device()));
        return Tensor.cat(List.of(angles.cos(), angles.sin()), 1);
    }

    @Override
    public Tensor forward(Tensor times) {
        return second.apply(silu.apply(first.apply(waves(times, first.in(), type()))));
    }

    private DType type() {
        return first instanceof DenseLinear dense ? dense.weight().dtype() : DType.FLOAT32;
    }
}
