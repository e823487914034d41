package gyrus.nn;

import gyrus.tensor.Device;
import gyrus.tensor.Operator;
import gyrus.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// Losses of regression, classification and likelihoods: how far outputs are from targets, as PyTorch defines it.
///
/// Each has a short form, the mean over all elements with the usual settings, and one that takes every setting.
/// Distances between examples are among the [MarginLosses]. Where outputs and targets must have one shape, another
/// is refused and not broadcast: a column against a row is nearly always a mistake.
public final class Losses {

    private Losses() {}

    /// What becomes of the losses of the single elements.
    public enum Reduction {
        /// They are given as they are.
        NONE,
        /// Their mean: weighted, where classes have weights.
        MEAN,
        /// Their sum.
        SUM;

        /// The same, of losses that are already computed.
        public Tensor of(Tensor losses) {
            return switch (this) {
                case NONE -> losses;
                case MEAN -> losses.mean();
                case SUM -> losses.sum();
            };
        }

        /// The number that the engine's operators know this by.
        long code() {
            return ordinal();
        }
    }

    /// Mean squared error, `(x − y)²`.
    public static Tensor mse(Tensor output, Tensor target) {
        return mse(output, target, Reduction.MEAN);
    }

    /// Squared error, `(x − y)²`.
    public static Tensor mse(Tensor output, Tensor target, Reduction reduction) {
        return call("mse_loss", alike(output, target), target, reduction.code());
    }

    /// Quadratic cost, `1/N · Σₙ Σⱼ (xₙⱼ − yₙⱼ)²`: the sum over an example's outputs, the mean over examples.
    /// (N, …) → ()
    public static Tensor quadraticCost(Tensor output, Tensor target) {
        if (output.rank() == 0) {
            throw new IllegalArgumentException("the first dimension counts examples; this is a scalar");
        }
        return mse(output, target, Reduction.SUM).div(Math.max(1, output.size(0)));
    }

    /// Mean absolute error, `|x − y|`.
    public static Tensor l1(Tensor output, Tensor target) {
        return l1(output, target, Reduction.MEAN);
    }

    /// Absolute error, `|x − y|`.
    public static Tensor l1(Tensor output, Tensor target, Reduction reduction) {
        return call("l1_loss", alike(output, target), target, reduction.code());
    }

    /// Mean of [#smoothL1(Tensor, Tensor, double, Reduction)] with β = 1.
    public static Tensor smoothL1(Tensor output, Tensor target) {
        return smoothL1(output, target, 1, Reduction.MEAN);
    }

    /// Smooth absolute error: with d = |x − y|, `d²/2β` where d < β, else `d − β/2`. Girshick 2015, §2.3.
    ///
    /// @throws IllegalArgumentException if β is negative
    public static Tensor smoothL1(Tensor output, Tensor target, double beta, Reduction reduction) {
        return call("smooth_l1_loss", alike(output, target), target, reduction.code(), beta);
    }

    /// Mean of [#huber(Tensor, Tensor, double, Reduction)] with δ = 1.
    public static Tensor huber(Tensor output, Tensor target) {
        return huber(output, target, 1, Reduction.MEAN);
    }

    /// Huber's loss: with d = |x − y|, `d²/2` where d ≤ δ, else `δ·(d − δ/2)`. Huber 1964.
    ///
    /// @throws IllegalArgumentException unless δ is positive
    public static Tensor huber(Tensor output, Tensor target, double delta, Reduction reduction) {
        return call("huber_loss", alike(output, target), target, reduction.code(), delta);
    }

    /// Mean binary cross entropy of probabilities.
    public static Tensor binaryCrossEntropy(Tensor probability, Tensor target) {
        return binaryCrossEntropy(probability, target, null, Reduction.MEAN);
    }

    /// Binary cross entropy of probabilities, `−w·(y·ln p + (1 − y)·ln(1 − p))`, logarithms cut at −100.
    ///
    /// @param weight w, broadcast, or null for 1
    /// @throws IllegalArgumentException if a probability is not within 0 and 1
    public static Tensor binaryCrossEntropy(Tensor probability, Tensor target, @Nullable Tensor weight,
            Reduction reduction) {
        Tensor spread = weight == null ? null : weight.expandAs(probability);
        return call("binary_cross_entropy", alike(probability, target), target, spread, reduction.code());
    }

    /// Mean binary cross entropy of logits.
    public static Tensor binaryCrossEntropyWithLogits(Tensor logit, Tensor target) {
        return binaryCrossEntropyWithLogits(logit, target, null, null, Reduction.MEAN);
    }

    /// Binary cross entropy of logits, `−w·(v·y·ln σ(x) + (1 − y)·ln(1 − σ(x)))`, exact for large ones.
    ///
    /// @param weight w, broadcast, or null for 1
    /// @param positive v, broadcast: how much more a positive example counts; null for 1
    public static Tensor binaryCrossEntropyWithLogits(Tensor logit, Tensor target, @Nullable Tensor weight,
            @Nullable Tensor positive, Reduction reduction) {
        return call("binary_cross_entropy_with_logits", alike(logit, target), target, weight, positive, reduction
                .code());
    }

    /// Mean cross entropy of logits (N, classes, …) with classes (N, …) int64, or with probabilities in the logits'
    /// shape.
    public static Tensor crossEntropy(Tensor logits, Tensor target) {
        return crossEntropy(logits, target, null, -100, 0, Reduction.MEAN);
    }

    /// Cross entropy, `−Σ_c w_c·q_c·ln softmax(x)_c`: q is 1 at the target's class, or the target itself, smoothed
    /// towards equal shares. Szegedy et al. 2016, §7. The mean is weighted by w. (N, classes, …), (N, …) → (N, …)
    ///
    /// @param weight w, (classes), or null for 1
    /// @param ignore a class that does not count, such as −100
    /// @param smoothing ε: q becomes `(1 − ε)·q + ε/classes`
    public static Tensor crossEntropy(Tensor logits, Tensor target, @Nullable Tensor weight, long ignore,
            double smoothing, Reduction reduction) {
        return logits.crossEntropy(target, weight, reduction.code(), ignore, smoothing);
    }

    /// Mean negative log-likelihood of classes.
    public static Tensor nll(Tensor logProbabilities, Tensor target) {
        return nll(logProbabilities, target, null, -100, Reduction.MEAN);
    }

    /// Negative log-likelihood, `−w_y·x_y`. The mean is weighted by w. (N, classes, …), (N, …) int64 → (N, …)
    ///
    /// @param weight w, (classes), or null for 1
    /// @param ignore a class that does not count, such as −100
    public static Tensor nll(Tensor logProbabilities, Tensor target, @Nullable Tensor weight, long ignore,
            Reduction reduction) {
        return call("nll_loss_nd", logProbabilities, target, weight, reduction.code(), ignore);
    }

    /// Mean over all elements of [#klDivergence(Tensor, Tensor, boolean, Reduction)].
    public static Tensor klDivergence(Tensor logProbabilities, Tensor target) {
        return klDivergence(logProbabilities, target, false, Reduction.MEAN);
    }

    /// Kullback-Leibler divergence of q, given as `x = ln q`, from the target p: `p·(ln p − x)`, 0 where p is. The
    /// divergence of N distributions is the sum divided by N; [Reduction#MEAN] divides by all elements.
    ///
    /// @param logTarget whether the target is ln p
    public static Tensor klDivergence(Tensor logProbabilities, Tensor target, boolean logTarget, Reduction reduction) {
        return call("kl_div", alike(logProbabilities, target), target, reduction.code(), logTarget);
    }

    /// Mean of [#poissonNll(Tensor, Tensor, boolean, boolean, double, Reduction)] of log-rates.
    public static Tensor poissonNll(Tensor logRate, Tensor target) {
        return poissonNll(logRate, target, true, false, 1e-8, Reduction.MEAN);
    }

    /// Negative log-likelihood of counts y in a Poisson distribution: `eˣ − y·x` of a log-rate x, or
    /// `x − y·ln(x + ε)` of a rate.
    ///
    /// @param log whether `rate` is a log-rate
    /// @param full whether Stirling's approximation of ln y!, `y·ln y − y + ½·ln 2πy`, is added where y > 1
    public static Tensor poissonNll(Tensor rate, Tensor target, boolean log, boolean full, double epsilon,
            Reduction reduction) {
        return call("poisson_nll_loss", alike(rate, target), target, log, full, epsilon, reduction.code());
    }

    /// Mean of [#gaussianNll(Tensor, Tensor, Tensor, boolean, double, Reduction)] without its constant.
    public static Tensor gaussianNll(Tensor mean, Tensor target, Tensor variance) {
        return gaussianNll(mean, target, variance, false, 1e-6, Reduction.MEAN);
    }

    /// Negative log-likelihood in a normal distribution, `½·(ln v + (μ − y)²/v)` with `v = max(variance, ε)`. Nix &
    /// Weigend 1994. The cut at ε changes the value, not the gradient.
    ///
    /// @param variance broadcast to the mean's shape, not negative
    /// @param full whether the constant `½·ln 2π` is added
    public static Tensor gaussianNll(Tensor mean, Tensor target, Tensor variance, boolean full, double epsilon,
            Reduction reduction) {
        alike(mean, target);
        if (!variance.device().equals(Device.META) && variance.count() > 0 && variance.detach().min().item() < 0) {
            throw new IllegalArgumentException("a variance of %s is negative"
                    .formatted(variance.detach().min().item()));
        }
        Tensor cut = variance.add(variance.detach().clamp(epsilon, null).sub(variance.detach()));
        Tensor losses = cut.log().add(mean.sub(target).square().div(cut)).mul(0.5);
        return reduction.of(full ? losses.add(0.5 * Math.log(2 * Math.PI)) : losses);
    }

    /// Mean of [#ctc(Tensor, Tensor, Tensor, Tensor, long, boolean, Reduction)] with blank 0.
    public static Tensor ctc(Tensor logProbabilities, Tensor targets, Tensor lengths, Tensor targetLengths) {
        return ctc(logProbabilities, targets, lengths, targetLengths, 0, false, Reduction.MEAN);
    }

    /// Connectionist temporal classification: `−ln` of the probability of all ways to write the target with repeats
    /// and blanks. Graves et al. 2006. The mean first divides each loss by its target's length. The gradient is
    /// right only where the log-probabilities come from a log-softmax.
    ///
    /// @param logProbabilities (T, N, classes)
    /// @param targets int64 (N, S), or one after the other (ΣS)
    /// @param lengths how many steps of each example count, int64 (N)
    /// @param targetLengths how many classes each target has, int64 (N)
    /// @param blank class of the blank
    /// @param forgiving whether a target that is too long for its steps counts 0, not infinity
    /// @throws IllegalArgumentException if a class or a length is out of bounds
    public static Tensor ctc(Tensor logProbabilities, Tensor targets, Tensor lengths, Tensor targetLengths, long blank,
            boolean forgiving, Reduction reduction) {
        within("class", targets, logProbabilities.size(-1) - 1); // the engine does not look, and reads elsewhere
        within("length", lengths, logProbabilities.size(0));
        within("target length", targetLengths, targets.size(-1));
        return call("ctc_loss.Tensor", logProbabilities, targets, lengths, targetLengths, blank, reduction.code(),
                forgiving);
    }

    private static void within(String what, Tensor values, long most) {
        if (values.device().equals(Device.META) || values.count() == 0) return;
        long low = values.min().itemLong();
        long high = values.max().itemLong();
        if (low < 0 || high > most) {
            throw new IllegalArgumentException("%s %d is not within 0 and %d"
                    .formatted(what, low < 0 ? low : high, most));
        }
    }

    static Tensor alike(Tensor output, Tensor target) {
        if (!output.shape().equals(target.shape())) {
            throw new IllegalArgumentException("output %s and target %s differ in shape"
                    .formatted(output.shape(), target.shape()));
        }
        return output;
    }

    static Tensor call(String operator, @Nullable Object... arguments) {
        return Operator.named("aten::" + operator).tensor(arguments);
    }
}
