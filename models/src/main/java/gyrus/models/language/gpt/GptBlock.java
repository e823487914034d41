package gyrus.models.language.gpt;

import gyrus.nn.Dropout;
import gyrus.nn.Key;
import gyrus.nn.Layer;
import gyrus.nn.LayerNorm;
import gyrus.nn.attention.Cache;
import gyrus.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// A block: `x ← x + attention(norm(x))`, then `x ← x + mix(norm(x))`. (B, T, width) → (B, T, width)
///
/// @param attentionNorm before the attention
/// @param attention mixes positions
/// @param attentionDrop of what the attention adds
/// @param mixNorm before the mix
/// @param mix mixes features
/// @param mixDrop of what the mix adds
public record GptBlock(@Key("ln_1") LayerNorm attentionNorm, @Key("attn") GptAttention attention,
        Dropout attentionDrop, @Key("ln_2") LayerNorm mixNorm, @Key("mlp") GptMix mix, Dropout mixDrop)
        implements Layer {

    static GptBlock of(GptConfig config, double deviation, double last) {
        return new GptBlock(LayerNorm.of(config.width()), GptAttention.of(config, deviation, last),
                new Dropout(config.dropout()), LayerNorm.of(config.width()), GptMix.of(config, deviation, last),
                new Dropout(config.dropout()));
    }

    @Override
    public Tensor forward(Tensor input) {
        return mixed(input.add(attentionDrop.apply(attention.apply(attentionNorm.apply(input)))));
    }

    /// The output for positions that follow those in `cache`, which is written as layer number `layer`.
    Tensor read(Tensor input, @Nullable Cache cache, int layer) {
        if (cache == null) return apply(input);
        return mixed(input.add(attentionDrop.apply(attention.attend(attentionNorm.apply(input), cache, layer))));
    }

    private Tensor mixed(Tensor x) {
        return x.add(mixDrop.apply(mix.apply(mixNorm.apply(x))));
    }
}
