package gyrus.models.generative.diffusion;

import gyrus.tensor.Tensor;

/// What a net learns to see in a noisy picture. Either tells the other, and the picture.
public enum Target {
    /// The noise ε. Ho et al. 2020, Denoising Diffusion Probabilistic Models, §3.2.
    NOISE {
        @Override
        public Tensor of(NoiseSchedule schedule, Tensor pictures, Tensor noise, Tensor times) {
            return noise;
        }

        @Override
        public Tensor noise(NoiseSchedule schedule, Tensor seen, Tensor noisy, Tensor times) {
            return seen;
        }
    },
    /// The velocity `v = √ᾱ·ε − √(1 − ᾱ)·x₀`: mostly the noise where there is little, mostly the picture where there is
    /// little else than noise, and there the noise alone would hardly tell it. Salimans & Ho 2022, Progressive
    /// Distillation for Fast Sampling of Diffusion Models, §4.
    VELOCITY {
        @Override
        public Tensor of(NoiseSchedule schedule, Tensor pictures, Tensor noise, Tensor times) {
            return schedule.noised(noise, pictures.neg(), times);
        }

        @Override
        public Tensor noise(NoiseSchedule schedule, Tensor seen, Tensor noisy, Tensor times) {
            return schedule.noised(seen, noisy, times); // √ᾱ·v + √(1 − ᾱ)·x
        }
    };

    /// What there is to see in pictures with that noise. (B, …), (B, …), (B) → (B, …)
    public abstract Tensor of(NoiseSchedule schedule, Tensor pictures, Tensor noise, Tensor times);

    /// The noise, by what is seen in `noisy` pictures. (B, …), (B, …), (B) → (B, …)
    public abstract Tensor noise(NoiseSchedule schedule, Tensor seen, Tensor noisy, Tensor times);
}
