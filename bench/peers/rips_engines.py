"""Rips diagrams of degree 0 and 1 by the Python engines.

A question is {"engine", "points": a file of little-endian float64, "shape", "threads"}; the answer is {"seconds", "diagrams":
the finite points by degree, "gradient": that of the sum of all persistence, or null for engines that have none}.
Packages are imported when their engine is first asked for, and before the clock starts.
"""

import time

import numpy as np
from serve import read, serve


def oineus(points, threads):
    import oineus.diff
    import torch

    torch.set_num_threads(threads)
    start = time.perf_counter()
    x = torch.tensor(points, requires_grad=True)
    filtration = oineus.diff.vr_filtration(x, max_dim=2, n_threads=threads)
    diagrams = oineus.diff.persistence_diagram(filtration, dualize=True, n_threads=threads)
    loss = sum((diagrams[degree][:, 1] - diagrams[degree][:, 0]).sum() for degree in (0, 1))
    loss.backward()
    seconds = time.perf_counter() - start
    return seconds, [diagrams[degree].detach().numpy() for degree in (0, 1)], x.grad.numpy()


def ripser(points, threads):
    from ripser import ripser as engine

    start = time.perf_counter()
    diagrams = engine(points, maxdim=1)["dgms"]
    return time.perf_counter() - start, diagrams, None


def giotto_ph(points, threads):
    from gph import ripser_parallel as engine

    start = time.perf_counter()
    diagrams = engine(points, maxdim=1, n_threads=threads)["dgms"]
    return time.perf_counter() - start, diagrams, None


def gudhi(points, threads):
    from gudhi import RipsComplex

    start = time.perf_counter()
    tree = RipsComplex(points=points).create_simplex_tree(max_dimension=2)
    tree.compute_persistence()
    diagrams = [tree.persistence_intervals_in_dimension(degree) for degree in (0, 1)]
    return time.perf_counter() - start, diagrams, None


ENGINES = {"Oineus": oineus, "ripser.py": ripser, "giotto-ph": giotto_ph, "GUDHI": gudhi}


def answer(question):
    points = read(question["points"], question["shape"])
    seconds, diagrams, gradient = ENGINES[question["engine"]](points, question["threads"])
    finite = [np.asarray(diagram, dtype=float) for diagram in diagrams]
    finite = [diagram[np.isfinite(diagram).all(axis=1)].tolist() for diagram in finite]
    return {"seconds": seconds, "diagrams": finite, "gradient": None if gradient is None else gradient.tolist()}


serve(answer)
