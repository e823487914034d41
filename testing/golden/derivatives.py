"""Gradients of gradients."""

import torch
from torch.nn import functional as F

from golden import Subject, normal


def record():
    s = Subject("derivatives")

    def penalty(x, w1, b1, w2, b2):
        """Gulrajani et al. 2017, §4: (‖∂f/∂x‖ − 1)² averaged; f = tanh(x W1ᵀ + b1) W2ᵀ + b2."""
        value = F.linear(torch.tanh(F.linear(x, w1, b1)), w2, b2)
        (slope,) = torch.autograd.grad(value.sum(), x, create_graph=True)
        return {"slope": slope, "y": ((slope.norm(dim=1) - 1) ** 2).mean()}

    s.function(
        "gradient_penalty",
        penalty,
        {"x": (3, 4), "w1": (5, 4), "b1": (5,), "w2": (1, 5), "b2": (1,)},
        {
            "y": "mean((norm(d sum(f) / d x, per row) - 1)^2)",
            "f": "tanh(x w1^T + b1) w2^T + b2",
            "slope": "d sum(f) / d x",
        },
    )

    def hessian_times(x, v):
        value = (torch.sin(x) * x.prod()).sum()
        (first,) = torch.autograd.grad(value, x, create_graph=True)
        (second,) = torch.autograd.grad((first * v).sum(), x, create_graph=True)
        return {"first": first, "y": second}

    s.function(
        "hessian_times_vector",
        hessian_times,
        {"x": normal("point", 4, scale=0.6), "v": (4,)},
        {"f": "sum(sin(x) * prod(x))", "first": "d f / d x", "y": "d sum(first * v) / d x"},
        constant=("v",),
    )

    def through_convolution(x, kernel):
        value = F.silu(F.conv2d(x, kernel, stride=2, padding=1)).pow(2).sum()
        (slope,) = torch.autograd.grad(value, kernel, create_graph=True)
        return {"first": slope, "y": slope.pow(2).sum()}

    s.function(
        "second_through_convolution",
        through_convolution,
        {"x": normal("picture", 2, 2, 5, 4, scale=0.4), "kernel": normal("kernel", 3, 2, 3, 3, scale=0.3)},
        {
            "f": "sum(silu(conv2d(x, kernel, stride=2, padding=1))^2)",
            "first": "d f / d kernel",
            "y": "sum(first^2)",
        },
    )
    return [s]
