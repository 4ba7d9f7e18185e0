"""Rips diagrams by the Python engines.

A question is {"engine", "file": of little-endian float64, "shape", "matrix": whether the numbers are distances, "degree": the
highest, "maxDiameter": the longest edge or null, "calls": how often within the time, "threads", "answer": the file that takes
diagrams and gradient, if any}; for the answer see `answer_with`. The gradient is that of the sum of all persistence, if the
engine has one. Packages are imported when their engine is first asked for, and before the clock starts.
"""

import time

import numpy as np
from serve import answer_with, read, serve


def oineus(data, degree, threads, **_):
    import oineus.diff
    import torch

    torch.set_num_threads(threads)

    def run():
        x = torch.tensor(data, requires_grad=True)
        filtration = oineus.diff.vr_filtration(x, max_dim=degree + 1, n_threads=threads)
        diagrams = oineus.diff.persistence_diagram(filtration, dualize=True, n_threads=threads)
        diagrams = [diagrams[k] for k in range(degree + 1)]
        sum((diagram[:, 1] - diagram[:, 0]).sum() for diagram in diagrams).backward()
        return [diagram.detach().numpy() for diagram in diagrams], x.grad.numpy()

    return run


def ripser(data, degree, matrix, longest, **_):
    from ripser import ripser as engine
    from scipy.spatial import cKDTree

    def run():
        if longest is None:
            return engine(data, distance_matrix=matrix, maxdim=degree)["dgms"], None
        # With a longest edge it still wants all distances, unless it is given those that count.
        near = cKDTree(data).sparse_distance_matrix(cKDTree(data), longest, output_type="coo_matrix")
        return engine(near.tocsr(), distance_matrix=True, maxdim=degree)["dgms"], None

    return run


def giotto_ph(data, degree, matrix, longest, threads):
    from gph import ripser_parallel as engine

    # Its collapse of edges was slower on every input of this comparison.
    options = {"metric": "precomputed" if matrix else "euclidean", "thresh": np.inf if longest is None else longest}
    return lambda: (engine(data, maxdim=degree, n_threads=threads, **options)["dgms"], None)


def gudhi(data, degree, **_):
    from gudhi import RipsComplex

    def run():
        tree = RipsComplex(points=data).create_simplex_tree(max_dimension=1)
        tree.collapse_edges()
        tree.expansion(degree + 1)
        tree.compute_persistence(homology_coeff_field=2)
        return [tree.persistence_intervals_in_dimension(k) for k in range(degree + 1)], None

    return run


def scipy(data, **_):
    """Components only: deaths are the edges of a minimum spanning tree, which the Delaunay triangulation contains."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import minimum_spanning_tree
    from scipy.spatial import Delaunay

    def run():
        start, neighbours = Delaunay(data).vertex_neighbor_vertices
        rows = np.repeat(np.arange(len(data)), np.diff(start))
        lengths = np.linalg.norm(data[rows] - data[neighbours], axis=1)
        deaths = minimum_spanning_tree(coo_array((lengths, (rows, neighbours))).tocsr()).data
        return [np.stack([np.zeros_like(deaths), deaths], axis=1)], None

    return run


ENGINES = {
    "Oineus": oineus,
    "ripser.py": ripser,
    "giotto-ph": giotto_ph,
    "giotto-ph, 1 thread": lambda threads, **options: giotto_ph(threads=1, **options),
    "GUDHI": gudhi,
    "SciPy": scipy,
}


def answer(question):
    run = ENGINES[question["engine"]](
        data=read(question["file"], question["shape"]),
        degree=question["degree"],
        matrix=question["matrix"],
        longest=question["maxDiameter"],
        threads=question["threads"],
    )
    start = time.perf_counter()
    for _ in range(question["calls"]):
        diagrams, gradient = run()
    seconds = (time.perf_counter() - start) / question["calls"]
    return answer_with(seconds, diagrams, gradient, question.get("answer"))


serve(answer)
