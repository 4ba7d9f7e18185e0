"""Distances between two diagrams, and losses on them with their way back.

A question is {"distance", "engine", "a", "b": files of little-endian float64, "count": rows of each, "calls": how often
within the time, "answer": the file that takes the value and the gradients behind it, if any}; for the answer see
`answer_with`.
"""

import time

import gudhi
import gudhi.hera
import gudhi.wasserstein
import numpy as np
import oineus.diff
import torch
from serve import answer_with, read, serve

torch.set_num_threads(1)


def sliced(a, b):
    diagrams = [torch.tensor(rows, requires_grad=True) for rows in (a, b)]
    value = oineus.diff.sliced_wasserstein_distance(*diagrams, n_directions=64, seed=7)
    value.backward()
    return np.concatenate([[value.item()], *[diagram.grad.numpy().ravel() for diagram in diagrams]])


def cost(a, b):
    diagrams = [torch.tensor(rows, requires_grad=True) for rows in (a, b)]
    value = oineus.diff.wasserstein_cost(*diagrams, wasserstein_q=2, wasserstein_delta=0.01)
    value.backward()
    return np.array([value.item()])


ENGINES = {
    ("W2", "Hera, delta 0.01"): lambda a, b: np.array(
        [gudhi.hera.wasserstein_distance(a, b, order=2, internal_p=2, delta=0.01)]
    ),
    ("W2", "POT"): lambda a, b: np.array([gudhi.wasserstein.wasserstein_distance(a, b, order=2, internal_p=2)]),
    ("bottleneck", "GUDHI"): lambda a, b: np.array([gudhi.bottleneck_distance(a, b)]),
    ("bottleneck", "GUDHI, all lengths"): lambda a, b: np.array([gudhi.bottleneck_distance(a, b, 0)]),
    ("sliced, 64 directions, with gradient", "Oineus"): sliced,
    ("W2 cost with gradient", "Oineus, delta 0.01"): cost,
}


def answer(question):
    engine = ENGINES[question["distance"], question["engine"]]
    points = [read(question[name], [question["count"], 2]) for name in ("a", "b")]
    start = time.perf_counter()
    for _ in range(question["calls"]):
        numbers = engine(*points)
    seconds = (time.perf_counter() - start) / question["calls"]
    return answer_with(seconds, [], numbers, question.get("answer"))


serve(answer)
