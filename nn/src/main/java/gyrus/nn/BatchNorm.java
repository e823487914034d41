package gyrus.nn;

import gyrus.tensor.DType;
import gyrus.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// Batch normalisation: `(x − μ) / √(σ² + ε) · γ + β` for each channel. (N, C, …) → (N, C, …)
///
/// In training μ and σ² are the batch's own, and the running ones are moved towards them in place; in
/// evaluation they are the running ones.
///
/// Ioffe & Szegedy 2015, Batch Normalization: Accelerating Deep Network Training by Reducing Internal
/// Covariate Shift.
///
/// @param weight γ, (C), or null for 1
/// @param bias β, (C), or null for 0
/// @param runningMean running μ, (C); null where the batch's own statistics are used in evaluation too
/// @param runningVariance running σ², (C), over n − 1; null together with the mean
/// @param batches how many batches the running statistics have seen, int64 scalar; null together with the
///     mean
/// @param momentum share that a batch has in the running statistics; null where all batches count equally
/// @param epsilon ε, keeps the root from zero
public record BatchNorm(@Nullable Tensor weight, @Nullable Tensor bias,
                        @Buffer @Key("running_mean") @Nullable Tensor runningMean,
                        @Buffer @Key("running_var") @Nullable Tensor runningVariance,
                        @Buffer @Key("num_batches_tracked") @Nullable Tensor batches,
                        @Nullable Double momentum, double epsilon) implements Layer {

    /// Checks that the running statistics are all there or none.
    public BatchNorm {
        if ((runningMean == null) != (runningVariance == null)
                || (runningMean == null) != (batches == null)) {
            throw new IllegalArgumentException(
                    "give all of running mean, variance and number of batches, or none");
        }
        if (momentum != null && !(momentum >= 0 && momentum <= 1)) {
            throw new IllegalArgumentException("momentum %s is not within 0 and 1".formatted(momentum));
        }
        Sizes.checkEpsilon(epsilon);
    }

    /// A fresh one: γ = 1, β = 0, momentum 0.1, ε = 10⁻⁵.
    public static BatchNorm of(long channels) {
        return of(channels, 0.1, 1e-5);
    }

    /// A fresh one with another momentum (null counts all batches equally) and ε.
    public static BatchNorm of(long channels, @Nullable Double momentum, double epsilon) {
        return new BatchNorm(Init.constant(1, channels), Init.constant(0, channels), Tensor.zeros(channels),
                Tensor.ones(channels), Tensor.zeros(DType.INT64), momentum, epsilon);
    }

    @Override
    public Tensor forward(Tensor input) {
        boolean training = Mode.training();
        if (training && input.count() == input.size(1)) {
            throw new IllegalArgumentException(("batch norm learns from more than one value for each channel, not %s; "
                    + "batch must be 2 or more")
                    .formatted(input.shape()));
        }
        double share = momentum != null ? momentum : 0;
        if (training && batches != null) {
            batches.addAssign(1);
            if (momentum == null) share = 1.0 / batches.itemLong();
        }
        boolean own = training || runningMean == null;
        return input.batchNorm(weight, bias, runningMean, runningVariance, own, share, epsilon);
    }
}
