"""Optimizers: ten steps on two tensors with fixed gradients; the parameter after every step."""

import math

import numpy as np
import torch

from golden import DTYPES, Subject, cast, normal

STEPS = 10
SHAPES = {"a": (3, 4), "b": (5,)}
CASES = {
    "sgd": ("SGD", dict(lr=0.1)),
    "sgd_momentum": ("SGD", dict(lr=0.1, momentum=0.9)),
    "sgd_dampening": ("SGD", dict(lr=0.1, momentum=0.9, dampening=0.3)),
    "sgd_nesterov": ("SGD", dict(lr=0.1, momentum=0.9, nesterov=True)),
    "sgd_weight_decay": ("SGD", dict(lr=0.1, weight_decay=0.05)),
    "sgd_nesterov_weight_decay": ("SGD", dict(lr=0.1, momentum=0.8, nesterov=True, weight_decay=0.05)),
    "sgd_maximize": ("SGD", dict(lr=0.1, momentum=0.9, maximize=True)),
    "adam": ("Adam", dict(lr=0.05)),
    "adam_betas": ("Adam", dict(lr=0.05, betas=(0.7, 0.95), eps=1e-3)),
    "adam_weight_decay": ("Adam", dict(lr=0.05, weight_decay=0.1)),
    "adam_amsgrad": ("Adam", dict(lr=0.05, betas=(0.8, 0.6), amsgrad=True)),
    "adamw": ("AdamW", dict(lr=0.05)),
    "adamw_weight_decay": ("AdamW", dict(lr=0.05, betas=(0.7, 0.95), eps=1e-6, weight_decay=0.3)),
    "adamw_amsgrad": ("AdamW", dict(lr=0.05, betas=(0.8, 0.6), weight_decay=0.1, amsgrad=True)),
    "nadam": ("NAdam", dict(lr=0.05)),
    "radam": ("RAdam", dict(lr=0.05, betas=(0.8, 0.9))),
    "adamax": ("Adamax", dict(lr=0.05, weight_decay=0.1)),
    "adadelta": ("Adadelta", dict(lr=1.0, rho=0.8, weight_decay=0.1)),
    "rmsprop": ("RMSprop", dict(lr=0.02)),
    "rmsprop_centered": ("RMSprop", dict(lr=0.02, alpha=0.9, eps=1e-4, centered=True)),
    "rmsprop_momentum": ("RMSprop", dict(lr=0.02, alpha=0.9, momentum=0.7, weight_decay=0.1)),
    "rmsprop_centered_momentum": ("RMSprop", dict(lr=0.02, alpha=0.8, momentum=0.5, centered=True)),
    "adagrad": ("Adagrad", dict(lr=0.1)),
    "adagrad_decay": (
        "Adagrad",
        dict(lr=0.1, lr_decay=0.2, weight_decay=0.1, initial_accumulator_value=0.3, eps=1e-4),
    ),
    "lion": ("Lion", dict(lr=0.02, betas=(0.9, 0.99))),
    "lion_weight_decay": ("Lion", dict(lr=0.02, betas=(0.8, 0.95), weight_decay=0.4)),
}


def record():
    s = Subject("optimizers")
    starts = {k: normal("start" + k, *shape) for k, shape in SHAPES.items()}
    gradients = {k: normal("gradient" + k, STEPS, *shape, scale=0.7) for k, shape in SHAPES.items()}
    gradients["a"][:, 0, 0] = 0  # a weight that never gets a gradient
    gradients["a"][4] = 0
    s.note("shared", steps=STEPS)
    for k in SHAPES:
        s.both("shared", "start", k, starts[k])
        s.both("shared", "gradient", k, gradients[k])
    for case, (kind, options) in CASES.items():
        s.note(case, op=kind, **options)
        for short, dtype in DTYPES.items():
            given = {k: cast(gradients[k], dtype) for k in SHAPES}
            steps = (lion if kind == "Lion" else torch_steps)(
                kind, {k: cast(v, dtype) for k, v in starts.items()}, given, options
            )
            for k, rows in steps.items():
                s.put(short, case, "out", k, torch.stack(rows))
    clip(s)
    return [s]


def torch_steps(kind, parameters, gradients, options):
    for parameter in parameters.values():
        parameter.requires_grad_()
    optimizer = getattr(torch.optim, kind)(list(parameters.values()), foreach=False, **options)
    rows = {k: [] for k in parameters}
    for step in range(STEPS):
        for k, parameter in parameters.items():
            parameter.grad = gradients[k][step].clone()
        optimizer.step()
        for k, parameter in parameters.items():
            rows[k].append(parameter.detach().clone())
    return rows


def lion(_, parameters, gradients, options):
    """Chen et al. 2023, Symbolic Discovery of Optimization Algorithms, Algorithm 2. PyTorch has none."""
    rate, (b1, b2), decay = options["lr"], options["betas"], options.get("weight_decay", 0.0)
    rows = {}
    for k, parameter in parameters.items():
        p, m, rows[k] = parameter.numpy(), np.zeros_like(parameter.numpy()), []
        for g in gradients[k].numpy():
            p = p - rate * (np.sign(b1 * m + (1 - b1) * g) + decay * p)
            m = b2 * m + (1 - b2) * g
            rows[k].append(torch.from_numpy(p.copy()))
    return rows


def clip(s):
    """Clipping of gradients before a step: by the norm of all, by value; an average of weights beside."""
    for case, call, options in (
        ("clip_norm", torch.nn.utils.clip_grad_norm_, dict(max_norm=1.5)),
        ("clip_norm_unreached", torch.nn.utils.clip_grad_norm_, dict(max_norm=1e3)),
        ("clip_norm_infinity", torch.nn.utils.clip_grad_norm_, dict(max_norm=0.5, norm_type=math.inf)),
        ("clip_value", torch.nn.utils.clip_grad_value_, dict(clip_value=0.6)),
    ):
        s.note(case, op=case, **{k: "inf" if v == math.inf else v for k, v in options.items()})
        for short, dtype in DTYPES.items():
            leaves = {k: torch.zeros(shape, dtype=dtype, requires_grad=True) for k, shape in SHAPES.items()}
            for k, leaf in leaves.items():
                leaf.grad = cast(normal("clip" + k, *SHAPES[k]), dtype)
                s.put(short, case, "in", k, leaf.grad)
            norm = call(list(leaves.values()), **options)
            if norm is not None:
                s.put(short, case, "out", "norm", norm)
            for k, leaf in leaves.items():
                s.put(short, case, "out", k, leaf.grad)
