"""Writes oineus_critical_moves.json with Oineus: python make_critical_sets.py (oineus 0.9.39, torch 2.15.0, numpy 2.4.6).

Gradients are those of sign * sum of (death - birth)^2 over all finite points, so that points move towards the diagonal for
sign 1 and away from it for sign -1. Moves are the singletons of an optimizer: a cell, the value that it is to have, and the
members of its critical set, for every cell of a class that lasts, sooner and later, as far as a cell of the same dimension,
between two of them, and beyond all. Simplices of equal value are listed lexicographically, the order in which Oineus keeps
them; gradients are of filtrations whose ties both packages break alike, or have none that matter.
"""

import json
from itertools import combinations
from pathlib import Path

import numpy as np
import oineus as oin
import oineus.diff as od
import torch

torch.set_default_dtype(torch.float64)
rng = np.random.default_rng(0)


def circle():
    angles = np.linspace(0, 2 * np.pi, 10, endpoint=False)
    return np.stack([np.cos(angles), np.sin(angles)], 1) + 0.05 * rng.standard_normal((10, 2))


def gradient(builder, options, x, sign, strategy, step):
    source = torch.tensor(x).requires_grad_()
    fil = getattr(od, f"{builder}_filtration")(source, **options)
    found = od.persistence_diagram(fil, gradient_method="crit-sets", conflict_strategy=strategy, step_size=step)
    loss = sign * sum(((found[d][:, 1] - found[d][:, 0]) ** 2).sum() for d in range(fil.max_dim))
    loss.backward()
    return {
        "builder": builder,
        "options": options,
        "shape": list(x.shape),
        "input": x.flatten().tolist(),
        "sign": sign,
        "strategy": strategy,
        "step": step,
        "loss": loss.item(),
        "gradient": source.grad.flatten().tolist(),
    }


def complex_of(vertices, top, sign, levels):
    """The skeleton of a simplex in filtration order; values all differ, or are multiples of 1 / levels of which many are equal."""
    cells = {}
    for dim in range(top + 1):
        for cell in combinations(range(vertices), dim + 1):
            faces = [cells[face] for face in combinations(cell, dim)] if dim else [0.0]
            more = float(rng.integers(0, levels)) / levels if levels else float(rng.uniform(0.01, 1))
            cells[cell] = max(faces) + more
    found = sorted(cells.items(), key=lambda entry: (len(entry[0]), entry[1]))
    return [(cell, sign * value) for cell, value in found]


def moves(cells, negate):
    fil = oin.Filtration([oin.Simplex(list(cell), value) for cell, value in cells], negate=negate)
    values = [fil.cell_value_by_sorted_id(i) for i in range(fil.size())]
    assert values == [value for _, value in cells]
    optimizer = oin.TopologyOptimizer(fil)
    optimizer.reduce_all()
    sizes = [len(cell) for cell, _ in cells]
    diagrams = optimizer.compute_diagram(True)
    ends = {int(i) for d in range(max(sizes)) for i in np.ravel(diagrams.index_diagram_in_dimension(d))}
    found = []
    for place in sorted(ends & set(range(fil.size()))):
        value = values[place]
        near = [values[k] for k in range(len(values)) if sizes[k] == sizes[place]]
        wanted = [*near[:: max(1, len(near) // 4)], (near[0] + near[-1]) / 2, min(near) - 1, max(near) + 1]
        for target in wanted:
            if target != value:
                members = [int(i) for i in optimizer.singleton(place, target)[1]]
                found.append([place, target, members])
    return {
        "simplices": [list(cell) for cell, _ in cells],
        "values": values,
        "negate": negate,
        "moves": found,
    }


points = circle()
plane, space = rng.normal(size=(17, 2)), rng.normal(size=(12, 3))
image, volume = rng.normal(size=(6, 7)), rng.normal(size=(3, 4, 3))
inputs = [
    ("vr", {"max_dim": 2}, plane),
    ("alpha", {}, plane),
    ("alpha", {}, space),
    *[
        (builder, {**options, "negate": negate}, x)
        for builder, options in [("freudenthal", {}), ("cube", {"values_on": "vertices"}), ("cube", {"values_on": "cells"})]
        for negate in (False, True)
        for x in (image, volume)
    ],
]
ways = [(1, "avg", 0.2), (-1, "max", 0.5), (-1, "sum", 1.0), (1, "fca", 0.7), (-1, "fca", 0.1)]
gradients = [gradient(*given, *way) for given in inputs for way in ways]
lists = [(5, 4, False, 0), (7, 2, True, 0), (7, 3, False, 0), (6, 3, False, 3), (7, 2, True, 2), (6, 5, True, 4)]
complexes = [moves(complex_of(n, top, -1 if negate else 1, levels), negate) for n, top, negate, levels in lists]

source = "Oineus 0.9.39, torch 2.15.0, float64"
lines = [",\n".join(json.dumps(record, separators=(",", ":")) for record in part) for part in (gradients, complexes)]
text = f'{{"source":"{source}","circle":{json.dumps(points.tolist())},\n"gradients":[\n{lines[0]}\n],"complexes":[\n{lines[1]}\n]}}\n'
Path(__file__).with_name("oineus_critical_moves.json").write_text(text)
