"""Diagrams of filtrations of points and images by the Python engines.

A question is {"engine", "filtration", "file": of little-endian float64, "shape", "threads"}; the answer is {"seconds",
"diagrams": the finite points by degree, "gradient": that of the sum of all persistence, flat, or null for engines that have
none}. Packages are imported when their engine is first asked for, and before the clock starts.
"""

import time

import numpy as np
from serve import read, serve

CUBES = {"cubes, values on vertices": "vertices", "cubes, values on cells": "cells"}


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
    import gudhi as engine

    build = {
        "alpha": lambda: engine.AlphaComplex(points=data, precision=precision).create_simplex_tree(),
        "Čech–Delaunay": lambda: engine.DelaunayCechComplex(points=data, precision=precision).create_simplex_tree(),
        "cubes, values on vertices": lambda: engine.CubicalComplex(vertices=data),
        "cubes, values on cells": lambda: engine.CubicalComplex(top_dimensional_cells=data),
    }[filtration]
    start = time.perf_counter()
    complex = build()
    complex.compute_persistence(homology_coeff_field=2)
    diagrams = [complex.persistence_intervals_in_dimension(degree) for degree in range(degrees(filtration, data))]
    return time.perf_counter() - start, diagrams, None


ENGINES = {
    "Oineus": oineus,
    "GUDHI": lambda filtration, data, threads: gudhi(filtration, data),
    "GUDHI, exact": lambda filtration, data, threads: gudhi(filtration, data, "exact"),
}


def answer(question):
    data = read(question["file"], question["shape"])
    seconds, diagrams, gradient = ENGINES[question["engine"]](question["filtration"], data, question["threads"])
    finite = [np.asarray(diagram, dtype=float).reshape(-1, 2) for diagram in diagrams]
    finite = [diagram[np.isfinite(diagram).all(axis=1)].tolist() for diagram in finite]
    return {"seconds": seconds, "diagrams": finite, "gradient": None if gradient is None else gradient.ravel().tolist()}


serve(answer)
