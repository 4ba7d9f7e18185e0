"""Flows of clouds as the documented examples follow them: by GeomLoss and POT on torch.

A question is {"flow", "engine", "clouds": of which each has a "file" of little-endian float64 and a "shape", "answer": the
file that takes the numbers, if any}; for the answer see `answer_with`.
"""

import time

import numpy as np
import ot
import torch
from geomloss import SamplesLoss
from line_barycenters import line_barycenters
from serve import answer_with, read, serve

LOSSES = [
    ("gaussian", {"blur": 0.5}),
    ("gaussian", {"blur": 0.1}),
    ("laplacian", {"blur": 0.1}),
    ("energy", {}),
    ("sinkhorn", {"p": 1, "blur": 1}),
    ("sinkhorn", {"p": 1, "blur": 0.01}),
    ("sinkhorn", {"p": 2, "blur": 1}),
    ("sinkhorn", {"p": 2, "blur": 0.01}),
    ("sinkhorn", {"p": 2, "blur": 0.01, "reach": 0.3}),
]


def nine_flows(clouds, dtype):
    """The losses of all nine flows at the start and after each of their 101 steps."""
    x, y = (torch.tensor(cloud, dtype=dtype) for cloud in clouds)
    found = []
    for kind, options in LOSSES:
        loss, points = SamplesLoss(kind, backend="tensorized", **options), x.clone()
        for _ in range(102):
            points.requires_grad_(True)
            value = loss(points, y)
            (gradient,) = torch.autograd.grad(value, [points])
            found.append(value.item())
            points = points.detach() - 0.05 * len(points) * gradient
    return np.array(found)


def sliced_flows(clouds, dtype):
    """The losses of the sliced flow and of the barycenter at the start and after each of their 100 steps, and their last points."""
    cross, far_tooth, tooth, start = (torch.tensor(cloud, dtype=dtype) for cloud in clouds)

    def sliced(x, y, count, generator):
        return ot.sliced_wasserstein_distance(x, y, n_projections=count, seed=generator)

    def mixture(x, generator):
        return 0.5 * sliced(x, tooth, 50, generator) + 0.5 * sliced(x, cross, 50, generator)

    flow = descended(lambda x, generator: sliced(x, far_tooth, 20, generator), cross, lambda i: 1e3 / (1 + i / 50))
    return np.concatenate([*flow, *descended(mixture, start, lambda i: 1e3)])


def descended(loss_of, start, lr):
    """The losses before each of 100 steps and after the last, and the last points."""
    x = start.clone().requires_grad_()
    generator = torch.Generator().manual_seed(42)
    losses, states = [], []
    for i in range(101):
        loss = loss_of(x, generator)
        losses.append(loss.item())
        loss.backward()
        states.append(x.detach().clone())
        with torch.no_grad():
            x -= x.grad * lr(i)
            x.grad.zero_()
    return losses, states[-1].numpy().ravel()


FLOWS = {
    "gradient flows in 2-D": nine_flows,
    "sliced flow and barycenter": sliced_flows,
    "barycenters in 1-D": line_barycenters,
}
ENGINES = {
    "GeomLoss": (2, torch.float64),
    "GeomLoss, one thread": (1, torch.float64),
    "GeomLoss, one thread, float32": (1, torch.float32),
    "POT": (2, torch.float64),
    "POT, one thread": (1, torch.float64),
}


def answer(question):
    clouds = [read(cloud["file"], cloud["shape"]) for cloud in question["clouds"]]
    threads, dtype = ENGINES[question["engine"]]
    torch.set_num_threads(threads)
    start = time.perf_counter()
    numbers = FLOWS[question["flow"]](clouds, dtype)
    return answer_with(time.perf_counter() - start, [], numbers, question.get("answer"))


serve(answer)
