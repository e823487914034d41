"""Tensor operators over awkward inputs: broadcasting, negative dimensions, NaN and infinity."""

import torch
from torch.nn import functional as F

from arrays import algebra, indexing, shaping
from golden import INF, ODD, Subject, booleans, integers, normal, single, uniform


def record():
    s = Subject("operators")

    def op(case, run, grad=True, names=("y",), constant=(), options=None, **inputs):
        s.function(case, run, inputs, options, names, grad, constant)

    for part in (arithmetic, comparison, reduction, ordering, shaping, indexing, algebra):
        part(op)
    return [s]


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
        op(
            f"div_{mode}",
            lambda a, b: torch.div(a, b, rounding_mode=mode),
            False,
            options={"mode": mode},
            a=integers("da", 9, 3, 4, low=-9),
            b=integers("db", 4, 4, low=1) * torch.tensor([1, -1, 1, -1]),
        )
    op(
        "div_integers",
        lambda a, b: a / b,
        False,
        a=integers("da", 9, 3, 4, low=-9),
        b=torch.tensor([2, -3, 4, 7]),
    )
    for case, f in (("remainder", torch.remainder), ("fmod", torch.fmod)):
        op(case, f, False, a=normal("m", 3, 4, scale=4), b=normal("n", 4))
        op(f"{case}_integers", f, False, a=integers("da", 9, 3, 4, low=-9), b=torch.tensor([2, -3, 4, -7]))
    op("pow_tensor", torch.pow, a=positive, b=(5,))
    op("pow_scalar", lambda a: a**3, options={"exponent": 3}, a=(3, 4))
    op("pow_half", lambda a: a**-0.5, options={"exponent": -0.5}, a=positive)
    op("scalar_pow", lambda a: 2.5**a, options={"base": 2.5}, a=(3, 4))
    for name in (
        "exp",
        "expm1",
        "sin",
        "cos",
        "tanh",
        "atan",
        "erf",
        "sigmoid",
        "square",
        "abs",
        "neg",
        "sign",
        "floor",
        "ceil",
        "trunc",
        "round",
        "frac",
        "sinh",
        "asinh",
    ):
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
    op(
        "addcmul",
        lambda a, b, c: torch.addcmul(a, b, c, value=0.5),
        options={"value": 0.5},
        a=(3, 4),
        b=(3, 1),
        c=(4,),
    )
    op(
        "addcdiv",
        lambda a, b, c: torch.addcdiv(a, b, c, value=0.5),
        options={"value": 0.5},
        a=(3, 4),
        b=(3, 1),
        c=positive[0, :4],
    )
    op("clamp", lambda a: a.clamp(-0.5, 0.8), options={"min": -0.5, "max": 0.8}, a=(4, 5))
    op("clamp_odd", lambda a: a.clamp(min=-1.0), False, options={"min": -1.0}, a=ODD)
    op(
        "nan_to_num",
        lambda a: torch.nan_to_num(a, 0.5, 9.0, -9.0),
        False,
        options={"nan": 0.5, "posinf": 9.0, "neginf": -9.0},
        a=ODD,
    )
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
    op(
        "isclose",
        lambda a, b: torch.isclose(a, b, rtol=1e-2, atol=1e-3, equal_nan=True),
        False,
        options={"rtol": 1e-2, "atol": 1e-3, "equal_nan": True},
        a=ODD,
        b=ODD * 1.005,
    )


def reduction(op):
    x = (3, 4, 5)
    for name in ("sum", "mean", "amax", "amin"):
        op(name, getattr(torch, name), a=x)
        op(f"{name}_dims", lambda a: getattr(torch, name)(a, dim=(0, -1)), options={"dim": [0, -1]}, a=x)
        op(
            f"{name}_keep",
            lambda a: getattr(torch, name)(a, dim=-2, keepdim=True),
            options={"dim": -2, "keepdim": True},
            a=x,
        )
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
    op(
        "logsumexp_odd",
        lambda a: a.logsumexp(0),
        False,
        options={"dim": 0},
        a=single([[-INF, -INF, INF], [-INF, 1, 2]]),
    )
    op("cumsum", lambda a: a.cumsum(1), options={"dim": 1}, a=x)
    op("cumsum_odd", lambda a: a.cumsum(-1), False, options={"dim": -1}, a=ODD)
    op("cumprod", lambda a: a.cumprod(-2), options={"dim": -2}, a=x)
    op("cummax", lambda a: torch.cummax(a, 1), names=("y", "indices"), options={"dim": 1}, a=x)
    op("logcumsumexp", lambda a: torch.logcumsumexp(a, 0), options={"dim": 0}, a=x)
    for p in (0, 1, 2, 3.5, INF, -INF):
        op(
            f"norm_{p}",
            lambda a: torch.linalg.vector_norm(a, p, dim=(0, -1)),
            grad=p != 0,
            options={"ord": str(p), "dim": [0, -1]},
            a=x,
        )
    for name in ("any", "all"):
        op(
            name,
            lambda a: getattr(torch, name)(a, dim=-1),
            False,
            options={"dim": -1},
            a=booleans(name, 5, 3),
        )
    op("count_nonzero", lambda a: torch.count_nonzero(a, dim=0), False, options={"dim": 0}, a=ODD)
    op("normalize", lambda a: F.normalize(a, dim=1), options={"dim": 1}, a=x)
    op(
        "softmax_odd",
        lambda a: a.softmax(1),
        False,
        options={"dim": 1},
        a=single([[-INF, 0, 1], [INF, 0, 1], [-INF] * 3]),
    )


def ordering(op):
    both = ("y", "indices")
    x = (3, 4, 5)
    op("max_dim", lambda a: a.max(1), names=both, options={"dim": 1}, a=x)
    op(
        "min_dim_keep",
        lambda a: a.min(-1, keepdim=True),
        names=both,
        options={"dim": -1, "keepdim": True},
        a=x,
    )
    op("max_dim_odd", lambda a: a.max(1), False, names=both, options={"dim": 1}, a=ODD)
    op("argmax", lambda a: a.argmax(), False, a=x)
    op("argmax_dim", lambda a: a.argmax(-2), False, options={"dim": -2}, a=x)
    op(
        "argmin_dim_keep",
        lambda a: a.argmin(0, keepdim=True),
        False,
        options={"dim": 0, "keepdim": True},
        a=x,
    )
    op("median", torch.median, a=(4, 4))
    op("median_dim", lambda a: a.median(1), names=both, options={"dim": 1}, a=x)
    op(
        "median_odd",
        lambda a: torch.stack([a.median(), a.nanmedian()]),
        False,
        options={"two": ["median", "nanmedian"]},
        a=ODD,
    )
    op(
        "quantile",
        lambda a: torch.quantile(a, a.new_tensor([0.1, 0.5, 0.9]), dim=1),
        options={"q": [0.1, 0.5, 0.9], "dim": 1},
        a=(3, 7),
    )
    op("sort", lambda a: a.sort(1), names=both, options={"dim": 1}, a=x)
    op(
        "sort_descending_stable",
        lambda a: a.sort(dim=0, descending=True, stable=True),
        False,
        names=both,
        options={"dim": 0, "descending": True, "stable": True},
        a=integers("ties", 3, 7, 2),
    )
    op("sort_odd", lambda a: a.sort(1), False, names=both, options={"dim": 1}, a=ODD)
    op(
        "argsort",
        lambda a: a.argsort(-1, descending=True),
        False,
        options={"dim": -1, "descending": True},
        a=x,
    )
    op("topk", lambda a: a.topk(3, dim=-1), names=both, options={"k": 3, "dim": -1}, a=x)
    op(
        "topk_smallest",
        lambda a: a.topk(2, dim=0, largest=False),
        names=both,
        options={"k": 2, "dim": 0, "largest": False},
        a=x,
    )
    op("kthvalue", lambda a: a.kthvalue(3, dim=1), names=both, options={"k": 3, "dim": 1}, a=x)
    op(
        "unique",
        lambda a: torch.unique(a, return_inverse=True, return_counts=True),
        False,
        names=("y", "inverse", "counts"),
        a=integers("unique", 5, 3, 4),
    )
    op(
        "bincount",
        lambda a: torch.bincount(a, minlength=8),
        False,
        options={"minlength": 8},
        a=integers("bin", 6, 11),
    )
    op("histc", lambda a: torch.histc(a, 5, -1, 1), False, options={"bins": 5, "min": -1, "max": 1}, a=(4, 5))
    op(
        "searchsorted",
        lambda a, b: torch.searchsorted(a, b, right=True),
        False,
        options={"right": True},
        a=single([-1.0, 0.0, 0.0, 2.0]),
        b=single([[-2.0, 0.0], [1.0, 3.0]]),
    )
