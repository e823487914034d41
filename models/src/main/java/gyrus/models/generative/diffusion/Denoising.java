package gyrus.models.generative.diffusion;

import gyrus.tensor.DType;
import gyrus.tensor.Gradients;
import gyrus.tensor.Scope;
import gyrus.tensor.Tensor;
import java.util.function.Consumer;

/// Makes pictures of noise, step by step back: of what the net sees as noise follows the picture that would be under
/// it, and that picture with less noise is the next.
///
/// ```java
/// new Denoising(NoiseSchedule.cosine(1000), 50, 0).run((x, t) -> net.apply(x, t, null), Tensor.randn(16, 1, 28, 28))
/// ```
///
/// With η = 0 the noise is the one seen, and all is decided by the first noise: Song et al. 2021, Denoising Diffusion
/// Implicit Models (DDIM). With η = 1 and all steps it is Ho et al. 2020, Denoising Diffusion Probabilistic Models
/// (DDPM), algorithm 2, with the smaller of its two variances.
///
/// @param schedule how noise was added
/// @param steps how many of its steps are taken, evenly spread, the last of them first: Lin et al. 2024, Common
///     Diffusion Noise Schedules and Sample Steps Are Flawed, §3.3
/// @param eta η, the share of the noise that is drawn anew, 0 to 1
public record Denoising(NoiseSchedule schedule, int steps, double eta) {

    /// The net, or whatever sees noise.
    @FunctionalInterface
    public interface Seer {
        /// The noise in `pictures`, whose steps are `times`, (B) int64.
        Tensor noise(Tensor pictures, Tensor times);
    }

    /// Checks the numbers.
    public Denoising {
        if (steps < 1 || steps > schedule.steps()) {
            throw new IllegalArgumentException("steps=%d; there are 1 to %d".formatted(steps, schedule.steps()));
        }
        if (!(eta >= 0 && eta <= 1)) throw new IllegalArgumentException("η of %s is not within 0 and 1".formatted(eta));
    }

    /// Steps of the schedule that are taken, falling.
    public int[] times() {
        int[] times = new int[steps];
        for (int i = 0; i < steps; i++) {
            times[i] = (int) Math.rint(schedule.steps() - i * (double) schedule.steps() / steps) - 1;
        }
        return times;
    }

    /// Makes pictures in \[−1, 1\].
    ///
    /// @param noise what they begin with, standard normal, (B, C, H, W)
    public Tensor run(Seer seer, Tensor noise) {
        return run(seer, noise, _ -> { });
    }

    /// Makes pictures in \[−1, 1\].
    ///
    /// @param noise what they begin with, standard normal, (B, C, H, W)
    /// @param seen is shown, after each step, what there is by then; it may not keep it
    public Tensor run(Seer seer, Tensor noise, Consumer<Tensor> seen) {
        int[] times = times();
        return Gradients.off(() -> {
            Tensor x = noise;
            for (int i = 0; i < times.length; i++) {
                try (Scope scope = Scope.open()) {
                    int to = i + 1 < times.length ? times[i + 1] : -1;
                    Tensor at = Tensor.full(DType.INT64, times[i], x.size(0)).to(x.device());
                    Tensor found = seer.noise(x, at);
                    Tensor drawn = eta > 0 && to >= 0 ? Tensor.randn(x.shape().dims()).to(x.device()).to(x.dtype())
                            : x.zerosLike();
                    Tensor next = step(x, found, times[i], to, drawn);
                    seen.accept(next);
                    x = scope.keep(next);
                }
            }
            return x;
        });
    }

    /// One step back. With the picture `x₀ = (x − √(1 − ᾱ)·ε) / √ᾱ`, kept within \[−1, 1\], and the noise ε that then
    /// is in x: `√ᾱ'·x₀ + √(1 − ᾱ' − σ²)·ε + σ·z`, where `σ = η·√((1 − ᾱ') / (1 − ᾱ))·√(1 − ᾱ / ᾱ')`. Song et al. 2021,
    /// equations 12 and 16.
    ///
    /// @param noise ε as the net sees it
    /// @param from the step that x is at
    /// @param to the step to go to; −1 for the picture itself
    /// @param drawn z, standard normal
    public Tensor step(Tensor x, Tensor noise, int from, int to, Tensor drawn) {
        double bar = schedule.bar(from);
        double next = schedule.bar(to);
        Tensor picture = x.sub(noise.mul(Math.sqrt(1 - bar))).div(Math.sqrt(bar)).clamp(-1, 1);
        Tensor left = x.sub(picture.mul(Math.sqrt(bar))).div(Math.sqrt(1 - bar));
        double fresh = eta * Math.sqrt((1 - next) / (1 - bar)) * Math.sqrt(1 - bar / next);
        Tensor mean = picture.mul(Math.sqrt(next)).add(left.mul(Math.sqrt(Math.max(0, 1 - next - fresh * fresh))));
        return fresh == 0 ? mean : mean.add(drawn.mul(fresh));
    }
}
