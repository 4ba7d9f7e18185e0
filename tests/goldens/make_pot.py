"""Writes pot.json with POT: python make_pot.py (POT 0.9.7.post1, torch 2.15.0, NumPy 2.4.6)."""

import json
from pathlib import Path

import numpy as np
import ot
import torch
from ot.lp import binary_search_circle, semidiscrete_wasserstein2_unif_circle, wasserstein_circle
from ot.sliced import get_random_projections, sliced_wasserstein_sphere, sliced_wasserstein_sphere_unif

torch.set_default_dtype(torch.float64)

i, j = np.arange(7), np.arange(5)
X = np.stack([0.4 * np.sin(1.7 * i) + 0.5, 0.3 * np.cos(0.9 * i) + 0.4], 1)
Y = np.stack([0.3 * np.cos(2.3 * j) + 0.6, 0.4 * np.sin(1.1 * j + 0.5) + 0.5], 1)
A, B = (i + 1) / 28, (2 + np.cos(j)) / (2 + np.cos(j)).sum()
X3 = np.column_stack([X, np.cos(2.1 * i)])
Y3 = np.column_stack([Y, np.sin(1.3 * j)])
X4, Y4 = np.column_stack([X3, np.sin(3.1 * i)]), np.column_stack([Y3, np.cos(2.9 * j)])


def on_sphere(points):
    return points / np.linalg.norm(points, axis=1, keepdims=True)


def leaves(*arrays):
    return [None if array is None else torch.tensor(array).requires_grad_() for array in arrays]


def graded(f, x, y, a, b):
    """A value with its gradients."""
    inputs = leaves(x, y, a, b)
    value = f(*inputs)
    value.sum().backward()
    grads = {f"g{name}": leaf.grad.tolist() for name, leaf in zip("xyab", inputs) if leaf is not None}
    given = {name: array.tolist() for name, array in zip("xyab", (x, y, a, b)) if array is not None}
    return {**given, "value": value.tolist(), **grads}


def sliced(weights):
    for points in ((X, Y), (X3, Y3)):
        a, b = (A, B) if weights else (None, None)
        for p in (1, 1.5, 2, 3):
            for name, f in (("sliced", ot.sliced_wasserstein_distance), ("max", ot.max_sliced_wasserstein_distance)):
                for seed in (0, 42):
                    case = graded(lambda x, y, a, b: f(x, y, a, b, n_projections=20, p=p, seed=seed), *points, a, b)
                    yield {"kind": name, "p": p, "seed": seed, "n_projections": 20, **case}
        for p in (1, 2, 3):
            x, y = (on_sphere(cloud) for cloud in points)
            case = graded(lambda x, y, a, b: sliced_wasserstein_sphere(x, y, a, b, 12, p, seed=3), x, y, a, b)
            yield {"kind": "sphere", "p": p, "seed": 3, "n_projections": 12, **case}


def whole_spheres():
    for points in (X, X3, X4):
        x = on_sphere(points)
        case = graded(lambda x, y, a, b: sliced_wasserstein_sphere_unif(x, a, 12, seed=3), x, None, None, None)
        yield {"kind": "sphere_unif", "seed": 3, "n_projections": 12, **case}
        # POT gives weights to the wrong points; those of whole sevenths are points that are there more than once.
        counts = np.array([1, 2, 3, 1, 4, 2, 1])
        more = lambda x: x[np.repeat(np.arange(7), counts)]
        case = graded(lambda x, y, a, b: sliced_wasserstein_sphere_unif(more(x), None, 12, seed=3), x, None, None, None)
        yield {"kind": "sphere_unif", "seed": 3, "n_projections": 12, "a": (counts / counts.sum()).tolist(), **case}
        state = np.random.RandomState(5)
        value = float(sliced_wasserstein_sphere_unif(x, n_projections=8, seed=state))
        yield {"kind": "numpy_unif", "state": 5, "n_projections": 8, "x": x.tolist(), "value": value}


def logs():
    tensors = lambda *arrays: [torch.tensor(array) for array in arrays]
    for name, f in (("sliced", ot.sliced_wasserstein_distance), ("max", ot.max_sliced_wasserstein_distance)):
        value, log = f(*tensors(X3, Y3, A, B), n_projections=6, p=1.5, seed=8, log=True)
        yield {"of": name, "x": X3, "y": Y3, "a": A, "b": B, "p": 1.5, "value": value, **log}
    x, y = (on_sphere(points) for points in (X3, Y3))
    value, log = sliced_wasserstein_sphere(*tensors(x, y, A, B), 6, 2, seed=8, log=True)
    yield {"of": "sphere", "x": x, "y": y, "a": A, "b": B, "p": 2, "value": value, **log}
    value, log = sliced_wasserstein_sphere_unif(*tensors(x), n_projections=6, seed=8, log=True)
    yield {"of": "sphere_unif", "x": x, "value": value, **log}


def scaled():
    for name, f in (("sliced", ot.sliced_wasserstein_distance), ("max", ot.max_sliced_wasserstein_distance)):
        scaler = lambda points: points * torch.tensor([1.0, 10.0]) + 3
        case = graded(lambda x, y, a, b: f(x, y, a, b, n_projections=6, seed=8, scaler=scaler), X, Y, A, B)
        yield {"kind": "scaled", "of": name, "seed": 8, "n_projections": 6, **case}


def numpy_sliced():
    for seed in (0, 7):
        state = np.random.RandomState(seed)
        for a, b in ((A, B), (None, None)):
            for p in (1, 2):
                value = ot.sliced_wasserstein_distance(X, Y, a, b, 20, p, seed=state)
                yield {"kind": "numpy", "state": seed, "weights": a is not None, "p": p, "value": float(value)}


def columns():
    u, v = np.sin(np.arange(18) * 1.3).reshape(6, 3), np.cos(np.arange(12) * 2.1).reshape(4, 3)
    a, b = np.arange(1, 7) / 21, np.arange(4, 0, -1) / 10
    many = np.abs(np.sin(np.arange(1, 19))).reshape(6, 3)
    for weights in ((None, None), (a, b), (many / many.sum(0), b)):
        for p in (1, 1.5, 2, 3):
            yield {"kind": "1d", "p": p, **graded(lambda x, y, a, b: ot.wasserstein_1d(x, y, a, b, p), u, v, *weights)}
            for name, f in (("circle", wasserstein_circle), ("search", binary_search_circle)):
                yield {"kind": name, "p": p, **graded(lambda x, y, a, b: f(x, y, a, b, p=p), u % 1, v % 1, *weights)}
    w = np.sort(u % 1, 0)
    for weights in (None, a, many / many.sum(0)):
        x, c = leaves(w, weights)
        value = semidiscrete_wasserstein2_unif_circle(x, c)
        value.sum().backward()
        case = {"x": w.tolist(), "value": value.tolist(), "gx": x.grad.tolist()}
        if weights is not None:
            case |= {"a": weights.tolist(), "ga": c.grad.tolist()}
        yield {"kind": "unif", **case}


def plans():
    u, v = np.sin(np.arange(6) * 1.3), np.cos(np.arange(4) * 2.1)
    a, b = np.arange(1, 7) / 21, np.arange(4, 0, -1) / 10
    for metric, p in (("sqeuclidean", 1.0), ("minkowski", 3.0), ("cityblock", 1.0), ("euclidean", 1.0)):
        for weights in ((None, None), (a, b)):
            plan, log = ot.emd_1d(u, v, *weights, metric=metric, p=p, log=True)
            case = {"x": u.tolist(), "y": v.tolist(), "metric": metric, "p": p, "plan": plan.tolist()}
            if weights[0] is not None:
                case |= {"a": a.tolist(), "b": b.tolist()}
            yield {"kind": "plan", "cost": float(log["cost"]), **case}


def projections():
    for d, n, seed in ((2, 3, 0), (3, 20, 42), (5, 7, 11)):
        backend = ot.backend.get_backend(torch.zeros(1))
        torch_stream = get_random_projections(d, n, seed, backend, torch.zeros(1, dtype=torch.float64)).tolist()
        numpy_stream = get_random_projections(d, n, np.random.RandomState(seed)).tolist()
        yield {"kind": "projections", "d": d, "n": n, "seed": seed, "torch": torch_stream, "numpy": numpy_stream}


def plain(case):
    return {name: value.tolist() if hasattr(value, "tolist") else value for name, value in case.items()}


spheres = [*whole_spheres(), *({"kind": "log", "seed": 8, "n_projections": 6, **plain(case)} for case in logs())]
lines = [*sliced(True), *sliced(False), *numpy_sliced(), *columns(), *plans(), *projections(), *scaled()]
cases = [*lines, *spheres]
path = Path(__file__).parent / "pot.json"
path.write_text(json.dumps({"source": f"POT {ot.__version__}, torch {torch.__version__}", "cases": cases}))
print(len(cases))
