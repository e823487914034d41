package gyrus.models.generative.vae;

import gyrus.nn.Activations.Silu;
import gyrus.nn.Conv;
import gyrus.nn.ConvTransposed;
import gyrus.nn.Dropout;
import gyrus.nn.Flatten;
import gyrus.nn.Linear;
import gyrus.nn.Net;
import gyrus.nn.Sequential;
import gyrus.nn.Unflatten;
import gyrus.nn.Window;
import gyrus.tensor.Tensor;

/// A variational autoencoder of pictures of 28×28: the encoder tells of a picture where among the latent numbers it
/// may lie, the decoder what picture lies at a place.
///
/// Kingma & Welling 2014, Auto-Encoding Variational Bayes. Two convolutions of stride 2 and two linear maps each way.
///
/// @param encoder (B, 1, 28, 28) → (B, 2·Z), means and log variances
/// @param decoder (B, Z) → (B, 1, 28, 28), logits of the pixels
public record Vae(Sequential encoder, Sequential decoder) implements Net {

    /// With fresh weights.
    ///
    /// @param latent Z, latent numbers of a picture
    /// @param width maps after the first convolution; twice as many after the second
    /// @param hidden numbers between the maps and the latent ones
    /// @param dropout of the encoder's maps, while it learns
    /// @throws IllegalArgumentException if a size is less than 1
    public static Vae of(int latent, int width, int hidden, double dropout) {
        if (latent < 1 || width < 1 || hidden < 1) {
            throw new IllegalArgumentException("latent=%d width=%d hidden=%d; each must be 1 or more"
                    .formatted(latent, width, hidden));
        }
        Window half = Window.square(4).stride(2).padding(1);
        int maps = 2 * width;
        return new Vae(
                Sequential.of(
                        Conv.of(1, width, half), new Silu(), // (B, width, 14, 14)
                        Conv.of(width, maps, half), new Silu(), // (B, maps, 7, 7)
                        Flatten.of(), new Dropout(dropout),
                        Linear.of(maps * 7L * 7, hidden), new Silu(),
                        Linear.of(hidden, 2L * latent)),
                Sequential.of(
                        Linear.of(latent, hidden), new Silu(),
                        Linear.of(hidden, maps * 7L * 7), new Silu(),
                        Unflatten.of(maps, 7, 7),
                        ConvTransposed.of(maps, width, half), new Silu(), // (B, width, 14, 14)
                        ConvTransposed.of(width, 1, half))); // (B, 1, 28, 28)
    }

    /// q(z|x): where each picture may lie. (B, 1, 28, 28) → (B, Z)
    public Gaussian encode(Tensor pictures) {
        return Gaussian.of(encoder.apply(pictures));
    }

    /// The logits of the pixels at these places; [Tensor#sigmoid] makes a picture of them. (B, Z) → (B, 1, 28, 28)
    public Tensor decode(Tensor latents) {
        return decoder.apply(latents);
    }
}
