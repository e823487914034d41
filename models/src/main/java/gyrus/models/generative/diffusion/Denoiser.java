package gyrus.models.generative.diffusion;

import gyrus.models.vision.unet.UNet;
import gyrus.models.vision.unet.UNetConfig;
import gyrus.nn.Embedding;
import gyrus.nn.Key;
import gyrus.nn.Net;
import gyrus.tensor.DType;
import gyrus.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Sees the noise in noisy pictures: a U-Net that is told the time, and perhaps what the picture shows.
/// (B, C, H, W), (B), (B) → (B, C, H, W)
///
/// Ho et al. 2020, Denoising Diffusion Probabilistic Models, §3.2 and appendix B. The names of the weights are those of
/// diffusers' `UNet2DModel`.
///
/// @param time the time as a vector
/// @param kinds one vector a class and, last, one for not being told; null where there are no classes
/// @param unet sees blocks of pixels as channels
/// @param patch side of such a block; 1 for none. Luhman & Luhman 2022, Improving Diffusion Model Efficiency Through
///     Patching, §3
public record Denoiser(@Key("time_embedding") TimeEmbedding time, @Key("class_embedding") @Nullable Embedding kinds,
        @Key("") UNet unet, int patch) implements Net {

    /// Checks the blocks.
    public Denoiser {
        if (patch < 1) throw new IllegalArgumentException("patch=%d must be 1 or more".formatted(patch));
    }

    /// With fresh weights.
    ///
    /// @param channels of the pictures
    /// @param levels of the U-Net; the time is told by four times as many numbers as the first has channels
    /// @param blocks residual blocks of a level
    /// @param groups of the norms
    /// @param heads channels of a head of attention
    /// @param classes that it can be told; 0 for none
    /// @param patch side of a block of pixels that are seen as channels
    public static Denoiser of(long channels, List<UNetConfig.Level> levels, int blocks, long groups, long heads,
            long classes, int patch) {
        long waves = levels.getFirst().width();
        long width = 4 * waves;
        long seen = channels * patch * patch;
        return new Denoiser(TimeEmbedding.of(waves, width), classes == 0 ? null : Embedding.of(classes + 1, width),
                UNet.of(new UNetConfig(seen, seen, levels, blocks, groups, heads, width, 0)), patch);
    }

    /// How many classes it can be told; 0 for none.
    public long classes() {
        return kinds == null ? 0 : kinds.rows() - 1;
    }

    /// The noise in `pictures`.
    ///
    /// @param times step of each, (B) int64
    /// @param shown class of each, (B) int64, where [#classes()] is for one that is not told; null for none told
    public Tensor apply(Tensor pictures, Tensor times, @Nullable Tensor shown) {
        Tensor told = time.apply(times);
        if (kinds != null) {
            Tensor known = shown != null ? shown
                    : Tensor.full(DType.INT64, classes(), pictures.size(0)).to(pictures.device());
            told = told.add(kinds.apply(known));
        } else if (shown != null) {
            throw new IllegalArgumentException("this net cannot be told classes; give null");
        }
        if (patch == 1) return unet.apply(pictures, told);
        return unet.apply(blocks(pictures), told).pixelShuffle(patch);
    }

    /// Blocks of pixels as channels, the reverse of [gyrus.nn.PixelShuffle]. (B, C, H, W) → (B, C·p², H/p, W/p)
    private Tensor blocks(Tensor x) {
        if (x.rank() != 4 || x.size(2) % patch != 0 || x.size(3) % patch != 0) {
            throw new IllegalArgumentException("pictures %s; height and width must be multiples of patch %d"
                    .formatted(x.shape(), patch));
        }
        return x.unflatten(3, x.size(3) / patch, patch).unflatten(2, x.size(2) / patch, patch) // (B, C, h, p, w, p)
                .permute(0, 1, 3, 5, 2, 4).flatten(1, 3);
    }

    /// The noise as it is seen with classifier-free guidance: `ε(x) + g·(ε(x | class) − ε(x))`, which for g above 1
    /// makes pictures more typical of their class, and less various. Ho & Salimans 2022, Classifier-Free Diffusion
    /// Guidance, §3.2, with g = 1 + w.
    ///
    /// @param shown class of each, (B) int64
    /// @param guidance g; with 1 the net is asked once, else twice
    public Tensor guided(Tensor pictures, Tensor times, Tensor shown, double guidance) {
        if (guidance == 1) return apply(pictures, times, shown);
        Tensor untold = Tensor.full(DType.INT64, classes(), pictures.size(0)).to(pictures.device());
        if (guidance == 0) return apply(pictures, times, untold);
        Tensor[] noise = apply(Tensor.cat(List.of(pictures, pictures), 0), Tensor.cat(List.of(times, times), 0),
                Tensor.cat(List.of(shown, untold), 0)).chunk(2, 0);
        return noise[1].lerp(noise[0], guidance);
    }
}
