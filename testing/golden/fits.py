"""k-means by scikit-learn, principal components by numpy's SVD, and the affinities of t-SNE from their formula."""

import math

import numpy as np
import torch
from sklearn.cluster import KMeans

from golden import Subject, normal, random, single


def record():
    s = Subject("fits")
    for case, (n, width, components) in {"pca_tall": (60, 9, 5), "pca_wide": (8, 20, 4)}.items():
        pca(s, case, n, width, components)
    kmeans(s, "kmeans", blobs("blobs", 90, 4, 6), 5, first=range(5))
    kmeans(s, "kmeans_ordinary", normal("ordinary", 120, 3), 7, first=range(0, 70, 10))
    kmeans(s, "kmeans_empty", blobs("blobs", 90, 4, 6), 4, first=range(4), away=2)
    affinities(s, "affinities", normal("affinities", 40, 5), 8.0, 25)
    return [s]


def blobs(seed, n, width, count):
    centres = 4 * random(seed).standard_normal((count, width))
    return single(centres[np.arange(n) % count] + random(seed + "noise").standard_normal((n, width)))


def store(s, case, inputs, outputs):
    for name, value in inputs.items():
        s.both(case, "in", name, value)
    for name, value in outputs.items():
        s.both(case, "out", name, torch.as_tensor(value))


def pca(s, case, n, width, components):
    s.note(case, op="numpy.linalg.svd", components=components)
    x = normal(case, n, width) * torch.linspace(0.5, 2, width, dtype=torch.float64) + 3
    x = single(x)
    rows = x.numpy()
    mean = rows.mean(0)
    _, values, directions = np.linalg.svd(rows - mean, full_matrices=False)
    directions = directions[:components]
    largest = np.abs(directions).argmax(1)
    directions = directions * np.sign(directions[np.arange(components), largest])[:, None]
    variance = values**2 / (n - 1)
    store(s, case, {"x": x}, {
        "mean": mean,
        "components": directions,
        "variance": variance[:components],
        "share": variance[:components] / variance.sum(),
        "codes": (rows - mean) @ directions.T,
    })


def kmeans(s, case, x, groups, first, away=None):
    s.note(case, op="sklearn.cluster.KMeans", groups=groups)
    start = x.numpy()[list(first)].copy()
    if away is not None:
        start[away] = 1000  # nothing is nearest to it: an empty group
    fit = KMeans(groups, init=start, n_init=1, max_iter=300, tol=0, algorithm="lloyd").fit(x.numpy())
    store(s, case, {"x": x, "start": torch.from_numpy(start)}, {
        "groups": fit.labels_.astype(np.int64),
        "centroids": fit.cluster_centers_,
        "inertia": np.float64(fit.inertia_),
    })


def affinities(s, case, x, perplexity, near):
    s.note(case, op="t-SNE", perplexity=perplexity, near=near)
    rows = x.numpy()
    n = len(rows)
    squares = ((rows[:, None] - rows[None]) ** 2).sum(2)
    p = np.zeros((n, n))
    for i in range(n):
        others = [j for j in np.argsort(squares[i], kind="stable") if j != i][:near]
        low, high = 1e-9, 1e9
        for _ in range(400):  # bisection of the logarithm, to the last bit
            beta = math.sqrt(low * high)
            weights = np.exp(-beta * (squares[i, others] - squares[i, others].min()))
            weights /= weights.sum()
            entropy = -(weights * np.log(np.maximum(weights, 1e-300))).sum()
            low, high = (beta, high) if entropy > math.log(perplexity) else (low, beta)
        p[i, others] = weights
    store(s, case, {"x": x}, {"p": (p + p.T) / (2 * n)})
