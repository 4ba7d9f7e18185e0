"""Writes oineus_grids.json with Oineus: python make_grids.py (oineus 0.9.39, numpy 2.4.6).

The cells of filtrations of small grids with many ties, in filtration order: as their vertices, counted in C order and
ascending in each, and their values.
"""

import json
from pathlib import Path

import numpy as np
import oineus as oin

rng = np.random.default_rng(6)


def case(name, builder, shape, **options):
    data = rng.integers(0, 3, shape).astype(float)
    fil = getattr(oin, f"{builder}_filtration")(data, **options)
    if builder == "freudenthal":
        vertices = [sorted(int(v) for v in cell.vertices) for cell in fil.cells()]
    else:
        lengths = [n + (options["values_on"] == "cells") for n in shape]
        vertices = [sorted(int(np.ravel_multi_index(v, lengths)) for v in cell.vertices) for cell in fil.cells()]
    return {
        "name": name,
        "builder": builder,
        "options": options,
        "shape": list(shape),
        "input": data.astype(int).ravel().tolist(),
        "vertices": vertices,
        "values": [int(cell.value) for cell in fil.cells()],
    }


cases = []
for shape in [(7,), (4, 5), (3, 2, 3), (2, 2, 3, 2)]:
    n = len(shape)
    cases.append(case(f"freudenthal-{n}d", "freudenthal", shape, max_dim=n))
    cases.append(case(f"cube-{n}d-vertices", "cube", shape, values_on="vertices"))
for shape in [(6,), (3, 4), (2, 3, 2), (1, 2, 2, 1)]:
    cases.append(case(f"cube-{len(shape)}d-cells", "cube", shape, values_on="cells"))
for shape in [(5,), (3, 4), (3, 3, 3)]:
    cases.append(case(f"freudenthal-{len(shape)}d-wrap", "freudenthal", shape, max_dim=len(shape), wrap=True))
cases.append(case("freudenthal-2d-negate", "freudenthal", (4, 5), max_dim=2, negate=True))
cases.append(case("freudenthal-2d-wrap-negate", "freudenthal", (4, 3), max_dim=2, wrap=True, negate=True))
cases.append(case("cube-2d-vertices-negate", "cube", (4, 5), values_on="vertices", negate=True))
cases.append(case("cube-2d-cells-negate", "cube", (4, 5), values_on="cells", negate=True))
source = "Oineus 0.9.39, NumPy 2.4.6"
path = Path(__file__).with_name("oineus_grids.json")
path.write_text(json.dumps({"source": source, "cases": cases}, separators=(",", ":")) + "\n")
