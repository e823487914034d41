package gyrus.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import gyrus.tensor.DType;
import gyrus.tensor.Operator;
import gyrus.tensor.Reduction;
import gyrus.tensor.Tensor;
import gyrus.testing.Golden.Case;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The operators of a tensor against PyTorch's: results and gradients, in single and double precision.
class OperatorParityTest {

    /// One way to compute a case, and the names that its results have in the file.
    record Call(Function<Case, Tensor[]> function, List<String> names) {}

    private static final Map<String, Call> CALLS = new HashMap<>();

    private static void put(String name, String results, Function<Case, Tensor[]> function) {
        CALLS.put(name, new Call(function, List.of(results.split(" "))));
    }

    private static void one(String names, UnaryOperator<Tensor> f) {
        for (String name : names.split(" ")) with(name, c -> f.apply(c.in("a")));
    }

    private static void two(String names, BinaryOperator<Tensor> f) {
        for (String name : names.split(" ")) with(name, c -> f.apply(c.in("a"), c.in("b")));
    }

    private static void with(String name, Function<Case, Tensor> f) {
        put(name, "y", c -> new Tensor[] {f.apply(c)});
    }

    private static void found(String name, Function<Tensor, Reduction.Found> f) {
        put(name, "y indices", c -> {
            var found = f.apply(c.in("a"));
            return new Tensor[] {found.values(), found.indices()};
        });
    }

    @TestFactory
    Stream<DynamicTest> agreesWithPytorch() {
        return Stream.of(DType.FLOAT32, DType.FLOAT64).flatMap(type -> {
            Golden golden = Golden.open("operators", type);
            return golden.cases().stream()
                    .map(name -> dynamicTest(name + " " + type, () -> check(golden.at(name))));
        });
    }

    private static void check(Case c) {
        assertThat(CALLS).containsKey(c.name());
        check(c, CALLS.get(c.name()));
    }

    static void check(Case c, Call call) {
        c.inputGradients().keySet().forEach(input -> c.in(input).trainable(true));
        Tensor[] results = call.function().apply(c);
        Tensor total = null;
        for (int i = 0; i < results.length; i++) {
            String name = call.names().get(i);
            Tolerance.check(name, results[i].detach(), c.out(name));
            Tensor upstream = c.upstream().get(name);
            if (upstream == null) continue;
            Tensor part = results[i].mul(upstream).sum();
            total = total == null ? part : total.add(part);
        }
        if (total == null) return;
        total.backward();
        c.inputGradients().forEach((input, expected) ->
                Tolerance.check("gradient of " + input, Objects.requireNonNull(c.in(input).gradient()),
                        expected));
    }

    @Test
    void everyTensorPrintsAsInPytorch() {
        Golden golden = Golden.open("printing");
        assertThat(golden.metadata()).isNotEmpty().allSatisfy(
                (name, text) -> assertThat(golden.tensors().get(name)).hasToString(text));
    }

    static {
        arithmetic();
        comparison();
        reduction();
        ordering();
        shaping();
        indexing();
        algebra();
    }

    private static void arithmetic() {
        two("add", Tensor::add);
        two("add_alpha", (a, b) -> a.add(b, -2.5));
        two("sub", Tensor::sub);
        two("mul", Tensor::mul);
        two("div div_by_zero div_integers", Tensor::div);
        two("div_floor", Tensor::floorDiv);
        two("div_trunc", Tensor::truncDiv);
        two("remainder remainder_integers", Tensor::remainder);
        two("fmod fmod_integers", Tensor::fmod);
        two("pow_tensor", Tensor::pow);
        one("pow_scalar", a -> a.pow(3));
        one("pow_half", a -> a.pow(-0.5));
        one("scalar_pow", a -> a.powOf(2.5));
        one("exp exp_odd", Tensor::exp);
        one("expm1", Tensor::expm1);
        one("sin", Tensor::sin);
        one("cos", Tensor::cos);
        one("tanh", Tensor::tanh);
        one("atan", Tensor::atan);
        one("erf", Tensor::erf);
        one("sigmoid sigmoid_odd", Tensor::sigmoid);
        one("relu_odd", Tensor::relu);
        one("square", Tensor::square);
        one("abs abs_odd", Tensor::abs);
        one("neg", Tensor::neg);
        one("sign sign_odd", Tensor::sign);
        one("floor floor_odd", Tensor::floor);
        one("ceil", Tensor::ceil);
        one("trunc", Tensor::trunc);
        one("round round_half", Tensor::round);
        one("round_decimals", a -> a.round(2));
        one("frac", Tensor::frac);
        one("sinh", Tensor::sinh);
        one("asinh", Tensor::asinh);
        one("log log_odd", Tensor::log);
        one("log2", Tensor::log2);
        one("log10", Tensor::log10);
        one("log1p", Tensor::log1p);
        one("sqrt sqrt_odd", Tensor::sqrt);
        one("rsqrt", Tensor::rsqrt);
        one("reciprocal", Tensor::reciprocal);
        one("lgamma", Tensor::lgamma);
        one("digamma", Tensor::digamma);
        one("asin", Tensor::asin);
        one("acos", Tensor::acos);
        one("atanh", Tensor::atanh);
        one("erfinv", Tensor::erfinv);
        two("atan2", Tensor::atan2);
        two("hypot", Tensor::hypot);
        two("lerp", (a, b) -> a.lerp(b, 0.3));
        with("addcmul", c -> c.in("a").addcmul(c.in("b"), c.in("c"), 0.5));
        with("addcdiv", c -> c.in("a").addcdiv(c.in("b"), c.in("c"), 0.5));
        one("clamp", a -> a.clamp(-0.5, 0.8));
        one("clamp_odd", a -> a.clamp(-1.0, null));
        one("nan_to_num", a -> a.nanToNum(0.5, 9, -9));
        two("logaddexp", Tensor::logAddExp);
        two("xlogy", Tensor::xlogy);
    }

    private static void comparison() {
        two("eq eq_odd", Tensor::eq);
        two("ne ne_odd", Tensor::ne);
        two("lt lt_odd", Tensor::lt);
        two("le le_odd", Tensor::le);
        two("gt gt_odd", Tensor::gt);
        two("ge ge_odd", Tensor::ge);
        one("isnan", Tensor::isNan);
        one("isinf", Tensor::isInf);
        one("isfinite", Tensor::isFinite);
        one("signbit", Tensor::signBit);
        two("logical_and", Tensor::and);
        two("logical_or", Tensor::or);
        two("logical_xor", Tensor::xor);
        one("logical_not", Tensor::not);
        two("bitwise_and", Tensor::bitAnd);
        two("bitwise_or", Tensor::bitOr);
        two("bitwise_xor", Tensor::bitXor);
        two("maximum maximum_odd", Tensor::maximum);
        two("minimum", Tensor::minimum);
        with("where", c -> Tensor.where(c.in("c"), c.in("a"), c.in("b")));
        with("isclose", c -> Operator.named("isclose").tensor(c.in("a"), c.in("b"), 1e-2, 1e-3, true));
    }

    private static void reduction() {
        one("sum sum_integers sum_booleans", Tensor::sum);
        one("sum_dims", a -> a.sum(0, -1));
        one("sum_keep", a -> a.sum(true, -2));
        one("sum_odd", a -> a.sum(1));
        one("sum_empty", a -> a.sum(0));
        one("mean", Tensor::mean);
        one("mean_dims", a -> a.mean(0, -1));
        one("mean_keep", a -> a.mean(true, -2));
        one("mean_odd", a -> a.mean(1));
        one("amax", a -> a.amax(false));
        one("amax_dims", a -> a.amax(false, 0, -1));
        one("amax_keep", a -> a.amax(true, -2));
        one("amax_odd", a -> a.amax(false, 1));
        one("amin", a -> a.amin(false));
        one("amin_dims", a -> a.amin(false, 0, -1));
        one("amin_keep", a -> a.amin(true, -2));
        one("amin_odd", a -> a.amin(false, 1));
        one("prod", a -> a.prod(1));
        for (int n = 0; n < 3; n++) {
            int correction = n;
            one("var_" + n, a -> a.variance(correction, false, 0, 2));
            one("std_" + n, a -> a.std(correction, false, 0, 2));
        }
        one("var_all", Tensor::variance);
        one("var_one", a -> a.variance(1, false, 0));
        one("logsumexp", a -> a.logSumExp(false, -1));
        one("logsumexp_odd", a -> a.logSumExp(false, 0));
        one("cumsum", a -> a.cumsum(1));
        one("cumsum_odd", a -> a.cumsum(-1));
        one("cumprod", a -> a.cumprod(-2));
        found("cummax", a -> a.cummax(1));
        one("logcumsumexp", a -> a.logCumSumExp(0));
        Map.of("0", 0.0, "1", 1.0, "2", 2.0, "3.5", 3.5, "inf", Double.POSITIVE_INFINITY, "-inf",
                Double.NEGATIVE_INFINITY)
                .forEach((name, p) -> one("norm_" + name, a -> a.norm(p, false, 0, -1)));
        one("any", a -> a.any(-1));
        one("all", a -> a.all(-1));
        one("count_nonzero", a -> a.countNonzero(0));
        one("normalize", a -> a.div(a.norm(2, true, 1).clamp(1e-12, null)));
        one("softmax_odd", a -> a.softmax(1));
    }

    private static void ordering() {
        found("max_dim", a -> a.max(1));
        found("max_dim_odd", a -> a.max(1));
        found("min_dim_keep",
                a -> new Reduction.Found(a.min(-1).values().unsqueeze(-1),
                a.min(-1).indices().unsqueeze(-1)));
        one("argmax", Tensor::argmax);
        one("argmax_dim", a -> a.argmax(-2));
        one("argmin_dim_keep", a -> a.argmin(0).unsqueeze(0));
        one("median", Tensor::median);
        found("median_dim", a -> a.median(1));
        one("median_odd", a -> Tensor.stack(List.of(a.median(), a.nanMedian()), 0));
        one("quantile", a -> a.quantile(Tensor.of(0.1, 0.5, 0.9).to(a.dtype()), 1));
        found("sort", a -> a.sort(1, false));
        found("sort_descending_stable", a -> a.sort(0, true));
        found("sort_odd", a -> a.sort(1, false));
        one("argsort", a -> a.argsort(-1, true));
        found("topk", a -> a.topk(3, -1, true));
        found("topk_smallest", a -> a.topk(2, 0, false));
        found("kthvalue", a -> a.kthValue(3, 1));
        put("unique", "y inverse counts", c -> {
            var unique = c.in("a").uniqueCounts();
            return new Tensor[] {unique.values(), unique.inverse(), unique.counts()};
        });
        one("bincount", a -> a.bincount(8));
        one("histc", a -> a.histogram(5, -1, 1));
        two("searchsorted", (a, b) -> a.searchSorted(b, true));
    }

    private static void shaping() {
        one("reshape", a -> a.transpose(0, 2).reshape(-1, 6));
        one("permute", a -> a.permute(2, 0, 1));
        one("transpose", a -> a.transpose(-1, 0));
        one("flatten", a -> a.flatten(1, -1));
        one("unsqueeze", a -> a.unsqueeze(-2));
        one("expand", a -> a.expand(2, -1, 4));
        one("repeat", a -> a.repeat(2, 1, 3));
        one("repeat_interleave", a -> a.repeatInterleave(2, 1));
        one("tile", a -> a.repeat(1, 2, 2));
        one("flip", a -> a.flip(0, -1));
        one("roll", a -> a.roll(new long[] {1, -2}, 0, 2));
        two("cat", (a, b) -> Tensor.cat(List.of(a, b, a), -1));
        two("stack", (a, b) -> Tensor.stack(List.of(a, b), -2));
        put("chunk", "y0 y1 y2", c -> c.in("a").chunk(3, 1));
        put("split", "y0 y1 y2", c -> c.in("a").split(new long[] {1, 4, 2}, 1));
        one("unfold", a -> a.windows(1, 3, 2));
        one("tril", a -> a.tril(-1));
        one("triu", a -> a.triu(1));
        one("diagonal", a -> a.diagonal(1, 0, 2));
        one("diag_embed", a -> a.diagEmbed(-1));
        put("meshgrid", "y0 y1", c -> c.in("a").meshgrid(c.in("b")));
        for (String mode : List.of("constant", "reflect", "replicate", "circular")) {
            one("pad_" + mode, a -> a.pad(mode, 0.5, 2, 1, 1, 2));
        }
        one("pad_negative", a -> a.pad(-1, 2));
        one("to_int64", a -> a.to(DType.INT64));
        one("to_bool", a -> a.to(DType.BOOL));
        one("one_hot", a -> a.oneHot(5));
    }

    private static void indexing() {
        one("slice", a -> a.slice(0, 1, 4).slice(1, -3, Long.MAX_VALUE));
        one("slice_step", a -> a.slice(0, 0, Long.MAX_VALUE, 2).slice(1, 1, Long.MAX_VALUE, 3));
        one("select", a -> a.select(-1, -2));
        one("narrow", a -> a.narrow(1, 2, 3));
        with("gather", c -> c.in("a").gather(1, c.in("i")));
        with("scatter", c -> c.in("a").scatter(1, c.in("i"), c.in("b")));
        with("scatter_value", c -> c.in("a").scatter(0, c.in("i"), 7.5));
        with("scatter_add", c -> c.in("a").scatterAdd(1, c.in("i"), c.in("b")));
        for (String how : List.of("sum", "mean", "amax")) {
            with("scatter_reduce_" + how, c -> c.in("a").scatterReduce(1, c.in("i"), c.in("b"), how, false));
        }
        with("index_select", c -> c.in("a").indexSelect(0, c.in("i")));
        with("index_select_last", c -> c.in("a").indexSelect(-1, c.in("i")));
        with("index_add", c -> c.in("a").indexAdd(0, c.in("i"), c.in("b").mul(2)));
        with("index_copy", c -> c.in("a").indexCopy(0, c.in("i"), c.in("b")));
        with("index_pairs", c -> c.in("a").index(List.of(c.in("i"), c.in("j"))));
        with("index_put_accumulate", c -> c.in("a").indexPut(List.of(c.in("i"), c.in("j")), c.in("b"), true));
        with("masked_select", c -> c.in("a").maskedSelect(c.in("m")));
        with("masked_fill", c -> c.in("a").maskedFill(c.in("m"), -1.5));
        with("masked_scatter", c -> c.in("a").maskedScatter(c.in("m"), c.in("b")));
        with("take", c -> c.in("a").take(c.in("i")));
        with("take_along_dim", c -> c.in("a").takeAlong(0, c.in("i")));
        one("nonzero argwhere_empty", Tensor::nonzero);
        with("tril_indices", c -> Operator.named("tril_indices").tensor(3, 4, 1));
    }

    private static void algebra() {
        two("matmul matmul_batch matmul_vector matmul_dot matmul_integers bmm", Tensor::matmul);
        with("addmm", c -> Operator.named("addmm").tensor(c.in("a"), c.in("b"), c.in("c"), 0.5, 2));
        two("outer", Tensor::outer);
        two("kron", Tensor::kron);
        two("cross", (a, b) -> a.cross(b, -1));
        for (String name : List.of("batch", "trace", "outer", "heads", "ellipsis")) {
            with("einsum_" + name,
                    c -> Tensor.einsum(c.options().get("equation").stringValue(),
                    c.in().values().toArray(Tensor[]::new)));
        }
        two("tensordot", (a, b) -> Tensor.einsum("iab,abj->ij", a, b));
        one("singular_values", Tensor::singularValues);
        put("svd_rebuilt", "y values", c -> {
            var svd = c.in("a").svd();
            return new Tensor[] {svd.u().matmul(svd.s().diagEmbed(0)).matmul(svd.vt()), svd.s()};
        });
        put("qr_rebuilt", "y diagonal", c -> {
            var qr = c.in("a").qr();
            return new Tensor[] {qr.q().matmul(qr.r()), qr.r().diagonal(0, 0, 1).abs()};
        });
        one("cholesky", Tensor::cholesky);
        one("eigenvalues_symmetric", Tensor::eigenvaluesSymmetric);
        put("eigh_rebuilt", "y values", c -> {
            var eigen = c.in("a").eigh();
            return new Tensor[] {eigen.vectors().matmul(eigen.values().diagEmbed(0)).matmul(
                    eigen.vectors().t()), eigen.values()};
        });
        one("eigenvalues", a -> sorted(a.eig().values().viewAsReal()));
        two("solve solve_vector", Tensor::solve);
        two("solve_triangular", (a, b) -> a.tril(0).solveTriangular(b, false));
        two("cholesky_solve", (a, b) -> a.cholesky().choleskySolve(b));
        two("lstsq", Tensor::lstsq);
        one("inv", Tensor::inverse);
        one("det", Tensor::det);
        put("slogdet", "sign y", c -> {
            var det = c.in("a").logDet();
            return new Tensor[] {det.sign(), det.logAbs()};
        });
        one("pinv", Tensor::pinv);
        one("matrix_power", a -> a.matrixPower(3));
        one("matrix_rank", Tensor::matrixRank);
        one("matrix_exp", Tensor::matrixExp);
        one("matrix_norm_fro", a -> a.matrixNorm("fro"));
        one("matrix_norm_nuc", a -> a.matrixNorm("nuc"));
        one("matrix_norm_2", a -> a.matrixNorm(2));
        one("matrix_norm_1", a -> a.matrixNorm(1));
        one("trace", Tensor::trace);
        two("cdist", (a, b) -> a.cdist(b, 2));
        one("fft_magnitude", a -> a.rfft(-1).abs());
    }

    /// Rows of pairs by their first numbers (four digits of them), then by their second.
    private static Tensor sorted(Tensor pairs) {
        List<Tensor> rows = new ArrayList<>(Arrays.asList(pairs.unbind(0)));
        rows.sort(Comparator.<Tensor>comparingDouble(r ->
                Math.rint(r.get(0).item() * 1e4)).thenComparingDouble(r -> r.get(1).item()));
        return Tensor.stack(rows, 0);
    }
}
