"""Tensor operators on what an array is: its shape, its elements by index, its linear algebra."""

import torch
from torch.nn import functional as F

from golden import ODD, booleans, integers, normal, single


def shaping(op):
    x = (2, 3, 4)
    op(
        "reshape",
        lambda a: a.transpose(0, 2).reshape(-1, 6),
        options={"transpose": [0, 2], "shape": [-1, 6]},
        a=x,
    )
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
    op(
        "cat",
        lambda a, b: torch.cat([a, b, a], -1),
        options={"order": "a b a", "dim": -1},
        a=(2, 3),
        b=(2, 1),
    )
    op("stack", lambda a, b: torch.stack([a, b], -2), options={"dim": -2}, a=(2, 3), b=(2, 3))
    op("chunk", lambda a: a.chunk(3, 1), names=("y0", "y1", "y2"), options={"chunks": 3, "dim": 1}, a=(2, 7))
    op(
        "split",
        lambda a: a.split([1, 4, 2], 1),
        names=("y0", "y1", "y2"),
        options={"sizes": [1, 4, 2], "dim": 1},
        a=(2, 7),
    )
    op("unfold", lambda a: a.unfold(1, 3, 2), options={"dim": 1, "size": 3, "step": 2}, a=(2, 8))
    op("tril", lambda a: a.tril(-1), options={"diagonal": -1}, a=x)
    op("triu", lambda a: a.triu(1), options={"diagonal": 1}, a=x)
    op("diagonal", lambda a: a.diagonal(1, 0, 2), options={"offset": 1, "dims": [0, 2]}, a=x)
    op("diag_embed", lambda a: torch.diag_embed(a, -1), options={"offset": -1}, a=(2, 3))
    op(
        "meshgrid",
        lambda a, b: torch.meshgrid(a, b, indexing="ij"),
        names=("y0", "y1"),
        options={"indexing": "ij"},
        a=(3,),
        b=(2,),
    )
    for mode in ("constant", "reflect", "replicate", "circular"):
        op(
            f"pad_{mode}",
            lambda a: F.pad(a, (2, 1, 1, 2), mode=mode, **({"value": 0.5} if mode == "constant" else {})),
            options={"pad": [2, 1, 1, 2], "mode": mode, "value": 0.5},
            a=(1, 2, 4, 3),
        )
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
    op(
        "scatter",
        lambda a, i, b: a.scatter(1, i, b),
        options={"dim": 1},
        a=x,
        i=torch.tensor([[3, 0, 2], [1, 4, 0]]),
        b=(2, 3),
    )
    op(
        "scatter_value",
        lambda a, i: a.scatter(0, i, 7.5),
        options={"dim": 0, "value": 7.5},
        a=x,
        i=torch.tensor([[3, 0, 2], [1, 2, 0]]),
    )
    op("scatter_add", lambda a, i, b: a.scatter_add(1, i, b), options={"dim": 1}, a=x, i=index, b=(2, 4))
    for reduce in ("sum", "mean", "amax"):
        op(
            f"scatter_reduce_{reduce}",
            lambda a, i, b: a.scatter_reduce(1, i, b, reduce, include_self=False),
            options={"dim": 1, "reduce": reduce, "include_self": False},
            a=x,
            i=index,
            b=(2, 4),
        )
    op("index_select", lambda a, i: a.index_select(0, i), options={"dim": 0}, a=x, i=rows)
    op("index_select_last", lambda a, i: a.index_select(-1, i), options={"dim": -1}, a=x, i=rows)
    op(
        "index_add",
        lambda a, i, b: a.index_add(0, i, b, alpha=2),
        options={"dim": 0, "alpha": 2},
        a=x,
        i=rows,
        b=(3, 5),
    )
    op(
        "index_copy",
        lambda a, i, b: a.index_copy(0, i, b),
        options={"dim": 0},
        a=x,
        i=torch.tensor([2, 0]),
        b=(2, 5),
    )
    op("index_pairs", lambda a, i, j: a[i, j], a=x, i=rows, j=torch.tensor([4, 0, -1]))
    op(
        "index_put_accumulate",
        lambda a, i, j, b: a.index_put((i, j), b, accumulate=True),
        options={"accumulate": True},
        a=x,
        i=rows,
        j=torch.tensor([4, 0, 4]),
        b=(3,),
    )
    op("masked_select", torch.masked_select, a=x, m=booleans("m", 4, 5))
    op(
        "masked_fill",
        lambda a, m: a.masked_fill(m, -1.5),
        options={"value": -1.5},
        a=x,
        m=booleans("n", 4, 1),
    )
    op("masked_scatter", torch.masked_scatter, a=x, m=booleans("m", 4, 5), b=(20,))
    op("take", torch.take, a=x, i=torch.tensor([[19, 0], [7, -1]]))
    op(
        "take_along_dim",
        lambda a, i: torch.take_along_dim(a, i, 0),
        options={"dim": 0},
        a=x,
        i=torch.tensor([[3, 0, 1, 1, 2]]),
    )
    op("nonzero", torch.nonzero, False, a=ODD)
    op("argwhere_empty", torch.nonzero, False, a=torch.zeros(2, 3, dtype=torch.float64))
    op(
        "tril_indices",
        lambda a: torch.tril_indices(3, 4, 1),
        False,
        options={"rows": 3, "columns": 4, "offset": 1},
        a=(1,),
    )


def algebra(op):
    square = normal("square", 2, 3, 3) + 4 * torch.eye(3)
    tall, wide = normal("tall", 5, 3), normal("wide", 2, 3, 5)
    symmetric = single(square @ square.mT / 8 + torch.eye(3))
    linalg = torch.linalg
    op("matmul", torch.matmul, a=(3, 4), b=(4, 5))
    op("matmul_batch", torch.matmul, a=(2, 1, 3, 4), b=(5, 4, 2))
    op("matmul_vector", torch.matmul, a=(2, 3, 4), b=(4,))
    op("matmul_dot", torch.matmul, a=(5,), b=(5,))
    op("matmul_integers", torch.matmul, False, a=integers("ma", 9, 3, 4), b=integers("mb", 9, 4, 2))
    op("bmm", torch.bmm, a=(3, 2, 4), b=(3, 4, 5))
    op(
        "addmm",
        lambda a, b, c: torch.addmm(a, b, c, beta=0.5, alpha=2),
        options={"beta": 0.5, "alpha": 2},
        a=(5,),
        b=(3, 4),
        c=(4, 5),
    )
    op("outer", torch.outer, a=(3,), b=(4,))
    op("kron", torch.kron, a=(2, 3), b=(3, 2))
    op("cross", lambda a, b: linalg.cross(a, b, dim=-1), options={"dim": -1}, a=(4, 3), b=(4, 3))
    for case, equation, shapes in (
        ("batch", "bij,bjk->bik", ((2, 3, 4), (2, 4, 5))),
        ("trace", "ii->", ((4, 4),)),
        ("outer", "i,j->ij", ((3,), (4,))),
        ("heads", "bqhd,bkhd->bhqk", ((2, 3, 2, 4), (2, 5, 2, 4))),
        ("ellipsis", "...ij,jk->...ki", ((2, 2, 3, 4), (4, 5))),
    ):
        op(
            f"einsum_{case}",
            lambda *ins: torch.einsum(equation, *ins),
            options={"equation": equation},
            **dict(zip("ab", shapes, strict=False)),
        )
    op(
        "tensordot",
        lambda a, b: torch.tensordot(a, b, dims=([1, 2], [0, 1])),
        options={"dims": [[1, 2], [0, 1]]},
        a=(2, 3, 4),
        b=(3, 4, 5),
    )
    op("singular_values", linalg.svdvals, a=tall)
    op(
        "svd_rebuilt",
        rebuilt_svd,
        names=("y", "values"),
        a=wide,
        options={"y": "U S V^T", "full_matrices": False},
    )
    op(
        "qr_rebuilt",
        lambda a: (torch.matmul(*linalg.qr(a)), linalg.qr(a).R.diagonal().abs()),
        names=("y", "diagonal"),
        options={"y": "Q R", "diagonal": "|R_ii|"},
        a=tall,
    )
    op("cholesky", linalg.cholesky, a=symmetric)
    op("eigenvalues_symmetric", linalg.eigvalsh, a=symmetric)
    op("eigh_rebuilt", rebuilt_eigh, names=("y", "values"), options={"y": "V diag(values) V^T"}, a=symmetric)
    op(
        "eigenvalues",
        lambda a: torch.view_as_real(sorted_complex(linalg.eigvals(a))),
        False,
        options={"y": "real, imaginary; sorted by real, then imaginary"},
        a=normal("rotating", 4, 4),
    )
    op("solve", linalg.solve, a=square, b=(2, 3, 2))
    op("solve_vector", linalg.solve, a=square[0], b=(3,))
    op(
        "solve_triangular",
        lambda a, b: linalg.solve_triangular(a.tril(), b, upper=False),
        options={"a": "its lower triangle", "upper": False},
        a=square,
        b=(2, 3, 2),
    )
    op(
        "cholesky_solve",
        lambda a, b: torch.cholesky_solve(b, linalg.cholesky(a)),
        options={"y": "a y = b"},
        a=symmetric,
        b=(2, 3, 2),
    )
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
