"""Losses: every criterion of torch.nn, each reduction, with the gradients of what is differentiable."""

import torch
from torch import nn
from torch.nn import functional as F

from golden import Subject, booleans, integers, normal, uniform

REDUCTIONS = ("none", "mean", "sum")


def record():
    s = Subject("losses")

    def loss(case, kind, inputs, reductions=REDUCTIONS, constant=(), **options):
        """Tensors among the options are recorded as inputs and handed to the constructor."""
        tensors = {k: v for k, v in options.items() if isinstance(v, torch.Tensor)}
        plain = {k: v for k, v in options.items() if k not in tensors}
        for reduction in reductions:

            def run(*values):
                ins = dict(zip((*inputs, *tensors), values, strict=True))
                given = {k: ins.pop(k) for k in tensors}
                criterion = getattr(nn, kind)(reduction=reduction, **given, **plain)
                return criterion(*ins.values())

            drawn = {k: normal(case + k, *v) if isinstance(v, tuple) else v for k, v in inputs.items()}
            s.function(
                f"{case}.{reduction}",
                run,
                {**drawn, **tensors},
                {"op": kind, **plain, "reduction": reduction},
                constant=(*constant, *tensors),
            )

    regression(loss)
    binary(loss)
    classes(loss)
    distances(loss)
    likelihoods(loss)
    ctc(s)
    return [s]


def regression(loss):
    pair = {"x": (3, 5), "target": (3, 5)}
    for case, kind, options in (
        ("mse", "MSELoss", {}),
        ("l1", "L1Loss", {}),
        ("smooth_l1", "SmoothL1Loss", {}),
        ("smooth_l1_beta", "SmoothL1Loss", {"beta": 0.4}),
        ("huber", "HuberLoss", {}),
        ("huber_delta", "HuberLoss", {"delta": 0.6}),
    ):
        loss(case, kind, pair, **options)


def binary(loss):
    chance = uniform("chance", 3, 4, low=0.05, high=0.95)
    target = uniform("target", 3, 4)
    hard = booleans("hard", 3, 4).double()
    certain = torch.tensor([[0.0, 1.0, 0.0, 1.0], [0.25, 0.5, 1.0, 0.0]], dtype=torch.float64)
    loss("bce", "BCELoss", {"x": chance, "target": target}, constant=("target",))
    loss(
        "bce_weight",
        "BCELoss",
        {"x": chance, "target": hard},
        constant=("target",),
        weight=uniform("bce", 4, low=0.5, high=2),
    )
    loss(
        "bce_certain",
        "BCELoss",
        {"x": certain, "target": 1 - certain.round()},
        ("none",),
        constant=("target",),
    )
    logits = normal("logits", 3, 4, scale=3.0)
    loss("bce_logits", "BCEWithLogitsLoss", {"x": logits, "target": target}, constant=("target",))
    loss("bce_logits_large", "BCEWithLogitsLoss", {"x": logits * 32, "target": hard}, constant=("target",))
    loss(
        "bce_logits_pos_weight",
        "BCEWithLogitsLoss",
        {"x": logits, "target": hard},
        constant=("target",),
        pos_weight=uniform("pos", 4, low=0.5, high=3),
    )
    loss(
        "bce_logits_weight",
        "BCEWithLogitsLoss",
        {"x": logits, "target": hard},
        constant=("target",),
        weight=uniform("bce", 4, low=0.5, high=2),
    )
    loss(
        "multi_label_soft_margin",
        "MultiLabelSoftMarginLoss",
        {"x": logits, "target": hard},
        constant=("target",),
    )
    loss(
        "multi_label_soft_margin_weight",
        "MultiLabelSoftMarginLoss",
        {"x": logits, "target": hard},
        constant=("target",),
        weight=uniform("mlsm", 4, low=0.5, high=2),
    )
    loss("soft_margin", "SoftMarginLoss", {"x": logits, "target": hard * 2 - 1}, constant=("target",))


def classes(loss):
    ids = torch.tensor([0, 3, 1, 3, 2])
    gaps = torch.tensor([0, -100, 1, 3, -100])
    each = uniform("each", 4, low=0.5, high=2)
    x = normal("classes", 5, 4, scale=2.0)
    picture, mask = normal("picture", 3, 4, 2, 3), integers("mask", 4, 3, 2, 3)
    chances = torch.softmax(normal("soft", 5, 4), 1).float().double()
    for case, inputs, options in (
        ("cross_entropy", {"x": x, "target": ids}, {}),
        ("cross_entropy_weight", {"x": x, "target": ids}, {"weight": each}),
        ("cross_entropy_smooth", {"x": x, "target": ids}, {"label_smoothing": 0.1}),
        ("cross_entropy_weight_smooth", {"x": x, "target": gaps}, {"weight": each, "label_smoothing": 0.2}),
        ("cross_entropy_ignore", {"x": x, "target": gaps}, {}),
        ("cross_entropy_ignore_class", {"x": x, "target": ids}, {"ignore_index": 3}),
        ("cross_entropy_chances", {"x": x, "target": chances}, {}),
        (
            "cross_entropy_chances_weight_smooth",
            {"x": x, "target": chances},
            {"weight": each, "label_smoothing": 0.1},
        ),
        ("cross_entropy_picture", {"x": picture, "target": mask}, {}),
        (
            "cross_entropy_picture_weight_smooth",
            {"x": picture, "target": mask},
            {"weight": each, "label_smoothing": 0.1, "ignore_index": 2},
        ),
        ("cross_entropy_large", {"x": x * 64, "target": ids}, {}),
        ("cross_entropy_one", {"x": x[0], "target": ids[0]}, {}),
    ):
        loss(case, "CrossEntropyLoss", inputs, constant=("target",), **options)
    log = torch.log_softmax(x, 1).float().double()
    loss("nll", "NLLLoss", {"x": log, "target": ids})
    loss("nll_weight_ignore", "NLLLoss", {"x": log, "target": gaps}, weight=each)
    loss("nll_picture", "NLLLoss", {"x": picture, "target": mask})
    loss("multi_margin", "MultiMarginLoss", {"x": x, "target": ids})
    loss("multi_margin_squared", "MultiMarginLoss", {"x": x, "target": ids}, p=2, margin=0.7, weight=each)
    loss(
        "multi_label_margin",
        "MultiLabelMarginLoss",
        {"x": normal("labels", 2, 4), "target": torch.tensor([[3, 0, -1, 1], [2, -1, 0, 0]])},
    )


def distances(loss):
    sign = torch.tensor([1.0, -1.0, 1.0, 1.0, -1.0], dtype=torch.float64)
    loss("hinge_embedding", "HingeEmbeddingLoss", {"x": (5,), "target": sign}, constant=("target",))
    loss(
        "hinge_embedding_margin",
        "HingeEmbeddingLoss",
        {"x": (3, 5), "target": sign.expand(3, 5)},
        constant=("target",),
        margin=0.4,
    )
    for margin in (0.0, 0.5):
        tail = "" if margin == 0 else "_margin"
        loss(
            f"margin_ranking{tail}",
            "MarginRankingLoss",
            {"x1": (5,), "x2": (5,), "target": sign},
            constant=("target",),
            margin=margin,
        )
        loss(
            f"cosine_embedding{tail}",
            "CosineEmbeddingLoss",
            {"x1": (5, 3), "x2": (5, 3), "target": sign},
            constant=("target",),
            margin=margin,
        )
    three = {"anchor": (5, 3), "positive": (5, 3), "negative": (5, 3)}
    loss("triplet_margin", "TripletMarginLoss", three)
    loss("triplet_margin_swap", "TripletMarginLoss", three, margin=2.0, p=1.0, swap=True)


def likelihoods(loss):
    log = torch.log_softmax(normal("kl", 3, 5), 1).float().double()
    chances = torch.softmax(normal("kl target", 3, 5), 1).float().double()
    chances[0, 1] = 0
    every = (*REDUCTIONS, "batchmean")
    loss("kl", "KLDivLoss", {"x": log, "target": chances}, every, constant=("target",))
    loss(
        "kl_log_target",
        "KLDivLoss",
        {"x": log, "target": torch.log_softmax(normal("kl log", 3, 5), 1).float().double()},
        every,
        log_target=True,
    )
    count = integers("count", 5, 3, 5).double()
    loss("poisson_nll", "PoissonNLLLoss", {"x": (3, 5), "target": count}, constant=("target",))
    loss(
        "poisson_nll_full", "PoissonNLLLoss", {"x": (3, 5), "target": count}, constant=("target",), full=True
    )
    loss(
        "poisson_nll_rate",
        "PoissonNLLLoss",
        {"x": uniform("rate", 3, 5, low=0.1, high=4), "target": count},
        constant=("target",),
        log_input=False,
    )
    gauss = {"x": (3, 5), "target": (3, 5), "variance": uniform("variance", 3, 5, low=0.2, high=2)}
    loss("gaussian_nll", "GaussianNLLLoss", gauss)
    loss("gaussian_nll_full", "GaussianNLLLoss", gauss, full=True, eps=0.5)
    loss(
        "gaussian_nll_one_variance",
        "GaussianNLLLoss",
        {**gauss, "variance": uniform("variance", 3, 1, low=0.2, high=2)},
    )


def ctc(s):
    """The gradient is that of the logits: PyTorch's kernel assumes a log-softmax before it."""
    targets = torch.tensor([[1, 2, 2, 3], [4, 1, 0, 0], [3, 3, 3, 3]])
    lengths, target_lengths = torch.tensor([9, 7, 6]), torch.tensor([4, 2, 4])
    for case, blank, ids, forgiving in (
        ("ctc", 0, targets, True),
        ("ctc_blank_last", 4, targets.clamp(max=3), True),
        ("ctc_impossible", 0, targets, False),
    ):
        for reduction in REDUCTIONS:

            def run(x, targets, lengths, target_lengths):
                return F.ctc_loss(
                    torch.log_softmax(x, -1), targets, lengths, target_lengths, blank, reduction, forgiving
                )

            s.function(
                f"{case}.{reduction}",
                run,
                {
                    "x": normal("ctc", 9, 3, 5),
                    "targets": ids,
                    "lengths": lengths,
                    "target_lengths": target_lengths,
                },
                {
                    "op": "CTCLoss",
                    "blank": blank,
                    "zero_infinity": forgiving,
                    "reduction": reduction,
                    "log_softmax_before": True,
                },
                grad=forgiving,
            )
