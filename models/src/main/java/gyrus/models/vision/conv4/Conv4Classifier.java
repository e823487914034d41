package gyrus.models.vision.conv4;

import gyrus.nn.Key;
import gyrus.nn.Layer;
import gyrus.nn.Linear;
import gyrus.tensor.Tensor;

/// [Conv4] with a linear map that decides: what MAML starts every task from. (B, C, 28, 28) → (B, classes)
/// Finn et al. 2017, Model-Agnostic Meta-Learning for Fast Adaptation of Deep Networks, §5.2.
///
/// @param body pictures to points, by the statistics of the batch at hand
/// @param classifier points to logits
public record Conv4Classifier(@Key("") Conv4 body, Linear classifier) implements Layer {

    /// With fresh weights, for pictures of 28×28.
    public static Conv4Classifier of(int channels, int width, int classes) {
        return new Conv4Classifier(Conv4.ofBatches(channels, width), Linear.of(width, classes));
    }

    @Override
    public Tensor forward(Tensor pictures) {
        return classifier.apply(body.apply(pictures));
    }
}
