package gyrus.train.metric;

import gyrus.tensor.DType;
import gyrus.tensor.Gradients;
import gyrus.tensor.LinearAlgebra;
import gyrus.tensor.Scope;
import gyrus.tensor.Tensor;

/// The Fréchet distance of two sets of features, each seen as a normal distribution:
/// `|μ₁ − μ₂|² + tr(Σ₁ + Σ₂ − 2·(Σ₁Σ₂)^½)`. 0 for the same distribution; the features' scale is its unit.
///
/// What is generated is compared with what is real by the features that a net sees in both. Small sets seem further
/// apart than large ones, so only distances of sets of the same sizes can be compared.
///
/// Heusel et al. 2017, GANs Trained by a Two Time-Scale Update Rule Converge to a Local Nash Equilibrium, §4.
public final class Frechet {

    private Frechet() {}

    /// The distance of two sets of features, (N, D) and (M, D).
    ///
    /// @throws IllegalArgumentException unless both are tables of one width with two rows or more
    public static double distance(Tensor some, Tensor others) {
        check(some, others);
        return Gradients.off(() -> {
            try (Scope _ = Scope.open()) {
                Tensor a = some.to(DType.FLOAT64);
                Tensor b = others.to(DType.FLOAT64);
                return distance(a.mean(0), covariance(a), b.mean(0), covariance(b));
            }
        });
    }

    /// The distance of two normal distributions, of means (D) and covariances (D, D), in float64.
    public static double distance(Tensor mean, Tensor covariance, Tensor otherMean, Tensor otherCovariance) {
        double between = mean.sub(otherMean).square().sum().item();
        double spread = covariance.trace().item() + otherCovariance.trace().item();
        // (Σ₁Σ₂)^½ and the symmetric (Σ₁^½·Σ₂·Σ₁^½)^½ have the same eigenvalues, so the same trace.
        Tensor root = root(covariance);
        Tensor product = root.matmul(otherCovariance).matmul(root);
        double shared = product.add(product.t()).div(2).eigenvaluesSymmetric().clamp(0, null).sqrt().sum().item();
        return Math.max(0, between + spread - 2 * shared);
    }

    /// The unbiased covariance of the columns. (N, D) → (D, D)
    private static Tensor covariance(Tensor features) {
        Tensor centred = features.sub(features.mean(true, 0));
        return centred.t().matmul(centred).div(features.size(0) - 1);
    }

    /// The symmetric square root of a symmetric matrix; eigenvalues that rounding made negative count as 0.
    private static Tensor root(Tensor symmetric) {
        LinearAlgebra.Eigen eigen = symmetric.eigh();
        return eigen.vectors().mul(eigen.values().clamp(0, null).sqrt()).matmul(eigen.vectors().t());
    }

    static void check(Tensor some, Tensor others) {
        if (some.rank() != 2 || others.rank() != 2 || some.size(1) != others.size(1) || some.size(0) < 2
                || others.size(0) < 2) {
            throw new IllegalArgumentException(
                    "features %s and %s; both must be tables (N, D) of one width, N 2 or more"
                    .formatted(some.shape(), others.shape()));
        }
    }
}
