package gyrus.methods.explain;

import gyrus.nn.Interpolate;
import gyrus.nn.Trace;
import gyrus.tensor.Gradients;
import gyrus.tensor.Tensor;
import gyrus.train.Explainer;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Where in a picture a layer found what speaks for a class: its maps, weighted by what the class owes to each.
///
/// `L = ReLU(Σₖ αₖAᵏ)` with `αₖ = 1/Z · Σᵢⱼ ∂y/∂Aᵏᵢⱼ`. Any net will do whose layers give maps; nothing is added to it,
/// a [Trace] sees them. Selvaraju et al. 2017, Grad-CAM: Visual Explanations from Deep Networks via Gradient-based
/// Localization, §3.
///
/// @param layer the name of the layer in the net; null takes the last whose output has more than one place
public record GradCam(@Nullable String layer) {

    /// The map of a class.
    ///
    /// @param layer whose maps it was made of
    /// @param values (H, W) of the input, 0 to 1 at the place that says most for the class; all 0 where nothing does
    public record ClassMap(String layer, Tensor values) {}

    /// Where the class was seen.
    ///
    /// @param input (1, C, H, W)
    /// @throws IllegalArgumentException if the net has no such layer, or it gives no maps
    public ClassMap of(Explainer net, Tensor input, int label) {
        return Gradients.on(() -> {
            Trace trace = Trace.of(net.net());
            Tensor pixels = input.detach().trainable(true); // so that all that follows is differentiable
            Tensor score = trace.call(() -> net.scores(pixels)).select(1, label).sum();
            SequencedMap<String, Tensor> outputs = trace.outputs();
            String name = layer != null ? layer : last(outputs);
            Tensor maps = outputs.get(name);
            if (maps == null || !spatial(maps)) {
                throw new IllegalArgumentException("layer=%s gives no maps; take one of %s"
                        .formatted(name, spatial(outputs)));
            }
            Tensor weights = Gradients.of(score, maps).mean(true, 2, 3); // (1, K, 1, 1)
            Tensor map = maps.detach().mul(weights).sum(true, 1).relu(); // (1, 1, h, w)
            Tensor large = Interpolate.to(input.size(2), input.size(3)).how(Interpolate.How.LINEAR).apply(map);
            double most = large.max().item();
            return new ClassMap(name, (most > 0 ? large.div(most) : large).squeeze());
        });
    }

    private static String last(SequencedMap<String, Tensor> outputs) {
        List<String> names = spatial(outputs);
        if (names.isEmpty()) {
            throw new IllegalArgumentException(
                    "no layer of this net gives maps (B, channels, height, width); method=integrated needs none");
        }
        return names.getLast();
    }

    private static List<String> spatial(SequencedMap<String, Tensor> outputs) {
        return outputs.entrySet().stream().filter(e -> spatial(e.getValue())).map(e -> e.getKey()).toList();
    }

    private static boolean spatial(Tensor output) {
        return output.rank() == 4 && output.size(2) * output.size(3) > 1;
    }
}
