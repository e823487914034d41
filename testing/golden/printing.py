"""`printing.safetensors`: tensors, and as metadata under the same name what `print` shows of each."""

import math

import torch

from golden import write_tensors


def write(folder):
    count = torch.arange
    tensors = {
        "floats": torch.tensor([1.0, 2.5, -3.125]),
        "whole_floats": torch.tensor([[1.0, 2.0], [-30.0, 4.0]]),
        "rounded": torch.tensor([0.1, 1 / 3, 2 / 3, 99.99999]),
        "scalar": torch.tensor(3.14159274),
        "scalar_whole": torch.tensor(7.0),
        "scalar_integer": torch.tensor(-7),
        "scalar_true": torch.tensor(True),
        "scalar_double": torch.tensor(1e-9, dtype=torch.float64),
        "integers": torch.tensor([[1, -20], [300, 4]]),
        "integers32": count(5, dtype=torch.int32),
        "bytes": torch.tensor([0, 128, 255], dtype=torch.uint8),
        "booleans": torch.tensor([[True, False], [False, True]]),
        "doubles": torch.tensor([0.5, 1e-3], dtype=torch.float64),
        "scientific": torch.tensor([1e-5, 1.0, 12345.678]),
        "scientific_large": torch.tensor([1e10, 2.0]),
        "scientific_whole": torch.tensor([1e9, 2.0]),
        "tiny": torch.tensor([1e-12, 3e-12]),
        "near_whole": torch.tensor([100000.0, 0.5]),
        "special": torch.tensor([math.nan, math.inf, -math.inf, 1.5]),
        "special_whole": torch.tensor([math.nan, math.inf, -math.inf, 1.0]),
        "only_nan": torch.tensor([math.nan, math.nan]),
        "negative_zero": torch.tensor([-0.0, 0.0]),
        "empty": torch.zeros(0),
        "empty_rows": torch.zeros(0, 3),
        "empty_integers": torch.zeros(2, 0, dtype=torch.int64),
        "three_d": count(24.0).reshape(2, 3, 4) / 4,
        "four_d": count(16).reshape(2, 2, 2, 2),
        "one_row": count(30.0),
        "wrapped_integers": count(100),
        "long": count(1001),
        "long_floats": count(1500.0) / 8,
        "wide": count(1200).reshape(4, 300),
        "large": (count(1600.0) / 7).reshape(40, 40),
        "deep": count(1536).reshape(8, 8, 8, 3).to(torch.uint8),
    }
    for name, tensor in list(tensors.items()):
        if tensor.dtype == torch.float32 and tensor.numel() < 30:
            tensors[f"{name}_f64"] = tensor.double()
    shown = {name: str(tensor) for name, tensor in tensors.items()}
    write_tensors(folder / "printing.safetensors", tensors, shown)
