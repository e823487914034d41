package gyrus.tensor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Parts of a tensor by position, index or mask.
///
/// Slices and selections are views that share memory; what is gathered by a tensor of indices is a copy.
public sealed interface Indexing permits Tensor {

    /// Elements `from` to `to` − 1 along `dim`: a view. Negative indices count from the end.
    default Tensor slice(long dim, long from, long to) {
        return slice(dim, from, to, 1);
    }

    /// Every `step`-th of the elements `from` to `to` − 1 along `dim`: a view.
    default Tensor slice(long dim, long from, long to, long step) {
        return Op.tensor("slice.Tensor", this, dim, from, to, step);
    }

    /// `length` elements from `start` on along `dim`: a view.
    ///
    /// @throws IllegalArgumentException where they are not all there
    default Tensor narrow(long dim, long start, long length) {
        return Op.tensor("narrow", this, dim, start, length);
    }

    /// The element, row, … at `index` along `dim`, which disappears: a view. Negative indices count from the
    /// end.
    ///
    /// @throws IndexOutOfBoundsException where there is none
    default Tensor select(long dim, long index) {
        Tensor self = (Tensor) this;
        long size = self.shape().size(Math.toIntExact(dim));
        if (index < -size || index >= size) {
            throw new IndexOutOfBoundsException("index %d along dimension %d of shape %s"
                    .formatted(index, dim, self.shape()));
        }
        return Op.tensor("select.int", this, dim, index);
    }

    /// What is at these indices along the first dimensions: a view. With one index a dimension, a scalar.
    ///
    /// @throws IndexOutOfBoundsException where there is nothing
    default Tensor get(long... indices) {
        Tensor at = (Tensor) this;
        at.handle();
        for (long index : indices) at = at.select(0, index);
        return at;
    }

    /// The slices along `dim` at `indices` (a row of int64 or int32), copied.
    default Tensor indexSelect(long dim, Tensor indices) {
        return Op.tensor("index_select", this, dim, indices);
    }

    /// Along the first dimension, the slices at `indices` of any shape: `result[i, j, …] = this[indices[i,
    /// j], …]`.
    default Tensor index(Tensor indices) {
        return Op.tensor("index.Tensor", this, new Object[] {indices});
    }

    /// The elements at these positions, given as one tensor of indices a dimension (null takes all of it);
    /// they broadcast.
    default Tensor index(List<@Nullable Tensor> indices) {
        return Op.tensor("index.Tensor", this, indices);
    }

    /// A copy in which the elements at these positions (as in [#index(List)]) are `values`, or have them
    /// added.
    default Tensor indexPut(List<@Nullable Tensor> indices, Tensor values, boolean add) {
        return Op.tensor("index_put", this, indices, values, add);
    }

    /// `result[i][j] = this[i][indices[i][j]]` for `dim` 1, and so on for any dimension.
    default Tensor gather(long dim, Tensor indices) {
        return Op.tensor("gather", this, dim, indices);
    }

    /// A copy with `result[i][indices[i][j]] = source[i][j]` for `dim` 1, and so on.
    default Tensor scatter(long dim, Tensor indices, Tensor source) {
        return Op.tensor("scatter.src", this, dim, indices, source);
    }

    /// A copy with `result[i][indices[i][j]] = value` for `dim` 1, and so on.
    default Tensor scatter(long dim, Tensor indices, Number value) {
        return Op.tensor("scatter.value", this, dim, indices, value);
    }

    /// A copy with `source[i][j]` added to `result[i][indices[i][j]]` for `dim` 1, and so on.
    default Tensor scatterAdd(long dim, Tensor indices, Tensor source) {
        return Op.tensor("scatter_add", this, dim, indices, source);
    }

    /// A copy with slice `i` of `source` added to slice `indices[i]` along `dim`.
    default Tensor indexAdd(long dim, Tensor indices, Tensor source) {
        return Op.tensor("index_add", this, dim, indices, source);
    }

    /// The elements at `indices` counted row by row over the whole tensor.
    default Tensor take(Tensor indices) {
        return Op.tensor("take", this, indices);
    }

    /// As [#gather], with dimensions broadcast. Negative indices count from the end.
    ///
    /// @throws IndexOutOfBoundsException where there is nothing
    default Tensor takeAlong(long dim, Tensor indices) {
        Misfit.indices((Tensor) this, dim, indices);
        return Op.tensor("take_along_dim", this, indices, dim);
    }

    /// The elements where `mask` is true, in one row.
    default Tensor maskedSelect(Tensor mask) {
        return Op.tensor("masked_select", this, mask);
    }

    /// A copy that is `value` where `mask` is true.
    default Tensor maskedFill(Tensor mask, Number value) {
        return Op.tensor("masked_fill.Scalar", this, mask, value);
    }

    /// A copy with `source[i][j]` put together with what is at `result[i][indices[i][j]]` for `dim` 1, and so
    /// on.
    ///
    /// @param how `sum`, `prod`, `mean`, `amax` or `amin`
    /// @param self whether the elements of this take part
    default Tensor scatterReduce(long dim, Tensor indices, Tensor source, String how, boolean self) {
        return Op.tensor("scatter_reduce.two", this, dim, indices, source, how, self);
    }

    /// A copy in which slice `indices[i]` along `dim` is slice `i` of `source`.
    default Tensor indexCopy(long dim, Tensor indices, Tensor source) {
        return Op.tensor("index_copy", this, dim, indices, source);
    }

    /// A copy in which the elements where `mask` is true are those of `source`, in order.
    default Tensor maskedScatter(Tensor mask, Tensor source) {
        return Op.tensor("masked_scatter", this, mask, source);
    }

    /// Positions of the elements that are not zero: a row of indices each.
    default Tensor nonzero() {
        return Op.tensor("nonzero", this);
    }

    /// Without what is below diagonal number `diagonal` of the matrix.
    default Tensor triu(long diagonal) {
        return Op.tensor("triu", this, diagonal);
    }

    /// Without what is above diagonal number `diagonal` of the matrix.
    default Tensor tril(long diagonal) {
        return Op.tensor("tril", this, diagonal);
    }

    /// Where a sorted row (this) would take each of `values` in.
    default Tensor searchSorted(Tensor values) {
        return Op.tensor("searchsorted.Tensor", this, values);
    }

    /// Where a sorted row (this) would take each of `values` in; behind equal ones if `right`, else before
    /// them.
    default Tensor searchSorted(Tensor values, boolean right) {
        return Op.tensor("searchsorted.Tensor", this, values, false, right);
    }

    /// A row of `classes` zeros with a one at each index, int64: (…) → (…, classes).
    default Tensor oneHot(long classes) {
        return Op.tensor("one_hot", this, classes);
    }
}
