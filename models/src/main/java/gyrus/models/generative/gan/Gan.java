package gyrus.models.generative.gan;

import gyrus.nn.Activations.LeakyRelu;
import gyrus.nn.Activations.Relu;
import gyrus.nn.Activations.Sigmoid;
import gyrus.nn.BatchNorm;
import gyrus.nn.Conv;
import gyrus.nn.ConvTransposed;
import gyrus.nn.Flatten;
import gyrus.nn.Linear;
import gyrus.nn.Net;
import gyrus.nn.Sequential;
import gyrus.nn.Unflatten;
import gyrus.nn.Window;
import gyrus.tensor.Tensor;

/// Two nets against each other: the generator makes pictures of random numbers, the critic scores how real a picture
/// is. Goodfellow et al. 2014, Generative Adversarial Nets.
///
/// @param generator (B, Z) → (B, 1, 28, 28), pixels within 0 and 1
/// @param critic (B, 1, 28, 28) → (B, 1), any number; for some losses the logit of being real
/// @param latent Z, random numbers that a picture is made of
public record Gan(Sequential generator, Sequential critic, int latent) implements Net {

    private static final double SLOPE = 0.2;

    /// Convolutional nets with fresh weights: maps grow as pictures shrink, batch norms in the generator, none in the
    /// critic, because a gradient penalty is of single pictures, which a batch norm mixes.
    ///
    /// Radford et al. 2016, Unsupervised Representation Learning with Deep Convolutional Generative Adversarial
    /// Networks, §3; without norms in the critic: Gulrajani et al. 2017, Improved Training of Wasserstein GANs, §4.
    ///
    /// @param latent Z, random numbers that a picture is made of
    /// @param width maps of 14×14; twice and four times as many where the sides are smaller
    /// @throws IllegalArgumentException if a size is less than 1
    public static Gan convolutional(int latent, int width) {
        if (latent < 1 || width < 1) {
            throw new IllegalArgumentException("latent=%d width=%d; each must be 1 or more".formatted(latent, width));
        }
        Window half = Window.square(4).stride(2).padding(1);
        int wide = 2 * width;
        int widest = 4 * width;
        return new Gan(
                Sequential.of(
                        Linear.unbiased(latent, widest * 7L * 7), Unflatten.of(widest, 7, 7),
                        BatchNorm.of(widest), new Relu(), // (B, widest, 7, 7)
                        ConvTransposed.unbiased(widest, wide, half),
                        BatchNorm.of(wide), new Relu(), // (B, wide, 14, 14)
                        ConvTransposed.of(wide, 1, half), new Sigmoid()), // (B, 1, 28, 28)
                Sequential.of(
                        Conv.of(1, width, half), new LeakyRelu(SLOPE), // (B, width, 14, 14)
                        Conv.of(width, wide, half), new LeakyRelu(SLOPE), // (B, wide, 7, 7)
                        Conv.of(wide, widest, Window.square(3).stride(2).padding(1)), new LeakyRelu(SLOPE), // 4×4
                        Flatten.of(), Linear.of(widest * 4L * 4, 1)),
                latent);
    }

    /// The random numbers of so many pictures, from the current generator of random numbers. (B, Z)
    public Tensor latents(long count) {
        return Tensor.randn(count, latent);
    }

    /// Makes pictures. (B, Z) → (B, 1, 28, 28)
    public Tensor generate(Tensor latents) {
        return generator.apply(latents);
    }

    /// Scores pictures. (B, 1, 28, 28) → (B)
    public Tensor score(Tensor pictures) {
        return critic.apply(pictures).squeeze(1);
    }
}
