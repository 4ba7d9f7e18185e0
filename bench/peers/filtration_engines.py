"""Diagrams of filtrations of points and images by the Python engines.

A question is {"engine", "filtration", "file": of little-endian float64, "shape", "threads", "answer": the file that takes
diagrams and gradient, if any}; for the answer see `answer_with`. The gradient is that of the sum of all persistence, if the
engine has one. Packages are imported when their engine is first asked for, and before the clock starts.
"""

import sys
import time
from contextlib import contextmanager

import numpy as np
from serve import answer_with, read, serve

CUBES = {"cubes, values on vertices": "vertices", "cubes, values on cells": "top_dimensional_cells"}


def degrees(filtration, data):
    """How many degrees have finite points: the dimension of the space."""
    return data.ndim if filtration == "Freudenthal" or filtration in CUBES else data.shape[1]


def oineus(filtration, data, threads):
    import oineus.diff as engine
    import torch

    # Of the options that change nothing but the time, those that were the fastest.
    build, dualize = {
        "alpha": (engine.alpha_filtration, True),
        "Čech–Delaunay": (engine.cech_delaunay_filtration, True),
        "weak alpha": (engine.weak_alpha_filtration, True),
        "Freudenthal": (lambda x: engine.freudenthal_filtration(x, slim=True, n_threads=threads), True),
        "cubes, values on vertices": (lambda x: engine.cube_filtration(x, n_threads=threads), False),
        "cubes, values on cells": (lambda x: engine.cube_filtration(x, values_on="cells", n_threads=threads), False),
    }[filtration]
    torch.set_num_threads(threads)
    start = time.perf_counter()
    x = torch.tensor(data, requires_grad=True)
    diagrams = engine.persistence_diagram(build(x), dualize=dualize, n_threads=threads)
    diagrams = [diagrams[degree] for degree in range(degrees(filtration, data))]
    sum((diagram[:, 1] - diagram[:, 0]).sum() for diagram in diagrams).backward()
    seconds = time.perf_counter() - start
    return seconds, [diagram.detach().numpy() for diagram in diagrams], x.grad.numpy()


def gudhi(filtration, data, precision="safe"):
    return gudhi_cubes(filtration, data) if filtration in CUBES else gudhi_points(filtration, data, precision)


def gudhi_points(filtration, data, precision):
    from gudhi import AlphaComplex, DelaunayCechComplex

    kind = {"alpha": AlphaComplex, "Čech–Delaunay": DelaunayCechComplex}[filtration]
    start = time.perf_counter()
    tree = kind(points=data, precision=precision).create_simplex_tree()
    tree.compute_persistence(homology_coeff_field=2)
    diagrams = [tree.persistence_intervals_in_dimension(degree) for degree in range(degrees(filtration, data))]
    return time.perf_counter() - start, diagrams, None


def gudhi_cubes(filtration, data):
    from gudhi.sklearn import CubicalPersistence

    # In one dimension, and in two with values on cells, this is much faster than a complex.
    start = time.perf_counter()
    engine = CubicalPersistence(range(data.ndim), input_type=CUBES[filtration], homology_coeff_field=2)
    (diagrams,) = engine.fit_transform([data])
    return time.perf_counter() - start, diagrams, None


@contextmanager
def missing(package):
    """Lets imports go as if the package were not installed."""

    class Missing:
        @staticmethod
        def find_spec(name, *_):
            if name == package:
                raise ModuleNotFoundError(f"No module named {name!r}", name=name)

    sys.meta_path.insert(0, Missing)
    yield
    sys.meta_path.remove(Missing)


def cubical_ripser(filtration, data, threads):
    # Where torch is installed it imports it, though not for this, and would be charged for its memory.
    with missing("torch"):
        import cripser
    diagrams_of = {"vertices": cripser.computePH, "top_dimensional_cells": cripser.computePH_T}[CUBES[filtration]]
    start = time.perf_counter()
    rows = diagrams_of(data, maxdim=data.ndim - 1, location="none", n_threads=threads)
    seconds = time.perf_counter() - start
    rows[:, 2][rows[:, 2] == np.finfo(float).max] = np.inf
    return seconds, [rows[rows[:, 0] == degree, 1:3] for degree in range(data.ndim)], None


ENGINES = {
    "Oineus": oineus,
    "GUDHI": lambda filtration, data, threads: gudhi(filtration, data),
    "GUDHI, fast": lambda filtration, data, threads: gudhi(filtration, data, "fast"),
    "GUDHI, exact": lambda filtration, data, threads: gudhi(filtration, data, "exact"),
    "CubicalRipser": cubical_ripser,
}


def answer(question):
    data = read(question["file"], question["shape"])
    seconds, diagrams, gradient = ENGINES[question["engine"]](question["filtration"], data, question["threads"])
    return answer_with(seconds, diagrams, gradient, question.get("answer"))


serve(answer)
