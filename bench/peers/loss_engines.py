"""Losses between two diagrams, with the gradients at both, by Oineus.

A question is {"loss", "a", "b": files of little-endian float64, "count": rows of each, "calls": how often within
the time, "threads"}; the answer is {"seconds": of one call, "value", "gradients"}.
"""

import time

import oineus.diff
import torch
from serve import read, serve

LOSSES = {
    "Wasserstein cost": lambda a, b: oineus.diff.wasserstein_cost(a, b, wasserstein_q=2, wasserstein_delta=0.01),
    "sliced Wasserstein": lambda a, b: oineus.diff.sliced_wasserstein_distance(a, b, n_directions=100, seed=7),
    "sliced Wasserstein, 64 directions": lambda a, b: oineus.diff.sliced_wasserstein_distance(
        a, b, n_directions=64, seed=7
    ),
}


def answer(question):
    torch.set_num_threads(question["threads"])
    points = [read(question[name], [question["count"], 2]) for name in ("a", "b")]
    start = time.perf_counter()
    for _ in range(question["calls"]):
        diagrams = [torch.tensor(rows, requires_grad=True) for rows in points]
        value = LOSSES[question["loss"]](*diagrams)
        value.backward()
    seconds = (time.perf_counter() - start) / question["calls"]
    return {"seconds": seconds, "value": value.item(), "gradients": [diagram.grad.tolist() for diagram in diagrams]}


serve(answer)
