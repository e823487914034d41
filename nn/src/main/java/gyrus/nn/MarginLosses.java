package gyrus.nn;

import static gyrus.nn.Losses.alike;
import static gyrus.nn.Losses.call;

import gyrus.nn.Losses.Reduction;
import gyrus.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Losses that ask one score or distance to be larger than another: hinges, ranking, and the contrastive ones that
/// pull like examples together and push others apart.
///
/// Signs y are 1 and −1. Each has a short form, the mean with the usual settings, and one that takes every setting.
public final class MarginLosses {

    private MarginLosses() {}

    /// Mean of [#hingeEmbedding(Tensor, Tensor, double, Reduction)] with margin 1.
    public static Tensor hingeEmbedding(Tensor distance, Tensor sign) {
        return hingeEmbedding(distance, sign, 1, Reduction.MEAN);
    }

    /// Hinge of a distance: `x` where y = 1, `max(0, margin − x)` where y = −1.
    public static Tensor hingeEmbedding(Tensor distance, Tensor sign, double margin, Reduction reduction) {
        return call("hinge_embedding_loss", alike(distance, sign), sign, margin, reduction.code());
    }

    /// Mean of [#hinge(Tensor, Tensor, Reduction)].
    public static Tensor hinge(Tensor score, Tensor sign) {
        return hinge(score, sign, Reduction.MEAN);
    }

    /// The support vector machine's hinge, `max(0, 1 − y·x)`. Cortes & Vapnik 1995.
    public static Tensor hinge(Tensor score, Tensor sign, Reduction reduction) {
        return reduction.of(alike(score, sign).mul(sign).rsub(1).relu());
    }

    /// Mean of [#multiClass(Tensor, Tensor, int, double, Tensor, Reduction)] with p = 1 and margin 1.
    public static Tensor multiClass(Tensor scores, Tensor target) {
        return multiClass(scores, target, 1, 1, null, Reduction.MEAN);
    }

    /// Hinge between classes, `1/C · Σ_{c≠y} w_y·max(0, margin − x_y + x_c)ᵖ`. (N, C), (N) int64 → (N)
    ///
    /// @param power p, 1 or 2
    /// @param weight w, (C), or null for 1
    public static Tensor multiClass(Tensor scores, Tensor target, int power, double margin, @Nullable Tensor weight,
            Reduction reduction) {
        return call("multi_margin_loss", scores, target, power, margin, weight, reduction.code());
    }

    /// Mean of [#multiLabel(Tensor, Tensor, Reduction)].
    public static Tensor multiLabel(Tensor scores, Tensor target) {
        return multiLabel(scores, target, Reduction.MEAN);
    }

    /// Hinge between the classes that an example has and those it has not,
    /// `1/C · Σ_{y in target} Σ_{c not in target} max(0, 1 − x_y + x_c)`. (N, C), (N, C) int64 → (N)
    ///
    /// @param target the classes of each example, then −1
    public static Tensor multiLabel(Tensor scores, Tensor target, Reduction reduction) {
        return call("multilabel_margin_loss", scores, target, reduction.code());
    }

    /// Mean of [#softMargin(Tensor, Tensor, Reduction)].
    public static Tensor softMargin(Tensor score, Tensor sign) {
        return softMargin(score, sign, Reduction.MEAN);
    }

    /// Logistic loss of a sign, `ln(1 + e^(−y·x))`.
    public static Tensor softMargin(Tensor score, Tensor sign, Reduction reduction) {
        return call("soft_margin_loss", alike(score, sign), sign, reduction.code());
    }

    /// Mean of [#multiLabelSoftMargin(Tensor, Tensor, Tensor, Reduction)].
    public static Tensor multiLabelSoftMargin(Tensor logits, Tensor target) {
        return multiLabelSoftMargin(logits, target, null, Reduction.MEAN);
    }

    /// The mean over classes of `−w·(y·ln σ(x) + (1 − y)·ln σ(−x))`, y being 0 or 1. (…, C) → (…)
    ///
    /// @param weight w, (C), or null for 1
    public static Tensor multiLabelSoftMargin(Tensor logits, Tensor target, @Nullable Tensor weight,
            Reduction reduction) {
        Tensor losses = Losses.binaryCrossEntropyWithLogits(logits, target, weight, null, Reduction.NONE);
        return reduction.of(losses.mean(-1));
    }

    /// Mean of [#ranking(Tensor, Tensor, Tensor, double, Reduction)] with margin 0.
    public static Tensor ranking(Tensor first, Tensor second, Tensor sign) {
        return ranking(first, second, sign, 0, Reduction.MEAN);
    }

    /// Whether the first ranks higher (y = 1) or lower (y = −1): `max(0, −y·(x₁ − x₂) + margin)`.
    public static Tensor ranking(Tensor first, Tensor second, Tensor sign, double margin, Reduction reduction) {
        return call("margin_ranking_loss", alike(first, second), second, alike(sign, first), margin, reduction.code());
    }

    /// Mean of [#cosineEmbedding(Tensor, Tensor, Tensor, double, Reduction)] with margin 0.
    public static Tensor cosineEmbedding(Tensor first, Tensor second, Tensor sign) {
        return cosineEmbedding(first, second, sign, 0, Reduction.MEAN);
    }

    /// `1 − cos(x₁, x₂)` where y = 1, `max(0, cos(x₁, x₂) − margin)` where y = −1. (N, d), (N, d), (N) → (N)
    public static Tensor cosineEmbedding(Tensor first, Tensor second, Tensor sign, double margin, Reduction reduction) {
        return call("cosine_embedding_loss", alike(first, second), second, sign, margin, reduction.code());
    }

    /// Mean of [#triplet(Tensor, Tensor, Tensor, double, double, boolean, Reduction)] with margin 1 and p = 2.
    public static Tensor triplet(Tensor anchor, Tensor positive, Tensor negative) {
        return triplet(anchor, positive, negative, 1, 2, false, Reduction.MEAN);
    }

    /// An anchor is nearer to its like than to another: `max(0, ‖a − p‖ − ‖a − n‖ + margin)`. Schroff et al. 2015,
    /// §3.1, without the squares. (N, d) three times → (N)
    ///
    /// @param power the norm's p; 1e-6 is added to each difference
    /// @param swap whether n's distance from a or from p, the smaller one, counts. Balntas et al. 2016, §3.3
    public static Tensor triplet(Tensor anchor, Tensor positive, Tensor negative, double margin, double power,
            boolean swap, Reduction reduction) {
        alike(anchor, negative);
        return call("triplet_margin_loss", alike(anchor, positive), positive, negative, margin, power, 1e-6, swap,
                reduction.code());
    }

    /// Mean of [#contrastive(Tensor, Tensor, Tensor, double, Reduction)] with margin 1.
    public static Tensor contrastive(Tensor first, Tensor second, Tensor similar) {
        return contrastive(first, second, similar, 1, Reduction.MEAN);
    }

    /// Like pairs lie close, others at least a margin apart: with d = ‖x₁ − x₂‖ and s = 1 for like pairs, else 0,
    /// `½·s·d² + ½·(1 − s)·max(0, margin − d)²`. Hadsell et al. 2006, §2.1. (N, d), (N, d), (N) → (N)
    public static Tensor contrastive(Tensor first, Tensor second, Tensor similar, double margin, Reduction reduction) {
        Tensor distance = alike(first, second).sub(second).norm(2, false, -1);
        Tensor like = similar.to(distance.dtype());
        Tensor near = distance.square().mul(alike(like, distance));
        Tensor far = distance.rsub(margin).relu().square().mul(like.rsub(1));
        return reduction.of(near.add(far).mul(0.5));
    }

    /// A query finds its key among all keys of the batch: the cross entropy of `cos(qᵢ, kⱼ)/τ` with class i. Van den
    /// Oord et al. 2018, §2.3. (N, d), (N, d) → ()
    ///
    /// @param temperature τ
    public static Tensor infoNce(Tensor queries, Tensor keys, double temperature) {
        if (!(temperature > 0)) {
            throw new IllegalArgumentException("temperature %s is not positive".formatted(temperature));
        }
        return matching(unit(alike(queries, keys)).matmul(unit(keys).t()).div(temperature));
    }

    /// Two views of each of N examples find each other among all 2N: SimCLR's NT-Xent. Chen et al. 2020, §2.1.
    /// (N, d), (N, d) → ()
    ///
    /// @param temperature τ
    public static Tensor ntXent(Tensor first, Tensor second, double temperature) {
        if (!(temperature > 0)) {
            throw new IllegalArgumentException("temperature %s is not positive".formatted(temperature));
        }
        long pairs = alike(first, second).size(0);
        Tensor all = unit(Tensor.cat(List.of(first, second), 0));                          // (2N, d)
        Tensor alone = first.device().call(() -> Tensor.eye(2 * pairs)).ne(0);
        Tensor scores = all.matmul(all.t()).div(temperature).maskedFill(alone, Double.NEGATIVE_INFINITY);
        Tensor partner = first.device().call(() -> Tensor.arange(2 * pairs)).add(pairs).remainder(2 * pairs);
        return Losses.crossEntropy(scores, partner);
    }

    /// Pictures and texts find each other, both ways: the mean of two cross entropies of `s·cos(xᵢ, tⱼ)`. Radford et
    /// al. 2021, §2.3, figure 3. (N, d), (N, d) → ()
    ///
    /// @param scale s, a scalar that may be learned: e to CLIP's `logit_scale`
    public static Tensor clip(Tensor pictures, Tensor texts, Tensor scale) {
        Tensor scores = unit(alike(pictures, texts)).matmul(unit(texts).t()).mul(scale);
        return matching(scores).add(matching(scores.t())).mul(0.5);
    }

    private static Tensor matching(Tensor scores) {
        return Losses.crossEntropy(scores, scores.device().call(() -> Tensor.arange(scores.size(0))));
    }

    private static Tensor unit(Tensor vectors) {
        return vectors.div(vectors.norm(2, true, -1).clamp(1e-12, null));
    }
}
