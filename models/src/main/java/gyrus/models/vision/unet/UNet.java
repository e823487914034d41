package gyrus.models.vision.unet;

import gyrus.nn.Activations.Silu;
import gyrus.nn.Conv;
import gyrus.nn.GroupNorm;
import gyrus.nn.Key;
import gyrus.nn.Net;
import gyrus.nn.Window;
import gyrus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A U-Net: down to small pictures of many channels, which tell what is there, and up again, where each level also sees
/// what the way down had at its size, which tells where it is. (B, in, H, W) → (B, out, H, W)
///
/// Ronneberger et al. 2015, U-Net: Convolutional Networks for Biomedical Image Segmentation; with the residual blocks,
/// group norms and attention of Ho et al. 2020, Denoising Diffusion Probabilistic Models, appendix B. The names of the
/// weights are those of diffusers' `UNet2DModel`.
///
/// @param first in → the first level's width
/// @param down from the full size down
/// @param middle the lowest
/// @param up from the lowest up
/// @param norm before the last convolution
/// @param last the first level's width → out
public record UNet(@Key("conv_in") Conv first, @Key("down_blocks") List<DownStage> down,
        @Key("mid_block") Middle middle, @Key("up_blocks") List<UpStage> up, @Key("conv_norm_out") GroupNorm norm,
        Silu silu, @Key("conv_out") Conv last) implements Net {

    /// Copies the lists.
    public UNet {
        down = List.copyOf(down);
        up = List.copyOf(up);
    }

    /// With fresh weights.
    public static UNet of(UNetConfig c) {
        List<DownStage> down = new ArrayList<>();
        List<UpStage> up = new ArrayList<>();
        long top = c.levels().getFirst().width();
        long width = top;
        for (int level = 0; level < c.levels().size(); level++) {
            down.add(DownStage.of(c, level, width));
            width = c.levels().get(level).width();
        }
        Middle middle = Middle.of(c);
        for (int level = c.levels().size() - 1; level >= 0; level--) {
            up.add(UpStage.of(c, level, width));
            width = c.levels().get(level).width();
        }
        Window window = Window.square(3).padding(1);
        return new UNet(Conv.of(c.in(), top, window), down, middle, up, GroupNorm.of(c.groups(), top), new Silu(),
                Conv.of(top, c.out(), window));
    }

    /// What the net makes of pictures whose height and width can be halved at every level but the lowest.
    ///
    /// @param embedding what all blocks are told, (B, E); null where they are told nothing
    public Tensor apply(Tensor pictures, @Nullable Tensor embedding) {
        int factor = 1 << down.size() - 1;
        if (pictures.rank() != 4 || pictures.size(2) % factor != 0 || pictures.size(3) % factor != 0) {
            throw new IllegalArgumentException("pictures %s; height and width must be multiples of %d for %d levels"
                    .formatted(pictures.shape(), factor, down.size()));
        }
        List<Tensor> kept = new ArrayList<>();
        Tensor x = first.apply(pictures);
        kept.add(x);
        for (DownStage stage : down) x = stage.apply(x, embedding, kept);
        x = middle.apply(x, embedding);
        for (UpStage stage : up) x = stage.apply(x, embedding, kept);
        return last.apply(silu.apply(norm.apply(x)));
    }
}
