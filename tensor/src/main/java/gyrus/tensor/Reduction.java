package gyrus.tensor;

import java.util.Objects;
import java.util.stream.LongStream;

/// Sums, means, extremes and orders: along some dimensions, or over all elements.
public sealed interface Reduction permits Tensor {

    /// Sum of all elements: a scalar.
    default Tensor sum() {
        return Op.tensor("sum", this);
    }

    /// Sum along `dims`, which disappear.
    default Tensor sum(long... dims) {
        return sum(false, dims);
    }

    /// Sum along `dims`, which become 1 if `keep`.
    default Tensor sum(boolean keep, long... dims) {
        return Op.tensor("sum.dim_IntList", this, named(dims), keep);
    }

    /// Arithmetic mean of all elements: a scalar.
    default Tensor mean() {
        return Op.tensor("mean", this);
    }

    /// Arithmetic mean along `dims`, which disappear.
    default Tensor mean(long... dims) {
        return mean(false, dims);
    }

    /// Arithmetic mean along `dims`, which become 1 if `keep`.
    default Tensor mean(boolean keep, long... dims) {
        return Op.tensor("mean.dim", this, named(dims), keep);
    }

    /// Variance of all elements, over n − 1.
    default Tensor variance() {
        return variance(1, false);
    }

    /// Variance along `dims` (all where none is named), over n − `correction`.
    ///
    /// @param correction 1 for the unbiased estimate from a sample, 0 for a whole population
    default Tensor variance(int correction, boolean keep, long... dims) {
        return Op.tensor("var.correction", this, dims.length == 0 ? null : dims, correction, keep);
    }

    /// Standard deviation of all elements, over n − 1.
    default Tensor std() {
        return std(1, false);
    }

    /// Standard deviation along `dims` (all where none is named), over n − `correction`.
    ///
    /// @param correction 1 for the unbiased estimate from a sample, 0 for a whole population
    default Tensor std(int correction, boolean keep, long... dims) {
        return Op.tensor("std.correction", this, dims.length == 0 ? null : dims, correction, keep);
    }

    /// Largest of all elements: a scalar.
    default Tensor max() {
        return Op.tensor("max", this);
    }

    /// Largest elements along `dim`, and where they are.
    default Found max(long dim) {
        return Found.of(Op.tensors("max.dim", this, dim));
    }

    /// Largest elements along `dims`, which become 1 if `keep`.
    default Tensor amax(boolean keep, long... dims) {
        return Op.tensor("amax", this, dims, keep);
    }

    /// Index of the largest of all elements, counted row by row.
    default Tensor argmax() {
        return Op.tensor("argmax", this);
    }

    /// Index of the largest element along `dim`.
    default Tensor argmax(long dim) {
        return Op.tensor("argmax", this, dim);
    }

    /// Smallest of all elements: a scalar.
    default Tensor min() {
        return Op.tensor("min", this);
    }

    /// Smallest elements along `dim`, and where they are.
    default Found min(long dim) {
        return Found.of(Op.tensors("min.dim", this, dim));
    }

    /// Smallest elements along `dims`, which become 1 if `keep`.
    default Tensor amin(boolean keep, long... dims) {
        return Op.tensor("amin", this, dims, keep);
    }

    /// Index of the smallest of all elements, counted row by row.
    default Tensor argmin() {
        return Op.tensor("argmin", this);
    }

    /// Index of the smallest element along `dim`.
    default Tensor argmin(long dim) {
        return Op.tensor("argmin", this, dim);
    }

    /// Median of all elements; the lower of the two middle ones.
    default Tensor median() {
        return Op.tensor("median", this);
    }

    /// Median along `dim`, and where it is.
    default Found median(long dim) {
        return Found.of(Op.tensors("median.dim", this, dim));
    }

    /// The `share` quantile along `dim`, between neighbours by proportion.
    default Tensor quantile(double share, long dim) {
        return Op.tensor("quantile.scalar", this, share, dim);
    }

    /// Product of all elements.
    default Tensor prod() {
        return Op.tensor("prod", this);
    }

    /// Product along `dim`.
    default Tensor prod(long dim) {
        return Op.tensor("prod.dim_int", this, dim);
    }

    /// Whether all elements are true.
    default Tensor all() {
        return Op.tensor("all", this);
    }

    /// Whether all elements along `dim` are true.
    default Tensor all(long dim) {
        return Op.tensor("all.dim", this, dim);
    }

    /// Whether any element is true.
    default Tensor any() {
        return Op.tensor("any", this);
    }

    /// Whether any element along `dim` is true.
    default Tensor any(long dim) {
        return Op.tensor("any.dim", this, dim);
    }

    /// `ln Σ e^x` along `dims` (all where none is given), without overflow.
    default Tensor logSumExp(boolean keep, long... dims) {
        long[] along = dims.length > 0 ? dims : LongStream.range(0, ((Tensor) this).rank()).toArray();
        return Op.tensor("logsumexp", this, along.length > 0 ? along : new long[] {-1}, keep);
    }

    /// Running sums along `dim`.
    default Tensor cumsum(long dim) {
        return Op.tensor("cumsum", this, dim);
    }

    /// Running products along `dim`.
    default Tensor cumprod(long dim) {
        return Op.tensor("cumprod", this, dim);
    }

    /// Euclidean length of all elements as one vector, `√Σx²`.
    default Tensor norm() {
        return Op.tensor("linalg_vector_norm", this);
    }

    /// p-norm along `dims` (all where none is named), `(Σ|x|ᵖ)^(1/p)`.
    default Tensor norm(double p, boolean keep, long... dims) {
        return Op.tensor("linalg_vector_norm", this, p, dims.length == 0 ? null : dims, keep);
    }

    /// The `k` largest (or smallest) along `dim` in order, and where they are.
    default Found topk(long k, long dim, boolean largest) {
        return Found.of(Op.tensors("topk", this, k, dim, largest, true));
    }

    /// All elements along `dim` in order, and where they were. Equal ones keep their order.
    default Found sort(long dim, boolean descending) {
        return Found.of(Op.tensors("sort.stable", this, true, dim, descending));
    }

    /// Indices that would sort along `dim`.
    default Tensor argsort(long dim, boolean descending) {
        return sort(dim, descending).indices();
    }

    /// How often each of 0, 1, …, `classes` − 1 occurs (at least so many) in a row of integers.
    default Tensor bincount(long classes) {
        return Op.tensor("bincount", this, null, classes);
    }

    /// The dimensions, which the engine would take to be all if they were null.
    private static long[] named(long[] dims) {
        return Objects.requireNonNull(dims, "dimensions are needed, or none at all");
    }

    /// The different values, in order.
    default Tensor unique() {
        return Op.tensors("_unique2", this, true)[0];
    }

    /// Running `ln Σ e^x` along `dim`, without overflow.
    default Tensor logCumSumExp(long dim) {
        return Op.tensor("logcumsumexp", this, dim);
    }

    /// Largest so far along `dim`, and where it is.
    default Found cummax(long dim) {
        return Found.of(Op.tensors("cummax", this, dim));
    }

    /// How many elements along `dims` (all where none is named) are not zero.
    default Tensor countNonzero(long... dims) {
        return Op.tensor("count_nonzero.dim_IntList", this, dims);
    }

    /// Median of the elements that are numbers.
    default Tensor nanMedian() {
        return Op.tensor("nanmedian", this);
    }

    /// Quantiles along `dim`, one for each of `shares`, as a new first dimension; between neighbours by
    /// proportion.
    default Tensor quantile(Tensor shares, long dim) {
        return Op.tensor("quantile", this, shares, dim);
    }

    /// The `k`-th smallest along `dim`, counted from 1, and where it is.
    default Found kthValue(long k, long dim) {
        return Found.of(Op.tensors("kthvalue", this, k, dim));
    }

    /// How many elements fall in each of `bins` parts of [low, high].
    default Tensor histogram(long bins, double low, double high) {
        return Op.tensor("histc", this, bins, low, high);
    }

    /// The different values in order, where each element is among them, and how often each occurs.
    default Unique uniqueCounts() {
        Tensor[] found = Op.tensors("_unique2", this, true, true, true);
        return new Unique(found[0], found[1], found[2]);
    }

    /// Elements found along a dimension, and where.
    ///
    /// @param values the elements
    /// @param indices their positions along the dimension, int64
    record Found(Tensor values, Tensor indices) {
        static Found of(Tensor[] results) {
            return new Found(results[0], results[1]);
        }
    }

    /// The different values of a tensor.
    ///
    /// @param values the values in order
    /// @param inverse for each element of the tensor, its position among them, int64
    /// @param counts how often each occurs, int64
    record Unique(Tensor values, Tensor inverse, Tensor counts) {}
}
