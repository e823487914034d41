package gyrus.models.generative.vae;

import gyrus.tensor.Tensor;

/// The two parts of −ELBO, the upper bound of −ln p(x) that a variational autoencoder makes small:
/// `−ELBO = E[−ln p(x|z)] + KL(q(z|x) ‖ p(z))`, the mean over one sample z of q(z|x).
///
/// Kingma & Welling 2014, Auto-Encoding Variational Bayes, equation 10.
///
/// @param reconstruction −ln p(x|z), in nats an example, (B)
/// @param divergence of q(z|x) from the standard normal distribution, in nats an example, (B)
public record Elbo(Tensor reconstruction, Tensor divergence) {

    /// Those of a net on pictures (B, C, H, W), with z drawn from the current generator.
    public static Elbo of(Vae net, Likelihood likelihood, Tensor pictures) {
        Gaussian posterior = net.encode(pictures);
        return of(net, likelihood, pictures, posterior, posterior.noise());
    }

    /// Those of a net on pictures (B, C, H, W) whose `posterior` is known, at the z that is made of `noise` (B, Z).
    static Elbo of(Vae net, Likelihood likelihood, Tensor pictures, Gaussian posterior, Tensor noise) {
        return new Elbo(likelihood.loss(net.decode(posterior.at(noise)), pictures), posterior.divergence());
    }

    /// What is minimised: `mean(reconstruction + β·divergence)`. 1 is the bound itself; more asks for latent numbers
    /// that are independent; 0 leaves a plain autoencoder. Higgins et al. 2017, beta-VAE, equation 4.
    public Tensor loss(double beta) {
        return reconstruction.add(divergence.mul(beta)).mean();
    }
}
