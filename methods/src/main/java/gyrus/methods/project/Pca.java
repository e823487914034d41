package gyrus.methods.project;

import gyrus.nn.Buffer;
import gyrus.nn.Layer;
import gyrus.tensor.DType;
import gyrus.tensor.Gradients;
import gyrus.tensor.LinearAlgebra.Eigen;
import gyrus.tensor.LinearAlgebra.Svd;
import gyrus.tensor.Scope;
import gyrus.tensor.Tensor;

/// Principal components: the directions in which data varies most, orthogonal to each other. `z = (x − μ)·Wᵀ`.
///
/// With the centred rows `X = U·diag(σ)·Vᵀ`, the rows of W are the first of Vᵀ, and the variance along each is
/// `σ² / (N − 1)`. A direction and its opposite serve alike; the one is taken whose largest part is positive, so that
/// the same data gives the same components everywhere. Nothing is whitened. Pearson 1901, On lines and planes of
/// closest fit to systems of points in space; Hotelling 1933.
///
/// @param mean of the data, (D)
/// @param components directions of length 1 in the order of their variance, (K, D)
/// @param variance of the data along each, (K)
/// @param share each one's share of the whole variance, (K)
public record Pca(@Buffer Tensor mean, @Buffer Tensor components, @Buffer Tensor variance, @Buffer Tensor share)
        implements Layer {

    /// Work of a decomposition up to which it is that of the data; beyond, that of the smaller matrix of products.
    private static final double DIRECT = 1e9;

    /// One that knows of no data yet.
    ///
    /// @throws IllegalArgumentException for more components than there are dimensions
    public static Pca of(long width, long components) {
        if (components < 1 || components > width) {
            throw new IllegalArgumentException("%d components of data %d wide; ask for 1 to %d"
                    .formatted(components, width, width));
        }
        return new Pca(Tensor.zeros(width), Tensor.zeros(components, width), Tensor.zeros(components),
                Tensor.zeros(components));
    }

    /// The components of `rows`, (N, …), computed in float64 and rounded to the type of the rows.
    ///
    /// @throws IllegalArgumentException for fewer than two rows, or more components than rows or columns
    public static Pca fit(Tensor rows, int components) {
        long n = rows.size(0);
        long width = rows.count() / Math.max(1, n);
        if (n < 2 || components < 1 || components > Math.min(n, width)) {
            throw new IllegalArgumentException("%d components of %d rows, %d wide; ask for 1 to %d of 2 rows or more"
                    .formatted(components, n, width, Math.min(n, width)));
        }
        return Gradients.off(() -> {
            try (Scope scope = Scope.open()) {
                Tensor x = rows.detach().reshape(n, width).to(DType.FLOAT64);
                Tensor mean = x.mean(0);
                Tensor centred = x.sub(mean);
                Axes axes = Axes.of(centred, components);
                Tensor largest = axes.directions.abs().argmax(1).unsqueeze(1);             // (K, 1)
                Tensor directions = axes.directions.mul(axes.directions.gather(1, largest).sign());
                Tensor variance = axes.squares.div(n - 1);
                Tensor whole = centred.square().sum().div(n - 1).clamp(Double.MIN_NORMAL, null);
                DType type = rows.dtype();
                return scope.keep(new Pca(mean.to(type), directions.to(type).contiguous(), variance.to(type),
                        variance.div(whole).to(type)));
            }
        });
    }

    /// Directions, rows, and the squared singular value of each.
    private record Axes(Tensor directions, Tensor squares) {

        static Axes of(Tensor centred, int count) {
            double n = centred.size(0);
            double width = centred.size(1);
            if (n * width * Math.min(n, width) <= DIRECT) {
                Svd svd = centred.svd();
                return new Axes(svd.vt().narrow(0, 0, count), svd.s().narrow(0, 0, count).square());
            }
            if (width <= n) {
                Eigen eigen = centred.t().matmul(centred).eigh();                          // VΣ²Vᵀ
                return new Axes(last(eigen.vectors(), count).t(), last(eigen.values(), count).clamp(0, null));
            }
            Eigen eigen = centred.matmul(centred.t()).eigh();                              // UΣ²Uᵀ
            Tensor squares = last(eigen.values(), count).clamp(0, null);
            Tensor directions = last(eigen.vectors(), count).t().matmul(centred);          // ΣVᵀ
            return new Axes(directions.div(directions.norm(2, true, 1).clamp(Double.MIN_NORMAL, null)), squares);
        }

        /// The last along the last dimension, the very last first.
        private static Tensor last(Tensor rising, int count) {
            int dim = rising.rank() - 1;
            return rising.narrow(dim, rising.size(dim) - count, count).flip(dim);
        }
    }

    /// The rows in the directions of the components. (N, …) → (N, K)
    @Override
    public Tensor forward(Tensor rows) {
        return rows.reshape(rows.size(0), mean.size(0)).sub(mean).matmul(components.t());
    }

    /// The rows that have these components and no others. (N, K) → (N, D)
    public Tensor restore(Tensor codes) {
        return mean.addmm(codes, components);
    }
}
