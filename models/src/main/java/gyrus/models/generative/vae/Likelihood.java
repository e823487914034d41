package gyrus.models.generative.vae;

import gyrus.nn.Losses;
import gyrus.nn.Losses.Reduction;
import gyrus.tensor.Tensor;

/// What a decoder's logits say of a picture: how its pixels are distributed about `p = σ(logit)`.
public enum Likelihood {

    /// Each pixel is 1 with probability p, else 0. Pixels between count in that share as either, so that the loss is a
    /// binary cross entropy, which greys keep from 0.
    BCE {
        @Override
        Tensor losses(Tensor logits, Tensor pictures) {
            return Losses.binaryCrossEntropyWithLogits(logits, pictures, null, null, Reduction.NONE);
        }
    },

    /// Each pixel is normal with mean p and variance ½: the squared error, without the constant `½·ln π` a pixel.
    MSE {
        @Override
        Tensor losses(Tensor logits, Tensor pictures) {
            return Losses.mse(logits.sigmoid(), pictures, Reduction.NONE);
        }
    };

    /// The loss of every pixel.
    abstract Tensor losses(Tensor logits, Tensor pictures);

    /// −ln of the probability of each picture, in nats: the sum over its pixels. (B, …), (B, …) → (B)
    public Tensor loss(Tensor logits, Tensor pictures) {
        return losses(logits, pictures).flatten(1, -1).sum(1);
    }
}
