package gyrus.nn.attention;

import gyrus.nn.Activations;
import gyrus.nn.Key;
import gyrus.nn.Layer;
import gyrus.nn.LayerNorm;
import gyrus.nn.Linear;
import gyrus.nn.Mode;
import gyrus.tensor.Generator;
import gyrus.tensor.Tensor;

/// A transformer's encoder layer: attention mixes positions, two linear maps mix features, each added to what
/// came in. (B, T, width) → (B, T, width)
///
/// Vaswani et al. 2017, Attention Is All You Need, §3.1; normalising first: Xiong et al. 2020, On Layer
/// Normalization in the Transformer Architecture.
///
/// @param attention mixes positions
/// @param grow from the width to the inner one
/// @param shrink from the inner width back
/// @param attentionNorm for the attention
/// @param mixNorm for the linear maps
/// @param activation between the linear maps
/// @param dropout probability of dropping an element before each sum and after the activation, in training
/// @param normFirst whether each part takes normalised values, or each sum is normalised
public record TransformerLayer(@Key("self_attn") MultiHeadAttention attention, @Key("linear1") Linear grow,
                               @Key("linear2") Linear shrink, @Key("norm1") Layer attentionNorm,
                               @Key("norm2") Layer mixNorm, Layer activation, double dropout,
                               boolean normFirst) implements Layer {

    /// A fresh one that normalises first, with GELU, without dropout.
    public static TransformerLayer of(long width, long heads, long inner) {
        return new TransformerLayer(MultiHeadAttention.of(width, heads),
                Linear.of(width, inner), Linear.of(inner, width),
                LayerNorm.of(width), LayerNorm.of(width), new Activations.Gelu(), 0, true);
    }

    @Override
    public Tensor forward(Tensor input) {
        return apply(input, Mask.NONE);
    }

    /// The output where attention sees what `mask` lets it.
    public Tensor apply(Tensor input, Mask mask) {
        if (normFirst) {
            Tensor x = input.add(dropped(attention.apply(attentionNorm.apply(input), mask)));
            return x.add(mix(mixNorm.apply(x)));
        }
        Tensor x = attentionNorm.apply(input.add(dropped(attention.apply(input, mask))));
        return mixNorm.apply(x.add(mix(x)));
    }

    private Tensor mix(Tensor x) {
        return dropped(shrink.apply(dropped(activation.apply(grow.apply(x)))));
    }

    private Tensor dropped(Tensor x) {
        return dropout > 0 && Mode.training() ? x.dropout(dropout, Generator.current()) : x;
    }
}
