package gyrus.models.vision.unet;

import gyrus.nn.Key;
import gyrus.nn.Net;
import gyrus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A level on the way down: residual blocks, each perhaps followed by attention, and the step to the next level.
///
/// @param attentions one a block, or none
/// @param halving one; none at the lowest level
public record DownStage(@Key("resnets") List<ResidualBlock> blocks, List<PixelAttention> attentions,
        @Key("downsamplers") List<Halving> halving) implements Net {

    /// Copies the lists.
    public DownStage {
        blocks = List.copyOf(blocks);
        attentions = List.copyOf(attentions);
        halving = List.copyOf(halving);
    }

    static DownStage of(UNetConfig c, int level, long in) {
        UNetConfig.Level own = c.levels().get(level);
        List<ResidualBlock> blocks = new ArrayList<>();
        List<PixelAttention> attentions = new ArrayList<>();
        for (int i = 0; i < c.blocks(); i++) {
            blocks.add(ResidualBlock.of(c, i == 0 ? in : own.width(), own.width()));
            if (own.attention()) attentions.add(PixelAttention.of(c, own.width()));
        }
        boolean lowest = level == c.levels().size() - 1;
        return new DownStage(blocks, attentions, lowest ? List.of() : List.of(Halving.of(own.width())));
    }

    /// What goes down to the next level.
    ///
    /// @param kept takes what the way up will see again
    Tensor apply(Tensor x, @Nullable Tensor embedding, List<Tensor> kept) {
        for (int i = 0; i < blocks.size(); i++) {
            x = blocks.get(i).apply(x, embedding);
            if (!attentions.isEmpty()) x = attentions.get(i).apply(x);
            kept.add(x);
        }
        for (Halving half : halving) {
            x = half.apply(x);
            kept.add(x);
        }
        return x;
    }
}
