package gyrus.train.optim;

import gyrus.tensor.Operator;
import gyrus.tensor.Tensor;
import java.util.Collections;
import java.util.List;

/// Arithmetic on lists of tensors, one call of the engine each. A name that ends in `Assign` changes the
/// first list.
final class Foreach {

    private static final Operator ADD = Operator.named("aten::_foreach_add.List");
    private static final Operator ADD_ASSIGN = Operator.named("aten::_foreach_add_.List");
    private static final Operator SHIFT_ASSIGN = Operator.named("aten::_foreach_add_.Scalar");
    private static final Operator MUL = Operator.named("aten::_foreach_mul.Scalar");
    private static final Operator MUL_ASSIGN = Operator.named("aten::_foreach_mul_.Scalar");
    private static final Operator LERP_ASSIGN = Operator.named("aten::_foreach_lerp_.Scalar");
    private static final Operator ADDCMUL = Operator.named("aten::_foreach_addcmul.Scalar");
    private static final Operator ADDCMUL_ASSIGN = Operator.named("aten::_foreach_addcmul_.Scalar");
    private static final Operator ADDCDIV_ASSIGN = Operator.named("aten::_foreach_addcdiv_.Scalar");
    private static final Operator SQRT = Operator.named("aten::_foreach_sqrt");
    private static final Operator SQRT_ASSIGN = Operator.named("aten::_foreach_sqrt_");
    private static final Operator SIGN_ASSIGN = Operator.named("aten::_foreach_sign_");
    private static final Operator NORM = Operator.named("aten::_foreach_norm.Scalar");
    private static final Operator CHECK = Operator.named("aten::_amp_foreach_non_finite_check_and_unscale_");
    private static final Operator RAISE_ASSIGN = Operator.named("aten::_foreach_clamp_min_.Scalar");
    private static final Operator LOWER_ASSIGN = Operator.named("aten::_foreach_clamp_max_.Scalar");

    private Foreach() {}

    /// a + scale · b.
    static List<Tensor> add(List<Tensor> a, List<Tensor> b, double scale) {
        return tensors(ADD.call(a, b, scale));
    }

    /// a ← a + scale · b.
    static void addAssign(List<Tensor> a, List<Tensor> b, double scale) {
        ADD_ASSIGN.call(a, b, scale);
    }

    /// a ← a + scalar.
    static void addAssign(List<Tensor> a, double scalar) {
        SHIFT_ASSIGN.call(a, scalar);
    }

    /// a · scalar.
    static List<Tensor> mul(List<Tensor> a, double scalar) {
        return tensors(MUL.call(a, scalar));
    }

    /// a ← a · scalar.
    static void mulAssign(List<Tensor> a, double scalar) {
        MUL_ASSIGN.call(a, scalar);
    }

    /// a ← a + weight · (end − a).
    static void lerpAssign(List<Tensor> a, List<Tensor> end, double weight) {
        LERP_ASSIGN.call(a, end, weight);
    }

    /// a + scale · b · c.
    static List<Tensor> addcmul(List<Tensor> a, List<Tensor> b, List<Tensor> c, double scale) {
        return tensors(ADDCMUL.call(a, b, c, scale));
    }

    /// a ← a + scale · b · c.
    static void addcmulAssign(List<Tensor> a, List<Tensor> b, List<Tensor> c, double scale) {
        ADDCMUL_ASSIGN.call(a, b, c, scale);
    }

    /// a ← a + scale · b / c.
    static void addcdivAssign(List<Tensor> a, List<Tensor> b, List<Tensor> c, double scale) {
        ADDCDIV_ASSIGN.call(a, b, c, scale);
    }

    /// √a.
    static List<Tensor> sqrt(List<Tensor> a) {
        return tensors(SQRT.call(a));
    }

    /// a ← √a.
    static void sqrtAssign(List<Tensor> a) {
        SQRT_ASSIGN.call(a);
    }

    /// a ← −1, 0 or 1.
    static void signAssign(List<Tensor> a) {
        SIGN_ASSIGN.call(a);
    }

    /// Keeps every element within [−limit, limit].
    static void clampAssign(List<Tensor> a, double limit) {
        RAISE_ASSIGN.call(a, -limit);
        LOWER_ASSIGN.call(a, limit);
    }

    /// (Σ|x|ᵖ)^(1/p) of each, p = `order`.
    static List<Tensor> norm(List<Tensor> a, double order) {
        return tensors(NORM.call(a, order));
    }

    /// Makes `found` 1 where an element is no finite number, and leaves it as it is otherwise. Both are scalars where
    /// the elements are, and `one` is 1: by it the operator multiplies.
    static void check(List<Tensor> a, Tensor found, Tensor one) {
        CHECK.call(a, found, one);
    }

    /// The number of a step, as fused kernels want it: a scalar for each parameter, where the parameters are.
    static List<Tensor> count(List<Tensor> parameters, long step) {
        Tensor count = parameters.getFirst().device().call(() -> Tensor.scalar(step));
        return Collections.nCopies(parameters.size(), count);
    }

    @SuppressWarnings("unchecked") // these operators give one list of tensors
    private static List<Tensor> tensors(List<?> results) {
        return (List<Tensor>) (results.getFirst() instanceof List<?> list ? list : results);
    }
}
