"""The golden file: named cases, their numbers in f32 and f64, as safetensors. README.md tells the naming."""

import copy
import json
import math
import zlib
from pathlib import Path

import numpy as np
import torch
from torch import nn

DTYPES = {"f32": torch.float32, "f64": torch.float64}
CODES = {
    torch.float64: "F64",
    torch.int64: "I64",
    torch.float32: "F32",
    torch.int32: "I32",
    torch.int16: "I16",
    torch.int8: "I8",
    torch.uint8: "U8",
    torch.bool: "BOOL",
}


def random(seed):
    """A stream of its own for every name, so that a new case changes no other."""
    return np.random.default_rng(zlib.crc32(seed.encode()))


def single(values):
    """Numbers that f32 holds exactly, as f64: so both files start from the same numbers."""
    return torch.from_numpy(np.asarray(values).astype(np.float32).astype(np.float64))


def normal(seed, *shape, scale=1.0, mean=0.0):
    return single(mean + scale * random(seed).standard_normal(shape))


def uniform(seed, *shape, low=0.0, high=1.0):
    return single(random(seed).uniform(low, high, shape))


def integers(seed, high, *shape, low=0):
    return torch.from_numpy(random(seed).integers(low, high, shape))


def booleans(seed, *shape):
    return integers(seed, 2, *shape).bool()


def weight(seed, key, tensor):
    """A value for one state-dict entry, of a size that keeps the outputs near one."""
    if not tensor.is_floating_point():
        return torch.zeros_like(tensor)
    last = key.split(".")[-1]
    if last == "running_var":
        return uniform(seed + key, *tensor.shape, low=0.5, high=1.5)
    if tensor.dim() == 1 and last == "weight":
        return normal(seed + key, *tensor.shape, scale=0.3, mean=1.0)
    return normal(seed + key, *tensor.shape, scale=0.4)


NAN, INF = math.nan, math.inf
ODD = single([[1.5, -0.0, NAN, -INF], [0.0, INF, -2.25, 3.0]])


def cast(tensor, dtype):
    tensor = tensor.detach().clone()
    return tensor.to(dtype) if tensor.is_floating_point() else tensor


def named(outputs, names):
    """Flattens what a module returns (a tensor, or tensors nested in tuples) into name → tensor."""
    if isinstance(outputs, dict):
        return outputs
    flat, stack = [], [outputs]
    while stack:
        item = stack.pop(0)
        if isinstance(item, torch.Tensor):
            flat.append(item)
        elif item is not None:
            stack = list(item) + stack
    return dict(zip(names, flat, strict=True))


class Subject:
    """One subject: `NAME.f32.safetensors` and `NAME.f64.safetensors`."""

    def __init__(self, name):
        self.name = name
        self.notes = {}
        self.tensors = {short: {} for short in DTYPES}

    def note(self, case, **options):
        if case in self.notes:
            raise ValueError(f"{self.name} has two cases {case}")
        self.notes[case] = json.dumps(options)

    def put(self, short, case, role, name, tensor):
        self.tensors[short][f"{case}/{role}/{name}"] = tensor.detach().clone().contiguous()

    def both(self, case, role, name, tensor):
        for short, dtype in DTYPES.items():
            self.put(short, case, role, name, cast(tensor, dtype))

    def function(self, case, run, inputs, options=None, names=("y",), grad=True, constant=()):
        """Records `run(*inputs.values())`; a tuple among the inputs is the shape of a normal sample."""
        self.note(case, **(options or {}))
        inputs = self._drawn(case, inputs)
        for short, dtype in DTYPES.items():
            ins = self._leaves(inputs, dtype, grad, constant)
            self._finish(short, case, ins, {}, named(run(*ins.values()), names), grad)

    def layer(
        self,
        case,
        kind,
        inputs,
        call=None,
        names=("y",),
        train=True,
        steps=None,
        grad=True,
        constant=(),
        extra=None,
        **options,
    ):
        """Records `nn.KIND(**options)`: `call(module, **inputs)`, by default on the inputs in order."""
        self.note(case, op=kind, **options, **({} if train else {"eval": True}), **(extra or {}))
        call = call or (lambda module, **ins: module(*ins.values()))
        module = getattr(nn, kind)(**options).double().train(train)
        weights = {k: weight(case, k, v) for k, v in module.state_dict().items()}
        inputs = self._drawn(case, inputs)
        for short, dtype in DTYPES.items():
            ins = self._leaves(inputs, dtype, grad, constant)
            net = copy.deepcopy(module).to(dtype)
            net.load_state_dict({k: cast(v, dtype) for k, v in weights.items()})
            for key, value in net.state_dict().items():
                self.put(short, case, "weight", key, value)
            outputs = named(call(net, **ins), names)
            for key, value in net.named_buffers():
                if not torch.equal(value, cast(weights[key], dtype)):
                    self.put(short, case, "after", key, value)
            self._finish(short, case, ins, dict(net.named_parameters()), outputs, grad)

    def _drawn(self, case, inputs):
        return {k: normal(case + k, *v) if isinstance(v, tuple) else v for k, v in inputs.items()}

    def _leaves(self, inputs, dtype, grad, constant):
        return {
            k: cast(v, dtype).requires_grad_(grad and v.is_floating_point() and k not in constant)
            for k, v in inputs.items()
        }

    def _finish(self, short, case, inputs, weights, outputs, grad):
        for key, value in inputs.items():
            self.put(short, case, "in", key, value)
        total = 0
        for key, value in outputs.items():
            self.put(short, case, "out", key, value)
            if grad and value.requires_grad:
                upstream = normal(case + "upstream" + key, *value.shape).to(value.dtype)
                self.put(short, case, "upstream", key, upstream)
                total = total + (value * upstream).sum()
        if grad:
            total.backward()
            for role, leaves in (("grad/in", inputs), ("grad/weight", weights)):
                for key, value in leaves.items():
                    if value.grad is not None:
                        self.put(short, case, role, key, value.grad)

    def save(self, folder):
        for short, tensors in self.tensors.items():
            write_tensors(Path(folder) / f"{self.name}.{short}.safetensors", tensors, self.notes)


def write_tensors(path, tensors, metadata):
    """Safetensors, written here because the library's order of metadata changes from run to run."""
    entries, data, offset = {"__metadata__": metadata}, [], 0
    for name, tensor in sorted(tensors.items(), key=lambda item: (-item[1].element_size(), item[0])):
        raw = tensor.contiguous().numpy().tobytes()
        entries[name] = {
            "dtype": CODES[tensor.dtype],
            "shape": list(tensor.shape),
            "data_offsets": [offset, offset + len(raw)],
        }
        offset += len(raw)
        data.append(raw)
    header = json.dumps(entries, separators=(",", ":"), ensure_ascii=False).encode()
    header += b" " * (-len(header) % 8)
    path.write_bytes(len(header).to_bytes(8, "little") + header + b"".join(data))


def write_json(path, value):
    """JSON with one row a line, so that a change shows as the rows it changes."""

    def line(item):
        return json.dumps(item, ensure_ascii=False, allow_nan=False)

    def block(item):
        if isinstance(item, list):
            return "[\n" + ",\n".join(line(row) for row in item) + "]"
        return line(item)

    if isinstance(value, list):
        text = block(value)
    else:
        text = "{\n" + ",\n".join(f"{line(k)}: {block(v)}" for k, v in value.items()) + "}"
    path.write_text(text + "\n", encoding="utf-8")
