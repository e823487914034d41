package gyrus.models.language.gpt;

import gyrus.nn.InOutLinear;
import gyrus.nn.Key;
import gyrus.nn.Layer;
import gyrus.nn.Linear;
import gyrus.nn.attention.Cache;
import gyrus.nn.attention.Mask;
import gyrus.nn.attention.ScaledDotProduct;
import gyrus.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// Causal self-attention with queries, keys and values made by one matrix. (B, T, width) → (B, T, width)
///
/// Vaswani et al. 2017, Attention Is All You Need, §3.2. GPT-2 drops weights of attention too, in training; that is
/// left out, since it would cost the fused kernel.
///
/// @param packed width → 3·width: queries, then keys, then values
/// @param output from the heads side by side to the width
/// @param heads number of heads
public record GptAttention(@Key("c_attn") Linear packed, @Key("c_proj") Linear output, long heads) implements Layer {

    static GptAttention of(GptConfig config, double deviation, double last) {
        return new GptAttention(InOutLinear.normal(deviation, config.width(), 3 * config.width()),
                InOutLinear.normal(last, config.width(), config.width()), config.heads());
    }

    @Override
    public Tensor forward(Tensor input) {
        return attend(input, null, 0);
    }

    /// What positions gather that follow those in `cache`; it is written what they add as layer number `layer`.
    Tensor attend(Tensor input, @Nullable Cache cache, int layer) {
        Tensor[] made = packed.apply(input).chunk(3, -1);
        Tensor query = split(made[0]);
        Tensor key = split(made[1]);
        Tensor value = split(made[2]);
        Mask mask = Mask.CAUSAL;
        if (cache != null) {
            Cache.Seen seen = cache.write(layer, key, value);
            key = seen.keys();
            value = seen.values();
            mask = cache.mask(input.size(1));
        }
        Tensor gathered = ScaledDotProduct.attend(this, query, key, value, mask, 0);
        return output.apply(gathered.transpose(1, 2).flatten(2, 3)); // (B, heads, T, d) → (B, T, width)
    }

    private Tensor split(Tensor x) {
        return x.unflatten(-1, heads, x.size(-1) / heads).transpose(1, 2); // (B, T, width) → (B, heads, T, d)
    }
}
