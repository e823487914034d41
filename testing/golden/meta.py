"""Learning to learn: the outer gradient of MAML, and the loss of prototypical nets, by torch.func and autograd."""

import torch
from torch import nn
from torch.func import functional_call
from torch.nn import functional as F

from golden import DTYPES, Subject
from vision import filled, formula

WAYS, SHOTS, QUERIES, STEPS, RATE = 3, 1, 2, 2, 0.3


def net():
    """Two blocks of convolution, batch norm by the batch, ReLU, pool; and a linear map. 1×12×12 → 3."""
    return nn.Sequential(
        nn.Conv2d(1, 4, 3, padding=1),
        nn.BatchNorm2d(4, track_running_stats=False),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(4, 4, 3, padding=1),
        nn.BatchNorm2d(4, track_running_stats=False),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(36, WAYS),
    )


def record():
    s = Subject("meta")
    for second in (True, False):
        maml(s, "maml" if second else "maml_first", second)
    prototypes(s)
    conv4(s)
    return [s]


def maml(s, case, second):
    """The gradient of the queries' loss after two steps on the support, with respect to what they began from."""
    s.note(case, steps=STEPS, rate=RATE, second=second, input="formula('support' and 'query', (N, each, 1, 12, 12))")
    for short, dtype in DTYPES.items():
        module = net().double()
        module.load_state_dict(filled(module))
        module.to(dtype)
        start = dict(module.named_parameters())
        rates = torch.full((STEPS, len(start)), RATE, dtype=dtype, requires_grad=True)
        support = formula("support", (WAYS, SHOTS, 1, 12, 12)).to(dtype).flatten(0, 1)
        query = formula("query", (WAYS, QUERIES, 1, 12, 12)).to(dtype).flatten(0, 1)
        fast = start
        for step in range(STEPS):
            inner = F.cross_entropy(
                functional_call(module, fast, support), torch.arange(WAYS).repeat_interleave(SHOTS)
            )
            slopes = torch.autograd.grad(inner, list(fast.values()), create_graph=second)
            fast = {k: v - rates[step, i] * g for i, ((k, v), g) in enumerate(zip(fast.items(), slopes, strict=True))}
        logits = functional_call(module, fast, query)
        loss = F.cross_entropy(logits, torch.arange(WAYS).repeat_interleave(QUERIES))
        outer = torch.autograd.grad(loss, [*start.values(), rates])
        s.put(short, case, "out", "logits", logits)
        s.put(short, case, "out", "loss", loss)
        for key, value in zip([*start, "rates"], outer, strict=True):
            s.put(short, case, "grad/weight", key, value)


def prototypes(s):
    """Snell et al. 2017, algorithm 1, each task by itself."""
    s.note("prototypes", input="formula('support' and 'query', (T, N, each, 6))")
    for short, dtype in DTYPES.items():
        support = formula("support", (2, 5, 2, 6)).to(dtype)
        query = formula("query", (2, 5, 3, 6)).to(dtype)
        losses, logits = [], []
        for one, asked in zip(support, query, strict=True):
            means = torch.stack([one[n].sum(0) / 2 for n in range(5)])
            rows = torch.stack([torch.stack([-((x - c) ** 2).sum() for c in means]) for x in asked.flatten(0, 1)])
            logits.append(rows)
            losses.append(F.cross_entropy(rows, torch.arange(5).repeat_interleave(3)))
        s.put(short, "prototypes", "out", "logits", torch.stack(logits))
        s.put(short, "prototypes", "out", "loss", torch.stack(losses).mean())


def conv4(s):
    """Snell et al.'s encoder: four blocks, named as theirs."""

    class Conv4(nn.Module):
        def __init__(self):
            super().__init__()
            self.encoder = nn.Sequential(*(self.block(1 if i == 0 else 8, 8) for i in range(4)))

        @staticmethod
        def block(channels, width):
            return nn.Sequential(
                nn.Conv2d(channels, width, 3, padding=1), nn.BatchNorm2d(width), nn.ReLU(), nn.MaxPool2d(2)
            )

        def forward(self, x):
            return self.encoder(x).flatten(1)

    s.note("conv4", input="formula('input', (3, 1, 28, 28))", weights="formula(key, shape)", eval=True)
    for short, dtype in DTYPES.items():
        module = Conv4().double()
        module.load_state_dict(filled(module))
        module.to(dtype).eval()
        with torch.no_grad():
            s.put(short, "conv4", "out", "points", module(formula("input", (3, 1, 28, 28)).to(dtype)))
