package gyrus.models.vision.unet;

import gyrus.nn.Key;
import gyrus.nn.Net;
import gyrus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A level on the way up: residual blocks, each of which also sees what the way down kept, and the step to the level
/// above.
///
/// @param attentions one a block, or none
/// @param doubling one; none at the highest level
public record UpStage(@Key("resnets") List<ResidualBlock> blocks, List<PixelAttention> attentions,
        @Key("upsamplers") List<Doubling> doubling) implements Net {

    /// Copies the lists.
    public UpStage {
        blocks = List.copyOf(blocks);
        attentions = List.copyOf(attentions);
        doubling = List.copyOf(doubling);
    }

    /// @param below channels that come up from below
    static UpStage of(UNetConfig c, int level, long below) {
        UNetConfig.Level own = c.levels().get(level);
        long above = c.levels().get(Math.max(0, level - 1)).width(); // what came down into this level
        List<ResidualBlock> blocks = new ArrayList<>();
        List<PixelAttention> attentions = new ArrayList<>();
        for (int i = 0; i <= c.blocks(); i++) {
            long kept = i == c.blocks() ? above : own.width();
            blocks.add(ResidualBlock.of(c, (i == 0 ? below : own.width()) + kept, own.width()));
            if (own.attention()) attentions.add(PixelAttention.of(c, own.width()));
        }
        return new UpStage(blocks, attentions, level == 0 ? List.of() : List.of(Doubling.of(own.width())));
    }

    /// What goes up to the next level.
    ///
    /// @param kept what the way down kept; what is used is taken from its end
    Tensor apply(Tensor x, @Nullable Tensor embedding, List<Tensor> kept) {
        for (int i = 0; i < blocks.size(); i++) {
            x = blocks.get(i).apply(Tensor.cat(List.of(x, kept.removeLast()), 1), embedding);
            if (!attentions.isEmpty()) x = attentions.get(i).apply(x);
        }
        for (Doubling twice : doubling) x = twice.apply(x);
        return x;
    }
}
