"""Writes oineus_matrices.json with Oineus: python make_matrices.py (oineus 0.9.39, numpy 2.4.6).

Simplices are listed in the filtration order, which sorting by dimension and value keeps. Matrices are those of the serial
reduction without clearing, in the indices of Oineus, sorted in each list; with clearing and restore_elz it gives the same R
and V, which is asserted here. U is by rows, and right only without clearing.
"""

import json
from itertools import combinations
from pathlib import Path

import numpy as np
import oineus as oin

rng = np.random.default_rng(8)


def complex_of(vertices, top, levels):
    """The skeleton of a simplex, with values of which many are equal, none less than those of faces."""
    cells = {}
    for dim in range(top + 1):
        for cell in combinations(range(vertices), dim + 1):
            faces = [cells[face] for face in combinations(cell, dim)] if dim else []
            cells[cell] = max([float(rng.integers(levels)), *faces])
    return sorted(cells.items(), key=lambda entry: (len(entry[0]), entry[1]))


def lists(columns):
    return [sorted(map(int, column)) for column in columns]


def reduced(fil, dualize, clearing):
    found = oin.Decomposition(fil, dualize)
    params = oin.ReductionParams(compute_v=True, compute_u=not clearing, use_clearing=clearing)
    found.reduce(params)
    if clearing:
        found.restore_elz()
    return found


def record(cells, dualize):
    fil = oin.list_to_filtration([(i, list(cell), value) for i, (cell, value) in enumerate(cells)])
    assert [tuple(fil.cell(i).vertices) for i in range(fil.size())] == [cell for cell, _ in cells]
    found, cleared = reduced(fil, dualize, False), reduced(fil, dualize, True)
    assert lists(found.v_data) == lists(cleared.v_data) and lists(found.r_data) == lists(cleared.r_data)
    return {"r": lists(found.r_data), "v": lists(found.v_data), "u": lists(found.u_data_t)}


cases = []
for vertices, top, levels in [(5, 4, 9), (7, 2, 4), (6, 3, 20)]:
    cells = complex_of(vertices, top, levels)
    cases.append({
        "simplices": [list(cell) for cell, _ in cells],
        "values": [value for _, value in cells],
        "boundary": record(cells, False),
        "coboundary": record(cells, True),
    })

Path(__file__).with_name("oineus_matrices.json").write_text(json.dumps({"cases": cases}) + "\n")
