"""Initialisers: not their random values but what these must obey. `initialisers.json`."""

import math

import torch
from torch import nn
from torch.nn import init

from golden import write_json

LAYERS = {
    "linear": nn.Linear(5, 7),
    "conv1d": nn.Conv1d(4, 6, 3),
    "conv2d": nn.Conv2d(4, 6, (3, 5)),
    "conv2d_groups": nn.Conv2d(4, 6, 3, groups=2),
    "conv3d": nn.Conv3d(2, 3, (2, 3, 4)),
    "conv_transpose1d": nn.ConvTranspose1d(4, 6, 3),
    "conv_transpose2d": nn.ConvTranspose2d(4, 6, (3, 5)),
    "conv_transpose2d_groups": nn.ConvTranspose2d(4, 6, 3, groups=2),
    "conv_transpose3d": nn.ConvTranspose3d(2, 3, (2, 3, 4)),
    "embedding": nn.Embedding(9, 5),
}


def write(folder):
    write_json(
        folder / "initialisers.json",
        {
            "gain": gains(),
            "fans": fans(),
            "scale": scales(),
            "defaults": defaults(),
            "trunc_normal": [
                truncated(*args)
                for args in ((0, 1, -2, 2), (0, 0.02, -2, 2), (0.5, 0.7, -0.2, 1.0), (1, 2, -1, 1))
            ],
            "orthogonal": orthogonal(),
            "exact": exact(),
        },
    )


def gains():
    plain = [
        "linear",
        "conv1d",
        "conv2d",
        "conv3d",
        "conv_transpose1d",
        "conv_transpose2d",
        "conv_transpose3d",
        "sigmoid",
        "tanh",
        "relu",
        "leaky_relu",
        "selu",
    ]
    return [{"nonlinearity": n, "param": None, "gain": init.calculate_gain(n)} for n in plain] + [
        {"nonlinearity": "leaky_relu", "param": p, "gain": init.calculate_gain("leaky_relu", p)}
        for p in (0.0, 0.2, math.sqrt(5))
    ]


def fans():
    """As PyTorch counts them: from the weight's shape alone, so a transposed convolution's are swapped."""
    rows = []
    for kind, layer in LAYERS.items():
        fan_in, fan_out = init._calculate_fan_in_and_fan_out(layer.weight)
        rows.append({"layer": kind, "shape": list(layer.weight.shape), "fan_in": fan_in, "fan_out": fan_out})
    return rows


def scales():
    """The bound of each uniform, the deviation of each normal initialiser, for every shape of `fans`."""
    rows = []
    for row in fans():
        fan_in, fan_out = row["fan_in"], row["fan_out"]
        for gain in (1.0, init.calculate_gain("tanh")):
            rows.append(
                {
                    "shape": row["shape"],
                    "init": "xavier_uniform",
                    "gain": gain,
                    "bound": gain * math.sqrt(6 / (fan_in + fan_out)),
                }
            )
            rows.append(
                {
                    "shape": row["shape"],
                    "init": "xavier_normal",
                    "gain": gain,
                    "std": gain * math.sqrt(2 / (fan_in + fan_out)),
                }
            )
        for mode, fan in (("fan_in", fan_in), ("fan_out", fan_out)):
            for nonlinearity, a in (("leaky_relu", 0.0), ("leaky_relu", 0.2), ("relu", 0.0), ("linear", 0.0)):
                std = init.calculate_gain(nonlinearity, a) / math.sqrt(fan)
                common = {"shape": row["shape"], "mode": mode, "nonlinearity": nonlinearity, "a": a}
                rows.append({"init": "kaiming_uniform", **common, "bound": math.sqrt(3) * std})
                rows.append({"init": "kaiming_normal", **common, "std": std})
    for row in rows:
        probe(row)
    return rows


def probe(row):
    """Checks a row against what PyTorch draws, so that the formula above is PyTorch's and not a belief."""
    torch.manual_seed(1)
    options = {k: v for k, v in row.items() if k in ("gain", "mode", "nonlinearity", "a")}
    drawn = torch.cat(
        [
            getattr(init, row["init"] + "_")(
                torch.empty(row["shape"], dtype=torch.float64), **options
            ).flatten()
            for _ in range(3 + 20_000 // math.prod(row["shape"]))
        ]
    )
    expected = row.get("std") or row["bound"] / math.sqrt(3)
    assert abs(drawn.std().item() / expected - 1) < 0.03, row
    assert drawn.abs().max().item() <= row.get("bound", math.inf), row


def defaults():
    """What a fresh layer of PyTorch has: each entry uniform within a bound, normal, or constant."""
    rows = []
    for kind, layer in LAYERS.items():
        if kind == "embedding":
            rows.append({"layer": kind, "key": "weight", "shape": list(layer.weight.shape), "std": 1.0})
            continue
        fan_in, _ = init._calculate_fan_in_and_fan_out(layer.weight)
        for key, value in layer.state_dict().items():
            rows.append(
                {"layer": kind, "key": key, "shape": list(value.shape), "bound": 1 / math.sqrt(fan_in)}
            )
            assert value.abs().max() <= 1 / math.sqrt(fan_in) * (1 + 1e-6)
    for kind, layer in (("rnn", nn.RNN(4, 9)), ("lstm", nn.LSTM(4, 9)), ("gru", nn.GRU(4, 9))):
        for key, value in layer.state_dict().items():
            rows.append({"layer": kind, "key": key, "shape": list(value.shape), "bound": 1 / math.sqrt(9)})
    attention = nn.MultiheadAttention(6, 2)
    rows.append(
        {"layer": "attention", "key": "in_proj_weight", "shape": [18, 6], "bound": math.sqrt(6 / (18 + 6))}
    )
    rows.append({"layer": "attention", "key": "in_proj_bias", "shape": [18], "constant": 0.0})
    rows.append({"layer": "attention", "key": "out_proj.weight", "shape": [6, 6], "bound": 1 / math.sqrt(6)})
    rows.append({"layer": "attention", "key": "out_proj.bias", "shape": [6], "constant": 0.0})
    assert not attention.in_proj_bias.any() and not attention.out_proj.bias.any()
    for kind in ("batch_norm", "layer_norm", "group_norm", "rms_norm"):
        rows.append({"layer": kind, "key": "weight", "shape": [4], "constant": 1.0})
        if kind != "rms_norm":
            rows.append({"layer": kind, "key": "bias", "shape": [4], "constant": 0.0})
    rows.append({"layer": "prelu", "key": "weight", "shape": [1], "constant": 0.25})
    return rows


def truncated(mean, std, low, high):
    """Bounds are absolute; mean and deviation of what lies within them, from the normal's moments."""

    def density(z):
        return math.exp(-z * z / 2) / math.sqrt(2 * math.pi)

    a, b = (low - mean) / std, (high - mean) / std
    mass = 0.5 * (math.erf(b / math.sqrt(2)) - math.erf(a / math.sqrt(2)))
    shift = (density(a) - density(b)) / mass
    spread = math.sqrt(1 + (a * density(a) - b * density(b)) / mass - shift * shift)
    torch.manual_seed(2)
    drawn = init.trunc_normal_(torch.empty(40_000, dtype=torch.float64), mean, std, low, high)
    assert abs(drawn.std().item() / (std * spread) - 1) < 0.02
    return {
        "mean": mean,
        "std": std,
        "low": low,
        "high": high,
        "expected_mean": mean + std * shift,
        "expected_std": std * spread,
    }


def orthogonal():
    """Flattened to (first size, rest): the shorter side's vectors are orthonormal, times the gain."""
    rows = []
    for shape, gain in (
        ([5, 3], 1.0),
        ([3, 5], 1.0),
        ([4, 4], math.sqrt(2)),
        ([6, 2, 3, 3], 1.0),
        ([8, 1, 2], 0.5),
    ):
        torch.manual_seed(3)
        w = init.orthogonal_(torch.empty(shape, dtype=torch.float64), gain).flatten(1)
        side = "rows" if w.shape[0] <= w.shape[1] else "columns"
        gram = w @ w.T if side == "rows" else w.T @ w
        assert torch.allclose(gram, gain**2 * torch.eye(len(gram), dtype=torch.float64))
        rows.append({"shape": shape, "gain": gain, "orthonormal": side})
    return rows


def exact():
    """Initialisers without chance, in full, row-major."""
    rows = [{"init": "eye", "shape": [3, 4], "values": init.eye_(torch.empty(3, 4)).flatten().tolist()}]
    for shape, groups in (([4, 2, 3], 1), ([2, 4, 3], 1), ([4, 2, 3, 3], 2), ([3, 3, 1, 2, 3], 1)):
        values = init.dirac_(torch.empty(shape), groups).flatten().tolist()
        rows.append({"init": "dirac", "shape": shape, "groups": groups, "values": values})
    return rows
