package gyrus.tensor;

/// The same elements in another shape, order or number. Views share memory with what they were made of.
public sealed interface Shaping permits Tensor {

    /// The same elements in another shape; one size may be −1, found from the others. A view where it can be
    /// one.
    default Tensor reshape(long... shape) {
        return Op.tensor("reshape", this, shape);
    }

    /// The same elements in the shape of `other`.
    default Tensor reshapeAs(Tensor other) {
        return reshape(other.shape().dims());
    }

    /// The same memory in another shape; one size may be −1.
    ///
    /// @throws IllegalArgumentException where only a copy could have that shape
    default Tensor view(long... shape) {
        return Op.tensor("view", this, shape);
    }

    /// All elements in one row.
    default Tensor flatten() {
        return Op.tensor("flatten.using_ints", this);
    }

    /// Dimensions `from` to `to`, both included, joined into one.
    default Tensor flatten(long from, long to) {
        return Op.tensor("flatten.using_ints", this, from, to);
    }

    /// Dimension `dim` split into several of these sizes.
    default Tensor unflatten(long dim, long... sizes) {
        return Op.tensor("unflatten.int", this, dim, sizes);
    }

    /// Dimensions `a` and `b` exchanged: a view.
    default Tensor transpose(long a, long b) {
        return Op.tensor("transpose.int", this, a, b);
    }

    /// The matrix transposed: the last two dimensions exchanged.
    default Tensor t() {
        return transpose(-2, -1);
    }

    /// Dimensions in the order `dims`: a view.
    default Tensor permute(long... dims) {
        return Op.tensor("permute", this, dims);
    }

    /// Dimension `from` moved to `to`: a view.
    default Tensor movedim(long from, long to) {
        return Op.tensor("movedim.int", this, from, to);
    }

    /// Without its dimensions of size 1.
    default Tensor squeeze() {
        return Op.tensor("squeeze", this);
    }

    /// Without dimension `dim` if its size is 1.
    default Tensor squeeze(long dim) {
        return Op.tensor("squeeze.dim", this, dim);
    }

    /// With a new dimension of size 1 at `dim`.
    default Tensor unsqueeze(long dim) {
        return Op.tensor("unsqueeze", this, dim);
    }

    /// Dimensions of size 1 stretched to these sizes without copying; −1 leaves one as it is.
    default Tensor expand(long... shape) {
        return Op.tensor("expand", this, shape);
    }

    /// Stretched to the shape of `other` without copying.
    default Tensor expandAs(Tensor other) {
        return expand(other.shape().dims());
    }

    /// Copied so many times along each dimension.
    default Tensor repeat(long... times) {
        return Op.tensor("repeat", this, times);
    }

    /// Each element `times` times in a row along `dim`.
    default Tensor repeatInterleave(long times, long dim) {
        return Op.tensor("repeat_interleave.self_int", this, times, dim);
    }

    /// Cut along `dim` into `parts` views of equal size, the last one smaller where it does not divide.
    default Tensor[] chunk(long parts, long dim) {
        Tensor self = (Tensor) this;
        if (parts > 0 && dim >= -self.rank() && dim < self.rank()) {
            Misfit.views(self, dim, Math.max(1, self.size((int) dim) / parts));
        }
        return Op.tensors("chunk", this, parts, dim);
    }

    /// Cut along `dim` into views of `size`, the last one smaller where it does not divide.
    default Tensor[] split(long size, long dim) {
        Misfit.views((Tensor) this, dim, size);
        return Op.tensors("split.Tensor", this, size, dim);
    }

    /// Cut along `dim` into views of these sizes.
    default Tensor[] split(long[] sizes, long dim) {
        return Op.tensors("split_with_sizes", this, sizes, dim);
    }

    /// One view for each index along `dim`, which disappears.
    default Tensor[] unbind(long dim) {
        Misfit.views((Tensor) this, dim, 1);
        return Op.tensors("unbind.int", this, dim);
    }

    /// In reverse order along `dims`.
    default Tensor flip(long... dims) {
        return Op.tensor("flip", this, dims);
    }

    /// Shifted by `shifts` along `dims`; what leaves at one end enters at the other.
    default Tensor roll(long[] shifts, long... dims) {
        return Op.tensor("roll", this, shifts, dims);
    }

    /// Edges added: `widths` gives before and after for the last dimension, then the one before it, and so
    /// on.
    ///
    /// @param mode `constant`, `reflect`, `replicate` or `circular`
    /// @param value what constant edges hold
    default Tensor pad(String mode, double value, long... widths) {
        return Op.tensor("pad", this, widths, mode, mode.equals("constant") ? value : null);
    }

    /// Zeros added at the edges: before and after for the last dimension, then the one before it, and so on.
    default Tensor pad(long... widths) {
        return pad("constant", 0, widths);
    }

    /// Windows of `size` every `step` along `dim`, as a new last dimension: a view.
    default Tensor windows(long dim, long size, long step) {
        return Op.tensor("unfold", this, dim, size, step);
    }

    /// The same elements lying row by row in memory; this tensor itself where they do.
    default Tensor contiguous() {
        return ((Tensor) this).isContiguous() ? (Tensor) this : Op.tensor("contiguous", this);
    }

    /// A copy in memory of its own.
    default Tensor copy() {
        return Op.tensor("clone", this);
    }

    /// Every point of a grid over these rows of coordinates: one tensor for each, all of one shape.
    default Tensor[] meshgrid(Tensor other) {
        return Op.tensors("meshgrid.indexing", new Object[] {this, other}, "ij");
    }

    /// Diagonal number `offset` of the matrices in dimensions `a` and `b`, as a new last dimension: a view.
    default Tensor diagonal(long offset, long a, long b) {
        return Op.tensor("diagonal", this, offset, a, b);
    }

    /// Matrices with the last dimension as diagonal number `offset`. (…, n) → (…, n + |offset|, n + |offset|)
    default Tensor diagEmbed(long offset) {
        return Op.tensor("diag_embed", this, offset);
    }
}
