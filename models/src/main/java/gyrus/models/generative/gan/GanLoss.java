package gyrus.models.generative.gan;

import gyrus.tensor.Tensor;

/// What the two nets of a [Gan] make small, as functions of the critic's scores of real and of made pictures.
///
/// | loss | critic | generator |
/// | --- | --- | --- |
/// | `WASSERSTEIN` | `E f(made) − E f(real)` | `−E f(made)` |
/// | `NONSATURATING` | `−E ln σ(f(real)) − E ln(1 − σ(f(made)))` | `−E ln σ(f(made))` |
/// | `MINIMAX` | as above | `E ln(1 − σ(f(made)))` |
public enum GanLoss {

    /// The critic's difference is the distance by which the made distribution must be moved to become the real one,
    /// as long as its slope is 1 at most, which the [GradientPenalty] sees to. Arjovsky et al. 2017, Wasserstein GAN,
    /// §3.
    WASSERSTEIN {
        @Override
        public Tensor critic(Tensor real, Tensor made) {
            return made.mean().sub(real.mean());
        }

        @Override
        public Tensor generator(Tensor made) {
            return made.mean().neg();
        }
    },

    /// The generator makes the logarithm of being taken for real large: its gradient is large where the critic is sure
    /// that the pictures are made. Goodfellow et al. 2014, Generative Adversarial Nets, §3.
    NONSATURATING {
        @Override
        public Tensor critic(Tensor real, Tensor made) {
            return guess(real, made);
        }

        @Override
        public Tensor generator(Tensor made) {
            return made.logSigmoid().mean().neg();
        }
    },

    /// The game as it is written: the generator makes small what the critic makes large. Its gradient vanishes where
    /// the critic is sure. Goodfellow et al. 2014, equation 1.
    MINIMAX {
        @Override
        public Tensor critic(Tensor real, Tensor made) {
            return guess(real, made);
        }

        @Override
        public Tensor generator(Tensor made) {
            return made.neg().logSigmoid().mean();
        }
    };

    /// The critic's loss, of its scores (B) of real and of made pictures.
    public abstract Tensor critic(Tensor real, Tensor made);

    /// The generator's loss, of the critic's scores (B) of what it made.
    public abstract Tensor generator(Tensor made);

    /// The cross entropy of guessing which is real; 1 − σ(f) is σ(−f).
    private static Tensor guess(Tensor real, Tensor made) {
        return real.logSigmoid().mean().add(made.neg().logSigmoid().mean()).neg();
    }
}
