package gyrus.models.vision.unet;

import gyrus.nn.Activations.Silu;
import gyrus.nn.Conv;
import gyrus.nn.Dropout;
import gyrus.nn.GroupNorm;
import gyrus.nn.Key;
import gyrus.nn.Linear;
import gyrus.nn.Net;
import gyrus.nn.Window;
import gyrus.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// Two convolutions, each behind a norm, added to what they were given; between them each channel may be told
/// something, such as the time. (B, C, H, W), (B, E) → (B, O, H, W)
///
/// Ho et al. 2020, Denoising Diffusion Probabilistic Models, appendix B; the order of norm, activation and convolution
/// is that of He et al. 2016, Identity Mappings in Deep Residual Networks, figure 4e.
///
/// @param told the embedding as one number a channel; null where the block is told nothing
/// @param shortcut makes the input fit; null where it does
public record ResidualBlock(GroupNorm norm1, Conv conv1, @Key("time_emb_proj") @Nullable Linear told, GroupNorm norm2,
        Conv conv2, @Key("conv_shortcut") @Nullable Conv shortcut, Silu silu, Dropout dropout) implements Net {

    /// A fresh one, from `in` to `out` channels.
    public static ResidualBlock of(UNetConfig c, long in, long out) {
        return new ResidualBlock(
                GroupNorm.of(c.groups(), in),
                Conv.of(in, out, Window.square(3).padding(1)),
                c.embedding() == 0 ? null : Linear.of(c.embedding(), out),
                GroupNorm.of(c.groups(), out),
                Conv.of(out, out, Window.square(3).padding(1)),
                in == out ? null : Conv.of(in, out, Window.square(1)),
                new Silu(), new Dropout(c.dropout()));
    }

    /// What the block makes of `x`.
    ///
    /// @param embedding what all blocks are told, (B, E); null where they are told nothing
    public Tensor apply(Tensor x, @Nullable Tensor embedding) {
        if ((told == null) != (embedding == null)) {
            throw new IllegalArgumentException(told == null ? "this U-Net has no use for an embedding; give null"
                    : "this U-Net needs an embedding of %d numbers".formatted(told.in()));
        }
        Tensor y = conv1.apply(silu.apply(norm1.apply(x)));
        if (told != null && embedding != null) {
            y = y.add(told.apply(silu.apply(embedding)).unsqueeze(-1).unsqueeze(-1)); // (B, O, 1, 1)
        }
        y = conv2.apply(dropout.apply(silu.apply(norm2.apply(y))));
        return y.add(shortcut == null ? x : shortcut.apply(x));
    }
}
