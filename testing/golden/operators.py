"""Tensor operators over awkward inputs, how tensors are printed, and second derivatives."""

import math

import torch
from torch.nn import functional as F

from golden import Subject, booleans, integers, normal, single, uniform, write

NAN, INF = math.nan, math.inf
ODD = single([[1.5, -0.0, NAN, -INF], [0.0, INF, -2.25, 3.0]])


def record():
    s = Subject("operators")

    def op(case, run, grad=True, names=("y",), constant=(), options=None, **inputs):
        s.function(case, run, inputs, options, names, grad, constant)

    for part in (arithmetic, comparison, reduction, ordering, shaping, indexing, algebra):
        part(op)
    return [s, printing(), derivatives()]


def arithmetic(op):
    a, b = (3, 1, 5), (4, 1)
    positive = uniform("positive", 4, 5, low=0.1, high=3)
    op("add", lambda a, b: a + b, a=a, b=b)
    op("add_alpha", lambda a, b: torch.add(a, b, alpha=-2.5), options={"alpha": -2.5}, a=a, b=b)
    op("sub", lambda a, b: a - b, a=a, b=b)
    op("mul", lambda a, b: a * b, a=a, b=b)
    op("div", lambda a, b: a / b, a=a, b=normal("divisor", 4, 1, mean=3, scale=0.3))
    op("div_by_zero", lambda a, b: a / b, False, a=ODD, b=torch.zeros(4, dtype=torch.float64))
    for mode in ("floor", "trunc"):
        op(f"div_{mode}", lambda a, b: torch.div(a, b, rounding_mode=mode), False, options={"mode": mode},
           a=integers("da", 9, 3, 4, low=-9), b=integers("db", 4, 4, low=1) * torch.tensor([1, -1, 1, -1]))
    op("div_integers", lambda a, b: a / b, False, a=integers("da", 9, 3, 4, low=-9),
       b=torch.tensor([2, -3, 4, 7]))
    for case, f in (("remainder", torch.remainder), ("fmod", torch.fmod)):
        op(case, f, False, a=normal("m", 3, 4, scale=4), b=normal("n", 4))
        op(f"{case}_integers", f, False, a=integers("da", 9, 3, 4, low=-9), b=torch.tensor([2, -3, 4, -7]))
    op("pow_tensor", torch.pow, a=positive, b=(5,))
    op("pow_scalar", lambda a: a ** 3, options={"exponent": 3}, a=(3, 4))
    op("pow_half", lambda a: a ** -0.5, options={"exponent": -0.5}, a=positive)
    op("scalar_pow", lambda a: 2.5 ** a, options={"base": 2.5}, a=(3, 4))
    for name in ("exp", "expm1", "sin", "cos", "tanh", "atan", "erf", "sigmoid", "square", "abs", "neg", "sign",
                 "floor", "ceil", "trunc", "round", "frac", "sinh", "asinh"):
        op(name, getattr(torch, name), a=normal("unary", 3, 4, scale=1.7))
    for name in ("log", "log2", "log10", "log1p", "sqrt", "rsqrt", "reciprocal", "lgamma", "digamma"):
        op(name, getattr(torch, name), a=positive)
    for name in ("asin", "acos", "atanh", "erfinv"):
        op(name, getattr(torch, name), a=uniform("unit", 3, 4, low=-0.9, high=0.9))
    for name in ("exp", "log", "sqrt", "sign", "abs", "relu", "sigmoid", "floor"):
        op(f"{name}_odd", getattr(torch, name), False, a=ODD)
    op("round_half", torch.round, False, a=single([-2.5, -1.5, -0.5, 0.5, 1.5, 2.5]))
    op("round_decimals", lambda a: torch.round(a, decimals=2), False, options={"decimals": 2}, a=(3, 4))
    op("atan2", torch.atan2, a=(3, 1), b=(4,))
    op("hypot", torch.hypot, a=(3, 1), b=(4,))
    op("lerp", lambda a, b: torch.lerp(a, b, 0.3), options={"weight": 0.3}, a=(3, 1), b=(4,))
    op("addcmul", lambda a, b, c: torch.addcmul(a, b, c, value=0.5), options={"value": 0.5}, a=(3, 4), b=(3, 1), c=(4,))
    op("addcdiv", lambda a, b, c: torch.addcdiv(a, b, c, value=0.5), options={"value": 0.5}, a=(3, 4), b=(3, 1),
       c=positive[0, :4])
    op("clamp", lambda a: a.clamp(-0.5, 0.8), options={"min": -0.5, "max": 0.8}, a=(4, 5))
    op("clamp_odd", lambda a: a.clamp(min=-1.0), False, options={"min": -1.0}, a=ODD)
    op("nan_to_num", lambda a: torch.nan_to_num(a, 0.5, 9.0, -9.0), False,
       options={"nan": 0.5, "posinf": 9.0, "neginf": -9.0}, a=ODD)
    op("logaddexp", torch.logaddexp, a=(3, 1), b=(4,))
    op("xlogy", torch.xlogy, a=uniform("x", 3, 4), b=positive[:3, :4])


def comparison(op):
    left, right = integers("left", 3, 3, 1), integers("right", 3, 1, 4)
    for name in ("eq", "ne", "lt", "le", "gt", "ge"):
        op(name, getattr(torch, name), False, a=left, b=right)
        op(f"{name}_odd", getattr(torch, name), False, a=ODD, b=ODD.flip(1))
    for name in ("isnan", "isinf", "isfinite", "signbit"):
        op(name, getattr(torch, name), False, a=ODD)
    for name in ("logical_and", "logical_or", "logical_xor"):
        op(name, getattr(torch, name), False, a=booleans("p", 3, 1), b=booleans("q", 4))
    op("logical_not", torch.logical_not, False, a=ODD)
    for name in ("bitwise_and", "bitwise_or", "bitwise_xor"):
        op(name, getattr(torch, name), False, a=integers("p", 64, 3, 1, low=-64), b=integers("q", 64, 4))
    op("maximum", torch.maximum, a=(3, 1), b=(4,))
    op("minimum", torch.minimum, a=(3, 1), b=(4,))
    op("maximum_odd", torch.maximum, False, a=ODD, b=ODD.flip(1))
    op("where", torch.where, c=booleans("c", 3, 1), a=(3, 4), b=(4,))
    op("isclose", lambda a, b: torch.isclose(a, b, rtol=1e-2, atol=1e-3, equal_nan=True), False,
       options={"rtol": 1e-2, "atol": 1e-3, "equal_nan": True}, a=ODD, b=ODD * 1.005)


def reduction(op):
    x = (3, 4, 5)
    for name in ("sum", "mean", "amax", "amin"):
        op(name, getattr(torch, name), a=x)
        op(f"{name}_dims", lambda a: getattr(torch, name)(a, dim=(0, -1)), options={"dim": [0, -1]}, a=x)
        op(f"{name}_keep", lambda a: getattr(torch, name)(a, dim=-2, keepdim=True),
           options={"dim": -2, "keepdim": True}, a=x)
        op(f"{name}_odd", lambda a: getattr(torch, name)(a, dim=1), False, options={"dim": 1}, a=ODD)
    op("sum_integers", torch.sum, False, a=integers("small", 200, 3, 4).to(torch.uint8))
    op("sum_booleans", torch.sum, False, a=booleans("sum", 3, 4))
    op("sum_empty", lambda a: a.sum(0), a=torch.zeros(0, 3, dtype=torch.float64))
    op("prod", lambda a: a.prod(1), options={"dim": 1}, a=(3, 4))
    for correction in (0, 1, 2):
        options = {"dim": [0, 2], "correction": correction}
        op(f"var_{correction}", lambda a: a.var((0, 2), correction=correction), options=options, a=x)
        op(f"std_{correction}", lambda a: a.std((0, 2), correction=correction), options=options, a=x)
    op("var_all", torch.var, a=x)
    op("var_one", lambda a: a.var(0), False, a=(1, 3))
    op("logsumexp", lambda a: a.logsumexp(-1), options={"dim": -1}, a=normal("lse", 3, 4, scale=40))
    op("logsumexp_odd", lambda a: a.logsumexp(0), False, options={"dim": 0}, a=single([[-INF, -INF, INF], [-INF, 1, 2]]))
    op("cumsum", lambda a: a.cumsum(1), options={"dim": 1}, a=x)
    op("cumsum_odd", lambda a: a.cumsum(-1), False, options={"dim": -1}, a=ODD)
    op("cumprod", lambda a: a.cumprod(-2), options={"dim": -2}, a=x)
    op("cummax", lambda a: torch.cummax(a, 1), names=("y", "indices"), options={"dim": 1}, a=x)
    op("logcumsumexp", lambda a: torch.logcumsumexp(a, 0), options={"dim": 0}, a=x)
    for p in (0, 1, 2, 3.5, INF, -INF):
        op(f"norm_{p}", lambda a: torch.linalg.vector_norm(a, p, dim=(0, -1)), grad=p != 0,
           options={"ord": str(p), "dim": [0, -1]}, a=x)
    for name in ("any", "all"):
        op(name, lambda a: getattr(torch, name)(a, dim=-1), False, options={"dim": -1}, a=booleans(name, 5, 3))
    op("count_nonzero", lambda a: torch.count_nonzero(a, dim=0), False, options={"dim": 0}, a=ODD)
    op("normalize", lambda a: F.normalize(a, dim=1), options={"dim": 1}, a=x)
    op("softmax_odd", lambda a: a.softmax(1), False, options={"dim": 1}, a=single([[-INF, 0, 1], [INF, 0, 1], [-INF] * 3]))


def ordering(op):
    both = ("y", "indices")
    x = (3, 4, 5)
    op("max_dim", lambda a: a.max(1), names=both, options={"dim": 1}, a=x)
    op("min_dim_keep", lambda a: a.min(-1, keepdim=True), names=both, options={"dim": -1, "keepdim": True}, a=x)
    op("max_dim_odd", lambda a: a.max(1), False, names=both, options={"dim": 1}, a=ODD)
    op("argmax", lambda a: a.argmax(), False, a=x)
    op("argmax_dim", lambda a: a.argmax(-2), False, options={"dim": -2}, a=x)
    op("argmin_dim_keep", lambda a: a.argmin(0, keepdim=True), False, options={"dim": 0, "keepdim": True}, a=x)
    op("median", torch.median, a=(4, 4))
    op("median_dim", lambda a: a.median(1), names=both, options={"dim": 1}, a=x)
    op("median_odd", lambda a: torch.stack([a.median(), a.nanmedian()]), False, options={"two": ["median", "nanmedian"]},
       a=ODD)
    op("quantile", lambda a: torch.quantile(a, a.new_tensor([0.1, 0.5, 0.9]), dim=1),
       options={"q": [0.1, 0.5, 0.9], "dim": 1}, a=(3, 7))
    op("sort", lambda a: a.sort(1), names=both, options={"dim": 1}, a=x)
    op("sort_descending_stable", lambda a: a.sort(dim=0, descending=True, stable=True), False, names=both,
       options={"dim": 0, "descending": True, "stable": True}, a=integers("ties", 3, 7, 2))
    op("sort_odd", lambda a: a.sort(1), False, names=both, options={"dim": 1}, a=ODD)
    op("argsort", lambda a: a.argsort(-1, descending=True), False, options={"dim": -1, "descending": True}, a=x)
    op("topk", lambda a: a.topk(3, dim=-1), names=both, options={"k": 3, "dim": -1}, a=x)
    op("topk_smallest", lambda a: a.topk(2, dim=0, largest=False), names=both,
       options={"k": 2, "dim": 0, "largest": False}, a=x)
    op("kthvalue", lambda a: a.kthvalue(3, dim=1), names=both, options={"k": 3, "dim": 1}, a=x)
    op("unique", lambda a: torch.unique(a, return_inverse=True, return_counts=True), False,
       names=("y", "inverse", "counts"), a=integers("unique", 5, 3, 4))
    op("bincount", lambda a: torch.bincount(a, minlength=8), False, options={"minlength": 8}, a=integers("bin", 6, 11))
    op("histc", lambda a: torch.histc(a, 5, -1, 1), False, options={"bins": 5, "min": -1, "max": 1}, a=(4, 5))
    op("searchsorted", lambda a, b: torch.searchsorted(a, b, right=True), False, options={"right": True},
       a=single([-1.0, 0.0, 0.0, 2.0]), b=single([[-2.0, 0.0], [1.0, 3.0]]))


def shaping(op):
    x = (2, 3, 4)
    op("reshape", lambda a: a.transpose(0, 2).reshape(-1, 6), options={"transpose": [0, 2], "shape": [-1, 6]}, a=x)
    op("permute", lambda a: a.permute(2, 0, 1), options={"dims": [2, 0, 1]}, a=x)
    op("transpose", lambda a: a.transpose(-1, 0), options={"dims": [-1, 0]}, a=x)
    op("flatten", lambda a: a.flatten(1, -1), options={"dims": [1, -1]}, a=x)
    op("unsqueeze", lambda a: a.unsqueeze(-2), options={"dim": -2}, a=x)
    op("expand", lambda a: a.expand(2, -1, 4), options={"shape": [2, -1, 4]}, a=(3, 1))
    op("repeat", lambda a: a.repeat(2, 1, 3), options={"times": [2, 1, 3]}, a=(2, 3))
    op("repeat_interleave", lambda a: a.repeat_interleave(2, dim=1), options={"times": 2, "dim": 1}, a=x)
    op("tile", lambda a: a.tile(2, 2), options={"times": [2, 2]}, a=x)
    op("flip", lambda a: a.flip(0, -1), options={"dims": [0, -1]}, a=x)
    op("roll", lambda a: a.roll((1, -2), (0, 2)), options={"shifts": [1, -2], "dims": [0, 2]}, a=x)
    op("cat", lambda a, b: torch.cat([a, b, a], -1), options={"order": "a b a", "dim": -1}, a=(2, 3), b=(2, 1))
    op("stack", lambda a, b: torch.stack([a, b], -2), options={"dim": -2}, a=(2, 3), b=(2, 3))
    op("chunk", lambda a: a.chunk(3, 1), names=("y0", "y1", "y2"), options={"chunks": 3, "dim": 1}, a=(2, 7))
    op("split", lambda a: a.split([1, 4, 2], 1), names=("y0", "y1", "y2"), options={"sizes": [1, 4, 2], "dim": 1},
       a=(2, 7))
    op("unfold", lambda a: a.unfold(1, 3, 2), options={"dim": 1, "size": 3, "step": 2}, a=(2, 8))
    op("tril", lambda a: a.tril(-1), options={"diagonal": -1}, a=x)
    op("triu", lambda a: a.triu(1), options={"diagonal": 1}, a=x)
    op("diagonal", lambda a: a.diagonal(1, 0, 2), options={"offset": 1, "dims": [0, 2]}, a=x)
    op("diag_embed", lambda a: torch.diag_embed(a, -1), options={"offset": -1}, a=(2, 3))
    op("meshgrid", lambda a, b: torch.meshgrid(a, b, indexing="ij"), names=("y0", "y1"), options={"indexing": "ij"},
       a=(3,), b=(2,))
    for mode in ("constant", "reflect", "replicate", "circular"):
        op(f"pad_{mode}", lambda a: F.pad(a, (2, 1, 1, 2), mode=mode, **({"value": 0.5} if mode == "constant" else {})),
           options={"pad": [2, 1, 1, 2], "mode": mode, "value": 0.5}, a=(1, 2, 4, 3))
    op("pad_negative", lambda a: F.pad(a, (-1, 2)), options={"pad": [-1, 2]}, a=(2, 4))
    op("to_int64", lambda a: a.to(torch.int64), False, a=single([-2.7, -0.5, 0.5, 2.7, 1e6]))
    op("to_bool", lambda a: a.to(torch.bool), False, a=ODD)
    op("one_hot", lambda a: F.one_hot(a, 5), False, options={"classes": 5}, a=integers("hot", 5, 3, 2))


def indexing(op):
    x = (4, 5)
    index = torch.tensor([[3, 0, 0, 2], [1, 1, 4, 0]])
    rows = torch.tensor([3, 0, 3])
    op("slice", lambda a: a[1:4, -3:], options={"rows": [1, 4], "columns": [-3, None]}, a=x)
    op("slice_step", lambda a: a[::2, 1::3], options={"rows": [0, None, 2], "columns": [1, None, 3]}, a=x)
    op("select", lambda a: a.select(-1, -2), options={"dim": -1, "index": -2}, a=x)
    op("narrow", lambda a: a.narrow(1, 2, 3), options={"dim": 1, "start": 2, "length": 3}, a=x)
    op("gather", lambda a, i: a.gather(1, i), options={"dim": 1}, a=x, i=index)
    op("scatter", lambda a, i, b: a.scatter(1, i, b), options={"dim": 1}, a=x, i=torch.tensor([[3, 0, 2], [1, 4, 0]]),
       b=(2, 3))
    op("scatter_value", lambda a, i: a.scatter(0, i, 7.5), options={"dim": 0, "value": 7.5}, a=x,
       i=torch.tensor([[3, 0, 2], [1, 2, 0]]))
    op("scatter_add", lambda a, i, b: a.scatter_add(1, i, b), options={"dim": 1}, a=x, i=index, b=(2, 4))
    for reduce in ("sum", "mean", "amax"):
        op(f"scatter_reduce_{reduce}", lambda a, i, b: a.scatter_reduce(1, i, b, reduce, include_self=False),
           options={"dim": 1, "reduce": reduce, "include_self": False}, a=x, i=index, b=(2, 4))
    op("index_select", lambda a, i: a.index_select(0, i), options={"dim": 0}, a=x, i=rows)
    op("index_select_last", lambda a, i: a.index_select(-1, i), options={"dim": -1}, a=x, i=rows)
    op("index_add", lambda a, i, b: a.index_add(0, i, b, alpha=2), options={"dim": 0, "alpha": 2}, a=x, i=rows, b=(3, 5))
    op("index_copy", lambda a, i, b: a.index_copy(0, i, b), options={"dim": 0}, a=x, i=torch.tensor([2, 0]), b=(2, 5))
    op("index_pairs", lambda a, i, j: a[i, j], a=x, i=rows, j=torch.tensor([4, 0, -1]))
    op("index_put_accumulate", lambda a, i, j, b: a.index_put((i, j), b, accumulate=True), options={"accumulate": True},
       a=x, i=rows, j=torch.tensor([4, 0, 4]), b=(3,))
    op("masked_select", torch.masked_select, a=x, m=booleans("m", 4, 5))
    op("masked_fill", lambda a, m: a.masked_fill(m, -1.5), options={"value": -1.5}, a=x, m=booleans("n", 4, 1))
    op("masked_scatter", torch.masked_scatter, a=x, m=booleans("m", 4, 5), b=(20,))
    op("take", torch.take, a=x, i=torch.tensor([[19, 0], [7, -1]]))
    op("take_along_dim", lambda a, i: torch.take_along_dim(a, i, 0), options={"dim": 0}, a=x, i=torch.tensor([[3, 0, 1, 1, 2]]))
    op("nonzero", torch.nonzero, False, a=ODD)
    op("argwhere_empty", torch.nonzero, False, a=torch.zeros(2, 3, dtype=torch.float64))
    op("tril_indices", lambda a: torch.tril_indices(3, 4, 1), False, options={"rows": 3, "columns": 4, "offset": 1}, a=(1,))


def algebra(op):
    square = normal("square", 2, 3, 3) + 2 * torch.eye(3)
    tall, wide = normal("tall", 5, 3), normal("wide", 2, 3, 5)
    symmetric = single(square @ square.mT + torch.eye(3))
    linalg = torch.linalg
    op("matmul", torch.matmul, a=(3, 4), b=(4, 5))
    op("matmul_batch", torch.matmul, a=(2, 1, 3, 4), b=(5, 4, 2))
    op("matmul_vector", torch.matmul, a=(2, 3, 4), b=(4,))
    op("matmul_dot", torch.matmul, a=(5,), b=(5,))
    op("matmul_integers", torch.matmul, False, a=integers("ma", 9, 3, 4), b=integers("mb", 9, 4, 2))
    op("bmm", torch.bmm, a=(3, 2, 4), b=(3, 4, 5))
    op("addmm", lambda a, b, c: torch.addmm(a, b, c, beta=0.5, alpha=2), options={"beta": 0.5, "alpha": 2}, a=(5,),
       b=(3, 4), c=(4, 5))
    op("outer", torch.outer, a=(3,), b=(4,))
    op("kron", torch.kron, a=(2, 3), b=(3, 2))
    op("cross", lambda a, b: linalg.cross(a, b, dim=-1), options={"dim": -1}, a=(4, 3), b=(4, 3))
    for case, equation, shapes in (("batch", "bij,bjk->bik", ((2, 3, 4), (2, 4, 5))), ("trace", "ii->", ((4, 4),)),
                                   ("outer", "i,j->ij", ((3,), (4,))), ("heads", "bqhd,bkhd->bhqk", ((2, 3, 2, 4), (2, 5, 2, 4))),
                                   ("ellipsis", "...ij,jk->...ki", ((2, 2, 3, 4), (4, 5)))):
        op(f"einsum_{case}", lambda **ins: torch.einsum(equation, *ins.values()), options={"equation": equation},
           **dict(zip("ab", shapes, strict=False)))
    op("tensordot", lambda a, b: torch.tensordot(a, b, dims=([1, 2], [0, 1])), options={"dims": [[1, 2], [0, 1]]},
       a=(2, 3, 4), b=(3, 4, 5))
    op("singular_values", linalg.svdvals, a=tall)
    op("svd_rebuilt", rebuilt_svd, names=("y", "values"), a=wide, options={"y": "U S V^T", "full_matrices": False})
    op("qr_rebuilt", lambda a: (torch.matmul(*linalg.qr(a)), linalg.qr(a).R.diagonal().abs()), names=("y", "diagonal"),
       options={"y": "Q R", "diagonal": "|R_ii|"}, a=tall)
    op("cholesky", linalg.cholesky, a=symmetric)
    op("eigenvalues_symmetric", linalg.eigvalsh, a=symmetric)
    op("eigh_rebuilt", rebuilt_eigh, names=("y", "values"), options={"y": "V diag(values) V^T"}, a=symmetric)
    op("eigenvalues", lambda a: torch.view_as_real(sorted_complex(linalg.eigvals(a))), False,
       options={"y": "real, imaginary; sorted by real, then imaginary"}, a=normal("rotating", 4, 4))
    op("solve", linalg.solve, a=square, b=(2, 3, 2))
    op("solve_vector", linalg.solve, a=square[0], b=(3,))
    op("solve_triangular", lambda a, b: linalg.solve_triangular(a.tril(), b, upper=False),
       options={"a": "its lower triangle", "upper": False}, a=square, b=(2, 3, 2))
    op("cholesky_solve", lambda a, b: torch.cholesky_solve(b, linalg.cholesky(a)), options={"y": "a y = b"}, a=symmetric, b=(2, 3, 2))
    op("lstsq", lambda a, b: linalg.lstsq(a, b).solution, a=tall, b=(5, 2))
    op("inv", linalg.inv, a=square)
    op("det", linalg.det, a=square)
    op("slogdet", linalg.slogdet, names=("sign", "y"), a=square)
    op("pinv", linalg.pinv, a=tall)
    op("matrix_power", lambda a: linalg.matrix_power(a, 3), options={"n": 3}, a=square)
    op("matrix_rank", linalg.matrix_rank, False, a=single([[1, 2, 3], [2, 4, 6], [0, 1, 1]]))
    op("matrix_exp", linalg.matrix_exp, a=(3, 3))
    for p in ("fro", "nuc", 2, 1):
        op(f"matrix_norm_{p}", lambda a: linalg.matrix_norm(a, p), options={"ord": str(p)}, a=tall)
    op("trace", torch.trace, a=(3, 4))
    op("cdist", torch.cdist, a=(2, 4, 3), b=(5, 3))
    op("fft_magnitude", lambda a: torch.fft.rfft(a).abs(), options={"y": "|rfft|"}, a=(3, 9))


def rebuilt_svd(a):
    u, s, v = torch.linalg.svd(a, full_matrices=False)
    return u @ torch.diag_embed(s) @ v, s


def rebuilt_eigh(a):
    values, vectors = torch.linalg.eigh(a)
    return vectors @ torch.diag_embed(values) @ vectors.mT, values


def sorted_complex(values):
    return torch.stack(sorted(values, key=lambda z: (round(z.real.item(), 4), z.imag.item())))


def printing():
    """`printing.safetensors`: tensors, and as metadata under the same name what `print` shows of each."""
    count = torch.arange
    tensors = {
        "floats": torch.tensor([1.0, 2.5, -3.125]), "whole_floats": torch.tensor([[1.0, 2.0], [-30.0, 4.0]]),
        "rounded": torch.tensor([0.1, 1 / 3, 2 / 3, 99.99999]), "scalar": torch.tensor(3.14159274),
        "scalar_whole": torch.tensor(7.0), "scalar_integer": torch.tensor(-7), "scalar_true": torch.tensor(True),
        "scalar_double": torch.tensor(1e-9, dtype=torch.float64), "integers": torch.tensor([[1, -20], [300, 4]]),
        "integers32": count(5, dtype=torch.int32), "bytes": torch.tensor([0, 128, 255], dtype=torch.uint8),
        "booleans": torch.tensor([[True, False], [False, True]]), "doubles": torch.tensor([0.5, 1e-3], dtype=torch.float64),
        "scientific": torch.tensor([1e-5, 1.0, 12345.678]), "scientific_large": torch.tensor([1e10, 2.0]),
        "scientific_whole": torch.tensor([1e9, 2.0]), "tiny": torch.tensor([1e-12, 3e-12]), "near_whole": torch.tensor([100000.0, 0.5]),
        "special": torch.tensor([NAN, INF, -INF, 1.5]), "special_whole": torch.tensor([NAN, INF, -INF, 1.0]),
        "only_nan": torch.tensor([NAN, NAN]), "negative_zero": torch.tensor([-0.0, 0.0]), "empty": torch.zeros(0),
        "empty_rows": torch.zeros(0, 3), "empty_integers": torch.zeros(2, 0, dtype=torch.int64), "three_d": count(24.0).reshape(2, 3, 4) / 4,
        "four_d": count(16).reshape(2, 2, 2, 2), "one_row": count(30.0), "wrapped_integers": count(100),
        "long": count(1001), "long_floats": count(1500.0) / 8, "wide": count(1200).reshape(4, 300),
        "large": (count(1600.0) / 7).reshape(40, 40), "deep": count(1536).reshape(8, 8, 8, 3).to(torch.uint8),
    }
    for name, tensor in list(tensors.items()):
        if tensor.dtype == torch.float32 and tensor.numel() < 30:
            tensors[f"{name}_f64"] = tensor.double()
    return Printing(tensors)


class Printing:
    def __init__(self, tensors):
        self.tensors = tensors

    def save(self, folder):
        write(folder / "printing.safetensors", self.tensors, {k: str(v) for k, v in self.tensors.items()})


def derivatives():
    """Gradients of gradients."""
    s = Subject("derivatives")

    def penalty(x, w1, b1, w2, b2):
        """Gulrajani et al. 2017, §4: (‖∂f/∂x‖ − 1)² averaged, for f = tanh(x W1ᵀ + b1) W2ᵀ + b2."""
        value = F.linear(torch.tanh(F.linear(x, w1, b1)), w2, b2)
        slope, = torch.autograd.grad(value.sum(), x, create_graph=True)
        return {"slope": slope, "y": ((slope.norm(dim=1) - 1) ** 2).mean()}

    s.function("gradient_penalty", penalty, {"x": (3, 4), "w1": (5, 4), "b1": (5,), "w2": (1, 5), "b2": (1,)},
               {"y": "mean((norm(d sum(f) / d x, per row) - 1)^2)", "f": "tanh(x w1^T + b1) w2^T + b2",
                "slope": "d sum(f) / d x"})

    def hessian_times(x, v):
        value = (torch.sin(x) * x.prod()).sum()
        first, = torch.autograd.grad(value, x, create_graph=True)
        second, = torch.autograd.grad((first * v).sum(), x, create_graph=True)
        return {"first": first, "y": second}

    s.function("hessian_times_vector", hessian_times, {"x": (4,), "v": (4,)},
               {"f": "sum(sin(x) * prod(x))", "first": "d f / d x", "y": "d sum(first * v) / d x"}, constant=("v",))

    def through_layers(x, kernel):
        value = F.silu(F.conv2d(x, kernel, stride=2, padding=1)).pow(2).sum()
        slope, = torch.autograd.grad(value, kernel, create_graph=True)
        return {"first": slope, "y": slope.pow(2).sum()}

    s.function("second_through_convolution", through_layers, {"x": (2, 2, 5, 4), "kernel": (3, 2, 3, 3)},
               {"f": "sum(silu(conv2d(x, kernel, stride=2, padding=1))^2)", "first": "d f / d kernel",
                "y": "sum(first^2)"})
    return s
