package gyrus.models.language.gpt;

import gyrus.nn.Activations.GeluTanh;
import gyrus.nn.InOutLinear;
import gyrus.nn.Key;
import gyrus.nn.Layer;
import gyrus.nn.Linear;
import gyrus.tensor.Tensor;

/// Mixes the features of each position: to four times the width, GELU, and back. (B, T, width) → (B, T, width)
///
/// @param grow width → 4·width
/// @param shrink 4·width → width
/// @param activation between them: GELU by its approximation with a hyperbolic tangent, as published
public record GptMix(@Key("c_fc") Linear grow, @Key("c_proj") Linear shrink, @Key("act") GeluTanh activation)
        implements Layer {

    static GptMix of(GptConfig config, double deviation, double last) {
        return new GptMix(InOutLinear.normal(deviation, config.width(), 4 * config.width()),
                InOutLinear.normal(last, 4 * config.width(), config.width()), new GeluTanh());
    }

    @Override
    public Tensor forward(Tensor input) {
        return shrink.apply(activation.apply(grow.apply(input)));
    }
}
