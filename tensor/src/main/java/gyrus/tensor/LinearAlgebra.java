package gyrus.tensor;

/// Products, factorisations and solutions of matrices. Dimensions before the last two are batches.
public sealed interface LinearAlgebra permits Tensor {

    /// Matrix product over the last two dimensions; those before broadcast. (…, n, k) × (…, k, m) → (…, n, m)
    default Tensor matmul(Tensor other) {
        return Op.product("matmul", this, other);
    }

    /// `this + a·b`, matrices; this broadcasts.
    default Tensor addmm(Tensor a, Tensor b) {
        return Op.product("addmm", this, a, b);
    }

    /// Inner product of two rows.
    default Tensor dot(Tensor other) {
        return Op.tensor("dot", this, other);
    }

    /// Outer product of two rows: (n), (m) → (n, m).
    default Tensor outer(Tensor other) {
        return Op.tensor("outer", this, other);
    }

    /// The diagonal of a matrix, or the matrix of a diagonal.
    default Tensor diag() {
        return Op.tensor("diag", this);
    }

    /// Sum of the diagonal.
    default Tensor trace() {
        return Op.tensor("trace", this);
    }

    /// Determinant of square matrices.
    default Tensor det() {
        return Op.tensor("linalg_det", this);
    }

    /// Inverse of square matrices.
    ///
    /// @throws IllegalArgumentException if one is singular
    default Tensor inverse() {
        return Op.tensor("linalg_inv", this);
    }

    /// Moore-Penrose pseudo-inverse.
    default Tensor pinv() {
        return Op.tensor("linalg_pinv.atol_rtol_float", this);
    }

    /// The x with `this · x = right`.
    ///
    /// @throws IllegalArgumentException if this is singular
    default Tensor solve(Tensor right) {
        return Op.tensor("linalg_solve", this, right);
    }

    /// The x of least squares, `min ‖this · x − right‖`.
    default Tensor lstsq(Tensor right) {
        return Op.tensors("linalg_lstsq", this, right)[0];
    }

    /// Lower triangle L with `this = L·Lᵀ`, for positive definite matrices.
    ///
    /// @throws IllegalArgumentException if one is not positive definite
    default Tensor cholesky() {
        return Op.tensor("linalg_cholesky", this);
    }

    /// The x with `this · x = right` for triangular matrices.
    default Tensor solveTriangular(Tensor right, boolean upper) {
        return Op.tensor("linalg_solve_triangular", this, right, upper);
    }

    /// Orthogonal Q and upper triangular R with `this = Q·R`, Q with as few columns as R has rows.
    default Qr qr() {
        return Qr.of(Op.tensors("linalg_qr", this));
    }

    /// Singular values S and orthogonal U, V with `this = U·diag(S)·Vᵀ`, as many as the smaller side.
    default Svd svd() {
        return Svd.of(Op.tensors("linalg_svd", this, false));
    }

    /// Eigenvalues in rising order and vectors (columns) of symmetric matrices.
    default Eigen eigh() {
        return Eigen.of(Op.tensors("linalg_eigh", this));
    }

    /// Eigenvalues and vectors (columns) of any square matrices, complex.
    default Eigen eig() {
        return Eigen.of(Op.tensors("linalg_eig", this));
    }

    /// Number of independent columns.
    default Tensor matrixRank() {
        return Op.tensor("linalg_matrix_rank.atol_rtol_float", this);
    }

    /// Distances between rows: (…, n, d), (…, m, d) → (…, n, m), by p-norm.
    default Tensor cdist(Tensor other, double p) {
        return Op.tensor("cdist", this, other, p);
    }

    /// Kronecker product: every element of this times all of `other`.
    default Tensor kron(Tensor other) {
        return Op.tensor("kron", ((Tensor) this).contiguous(), other.contiguous()); // it takes views of both
    }

    /// Cross product of vectors of 3 along `dim`.
    default Tensor cross(Tensor other, long dim) {
        return Op.tensor("linalg_cross", this, other, dim);
    }

    /// This matrix times itself, `n` factors; negative for the inverse.
    default Tensor matrixPower(long n) {
        if (n == Long.MIN_VALUE) {
            throw new IllegalArgumentException("power %d of a matrix is out of range".formatted(n));
        }
        return Op.tensor("linalg_matrix_power", this, n);
    }

    /// Exponential of square matrices, `Σ Aᵏ / k!`.
    default Tensor matrixExp() {
        return Op.tensor("linalg_matrix_exp", this);
    }

    /// Norm of matrices: `fro` (Frobenius) or `nuc` (sum of the singular values).
    default Tensor matrixNorm(String kind) {
        return Op.tensor("linalg_matrix_norm.str_ord", this, kind);
    }

    /// Norm of matrices: 1 (largest sum of a column), 2 (largest singular value), ∞ (largest sum of a row).
    default Tensor matrixNorm(double p) {
        return Op.tensor("linalg_matrix_norm", this, p);
    }

    /// Singular values, falling.
    default Tensor singularValues() {
        return Op.tensor("linalg_svdvals", this);
    }

    /// Eigenvalues of symmetric matrices, rising.
    default Tensor eigenvaluesSymmetric() {
        return Op.tensor("linalg_eigvalsh", this);
    }

    /// The x with `L·Lᵀ·x = right` for this lower triangle L, as [#cholesky] gives it.
    default Tensor choleskySolve(Tensor right) {
        return Op.tensor("cholesky_solve", right, this);
    }

    /// Sign and logarithm of the absolute value of the determinant of square matrices.
    default LogDet logDet() {
        Tensor[] parts = Op.tensors("linalg_slogdet", this);
        return new LogDet(parts[0], parts[1]);
    }

    /// `A = Q·R`.
    ///
    /// @param q orthonormal columns
    /// @param r upper triangular
    record Qr(Tensor q, Tensor r) {
        static Qr of(Tensor[] parts) {
            return new Qr(parts[0], parts[1]);
        }
    }

    /// `A = U·diag(S)·Vᵀ`.
    ///
    /// @param u left singular vectors, columns
    /// @param s singular values, falling
    /// @param vt right singular vectors, rows
    record Svd(Tensor u, Tensor s, Tensor vt) {
        static Svd of(Tensor[] parts) {
            return new Svd(parts[0], parts[1], parts[2]);
        }
    }

    /// `A·V = V·diag(λ)`.
    ///
    /// @param values the eigenvalues λ
    /// @param vectors the eigenvectors V, columns
    record Eigen(Tensor values, Tensor vectors) {
        static Eigen of(Tensor[] parts) {
            return new Eigen(parts[0], parts[1]);
        }
    }

    /// `det A = sign · e^logAbs`.
    ///
    /// @param sign −1, 0 or 1
    /// @param logAbs logarithm of the absolute value
    record LogDet(Tensor sign, Tensor logAbs) {}
}
