package gyrus.models.generative.vae;

import gyrus.tensor.Generator;
import gyrus.tensor.Tensor;

/// Normal distributions of numbers that are independent of each other, one row an example.
///
/// @param mean μ, (B, Z)
/// @param logVariance ln σ², (B, Z): any number is one, and none makes σ negative
public record Gaussian(Tensor mean, Tensor logVariance) {

    /// Checks that the shapes agree.
    public Gaussian {
        if (mean.rank() != 2 || !mean.shape().equals(logVariance.shape())) {
            throw new IllegalArgumentException("means %s and log variances %s; both must be (B, Z)"
                    .formatted(mean.shape(), logVariance.shape()));
        }
    }

    /// Of means and log variances side by side. (B, 2·Z)
    static Gaussian of(Tensor both) {
        Tensor[] halves = both.chunk(2, 1);
        return new Gaussian(halves[0], halves[1]);
    }

    /// A sample, drawn from the current [Generator], through which gradients reach mean and variance. (B, Z)
    public Tensor sample() {
        return at(noise());
    }

    /// What a sample is made of: independent numbers ε of mean 0 and variance 1. (B, Z)
    public Tensor noise() {
        return Tensor.randn(mean.shape().dims()).to(mean.device()).to(mean.dtype());
    }

    /// The sample that is made of `noise`: `z = μ + σ·ε`. Kingma & Welling 2014, Auto-Encoding Variational Bayes, §2.4.
    public Tensor at(Tensor noise) {
        return mean.add(logVariance.mul(0.5).exp().mul(noise));
    }

    /// The Kullback-Leibler divergence from the standard normal distribution, in nats an example:
    /// `½·Σ (μ² + σ² − 1 − ln σ²)`. Kingma & Welling 2014, appendix B. (B)
    public Tensor divergence() {
        return mean.square().add(logVariance.exp()).sub(1).sub(logVariance).sum(1).mul(0.5);
    }
}
