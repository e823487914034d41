"""Schedules: the learning rate of each of 50 steps. `schedules.json`."""

import math

import torch
from torch.optim import lr_scheduler as torch_schedules

from golden import write_json

STEPS = 50
CASES = {
    "step": ("StepLR", dict(step_size=7, gamma=0.5)),
    "multi_step": ("MultiStepLR", dict(milestones=[3, 10, 10, 31], gamma=0.3)),
    "exponential": ("ExponentialLR", dict(gamma=0.93)),
    "constant": ("ConstantLR", dict(factor=0.25, total_iters=6)),
    "linear": ("LinearLR", dict(start_factor=0.1, end_factor=1.0, total_iters=12)),
    "linear_down": ("LinearLR", dict(start_factor=1.0, end_factor=0.05, total_iters=40)),
    "polynomial": ("PolynomialLR", dict(total_iters=40, power=2.0)),
    "polynomial_linear": ("PolynomialLR", dict(total_iters=50, power=1.0)),
    "cosine": ("CosineAnnealingLR", dict(T_max=50)),
    "cosine_floor": ("CosineAnnealingLR", dict(T_max=49, eta_min=0.01)),
    "cosine_beyond": ("CosineAnnealingLR", dict(T_max=20, eta_min=0.02)),
    "restarts": ("CosineAnnealingWarmRestarts", dict(T_0=10)),
    "restarts_longer": ("CosineAnnealingWarmRestarts", dict(T_0=7, T_mult=2, eta_min=0.01)),
    "one_cycle": ("OneCycleLR", dict(max_lr=0.5, total_steps=50)),
    "one_cycle_linear": ("OneCycleLR", dict(max_lr=0.5, total_steps=50, anneal_strategy="linear")),
    "one_cycle_three_phase": ("OneCycleLR", dict(max_lr=0.5, total_steps=50, three_phase=True)),
    "one_cycle_three_phase_linear": (
        "OneCycleLR",
        dict(max_lr=0.5, total_steps=50, three_phase=True, anneal_strategy="linear", pct_start=0.4),
    ),
    "one_cycle_factors": (
        "OneCycleLR",
        dict(max_lr=0.3, total_steps=50, pct_start=0.2, div_factor=10.0, final_div_factor=100.0),
    ),
    "cyclic": (
        "CyclicLR",
        dict(base_lr=0.05, max_lr=0.4, step_size_up=6, step_size_down=9, cycle_momentum=False),
    ),
    "cyclic_halving": (
        "CyclicLR",
        dict(base_lr=0.05, max_lr=0.4, step_size_up=6, mode="triangular2", cycle_momentum=False),
    ),
}


def write(folder):
    rows = [plain(case, kind, options) for case, (kind, options) in CASES.items()]
    rows += [
        warmup("warmup_cosine", 5, dict(start_factor=0.1, end_factor=1.0), dict(T_max=45)),
        warmup(
            "warmup_cosine_floor", 10, dict(start_factor=0.01, end_factor=1.0), dict(T_max=40, eta_min=0.005)
        ),
    ]
    rows += [
        plateau("plateau", {}),
        plateau("plateau_patient", dict(factor=0.5, patience=3, cooldown=2, min_lr=0.02)),
        plateau("plateau_absolute", dict(factor=0.3, patience=1, threshold=0.05, threshold_mode="abs")),
        plateau("plateau_max", dict(mode="max", factor=0.5, patience=2, threshold=0.01)),
    ]
    write_json(folder / "schedules.json", rows)


def sgd():
    return torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.2, momentum=0.9)


def run(optimizer, schedule):
    rates = []
    for _ in range(STEPS):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        if len(rates) < STEPS:
            schedule.step()
    return rates


def plain(case, kind, options):
    optimizer = sgd()
    schedule = getattr(torch_schedules, kind)(optimizer, **options)
    return {"name": case, "op": kind, "base": 0.2, "options": options, "rates": run(optimizer, schedule)}


def warmup(case, steps, linear, cosine):
    optimizer = sgd()
    schedule = torch_schedules.SequentialLR(
        optimizer,
        [
            torch_schedules.LinearLR(optimizer, total_iters=steps, **linear),
            torch_schedules.CosineAnnealingLR(optimizer, **cosine),
        ],
        [steps],
    )
    return {
        "name": case,
        "op": "SequentialLR",
        "base": 0.2,
        "options": {
            "milestone": steps,
            "LinearLR": {"total_iters": steps, **linear},
            "CosineAnnealingLR": cosine,
        },
        "rates": run(optimizer, schedule),
    }


def plateau(case, options):
    """`rates[i]` is the rate after `metrics[i]` was told."""
    optimizer = sgd()
    schedule = torch_schedules.ReduceLROnPlateau(optimizer, **options)
    metrics, rates = [], []
    for i in range(STEPS):
        fall = math.exp(-i / 6) + 0.08 * math.sin(2.1 * i)
        metrics.append(1 - fall if options.get("mode") == "max" else fall)
        schedule.step(metrics[-1])
        rates.append(optimizer.param_groups[0]["lr"])
    return {
        "name": case,
        "op": "ReduceLROnPlateau",
        "base": 0.2,
        "options": options,
        "metrics": metrics,
        "rates": rates,
    }
