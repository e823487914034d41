package gyrus.models.vision.unet;

import gyrus.nn.Key;
import gyrus.nn.Net;
import gyrus.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The bottom of a U-Net: a residual block, attention, a residual block.
///
/// @param blocks two
/// @param attentions one
public record Middle(@Key("resnets") List<ResidualBlock> blocks, List<PixelAttention> attentions) implements Net {

    /// Copies the lists.
    public Middle {
        blocks = List.copyOf(blocks);
        attentions = List.copyOf(attentions);
    }

    static Middle of(UNetConfig c) {
        long width = c.middle();
        return new Middle(List.of(ResidualBlock.of(c, width, width), ResidualBlock.of(c, width, width)),
                List.of(PixelAttention.of(c, width)));
    }

    Tensor apply(Tensor x, @Nullable Tensor embedding) {
        x = blocks.getFirst().apply(x, embedding);
        for (PixelAttention attention : attentions) x = attention.apply(x);
        return blocks.getLast().apply(x, embedding);
    }
}
