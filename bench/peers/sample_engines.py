"""Losses between samples with their gradients, by GeomLoss on torch.

A question is {"loss", "engine", "x", "y": files of little-endian float64, "shape": of each, "calls": how often within the
time, "answer": the file that takes the value and the gradient behind it, if any}; for the answer see `answer_with`.
"""

import time

import numpy as np
import torch
from geomloss import SamplesLoss
from serve import answer_with, read, serve

torch.set_num_threads(2)


def at_points(kind, **options):
    loss = SamplesLoss(kind, backend="tensorized", **options)

    def run(x, y):
        points = torch.tensor(x, requires_grad=True)
        value = loss(points, torch.tensor(y))
        value.backward()
        return np.concatenate([[value.item()], points.grad.numpy().ravel()])

    return run


def barycenter(x, y):
    count = len(x)
    logits = torch.zeros(count, dtype=torch.float64, requires_grad=True)
    grid = torch.tensor(np.linspace(0, 1, count)[:, None])
    uniform = torch.full((count,), 1 / count, dtype=torch.float64)
    loss = SamplesLoss("sinkhorn", blur=0.001, scaling=0.99, backend="tensorized")
    weights = torch.softmax(logits, 0)
    value = sum(0.5 * loss(weights, grid, uniform, torch.tensor(other)) for other in (x, y))
    value.backward()
    return np.concatenate([[value.item()], logits.grad.numpy()])


LOSSES = {
    "sinkhorn p = 2, blur 0.01": at_points("sinkhorn", p=2, blur=0.01),
    "sinkhorn p = 1, blur 0.01": at_points("sinkhorn", p=1, blur=0.01),
    "gaussian, blur 0.1": at_points("gaussian", blur=0.1),
    "laplacian, blur 0.1": at_points("laplacian", blur=0.1),
    "energy": at_points("energy"),
    "sinkhorn p = 2, blur 0.01, to convergence": at_points("sinkhorn", p=2, blur=0.01),
    "barycenter in one dimension": barycenter,
}


def answer(question):
    loss, points = LOSSES[question["loss"]], [read(question[name], question["shape"]) for name in ("x", "y")]
    start = time.perf_counter()
    for _ in range(question["calls"]):
        numbers = loss(*points)
    seconds = (time.perf_counter() - start) / question["calls"]
    return answer_with(seconds, [], numbers, question.get("answer"))


serve(answer)
