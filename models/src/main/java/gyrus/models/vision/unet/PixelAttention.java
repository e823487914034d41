package gyrus.models.vision.unet;

import gyrus.nn.GroupNorm;
import gyrus.nn.Key;
import gyrus.nn.Layer;
import gyrus.nn.Linear;
import gyrus.nn.attention.Mask;
import gyrus.nn.attention.ScaledDotProduct;
import gyrus.tensor.Tensor;

/// Each pixel gathers from all others, and the result is added to it. (B, C, H, W) → (B, C, H, W)
///
/// Ho et al. 2020, Denoising Diffusion Probabilistic Models, appendix B. A [gyrus.nn.Trace] sees the weights,
/// (B, heads, HW, HW), as `weights`.
///
/// @param heads number of heads
public record PixelAttention(@Key("group_norm") GroupNorm norm, @Key("to_q") Linear query, @Key("to_k") Linear key,
        @Key("to_v") Linear value, @Key("to_out.0") Linear output, long heads) implements Layer {

    /// A fresh one for `width` channels.
    public static PixelAttention of(UNetConfig c, long width) {
        return new PixelAttention(GroupNorm.of(c.groups(), width), Linear.of(width, width), Linear.of(width, width),
                Linear.of(width, width), Linear.of(width, width), width / c.heads());
    }

    @Override
    public Tensor forward(Tensor x) {
        Tensor pixels = norm.apply(x).flatten(2, 3).transpose(1, 2); // (B, HW, C)
        Tensor gathered = ScaledDotProduct.attend(this, split(query.apply(pixels)), split(key.apply(pixels)),
                split(value.apply(pixels)), Mask.NONE, 0);
        Tensor joined = output.apply(gathered.transpose(1, 2).flatten(2, 3)); // (B, heads, HW, d) → (B, HW, C)
        return x.add(joined.transpose(1, 2).reshapeAs(x));
    }

    private Tensor split(Tensor x) {
        return x.unflatten(-1, heads, x.size(-1) / heads).transpose(1, 2); // (B, HW, C) → (B, heads, HW, d)
    }
}
