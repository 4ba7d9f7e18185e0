"""Writes oineus_cylinder_min.json with Oineus: python make_cylinder_min.py (oineus 0.9.39, torch 2.15.0, numpy 2.4.6).

Every case has two inputs, the first that of the domain or of the first filtration. Diagrams have finite points of positive
persistence only, sorted; the loss is the sum of (death - birth)^2 over all of them. Cells of a cylinder are listed in
filtration order as their vertices in the filtration they come from, "domain", "codomain" or "prism", and their value.

The differentiable values of Oineus take no notice of v_domain_value and v_codomain_value, so cases with these have the
diagrams of the filtration underneath, and no gradient.
"""

import json
from pathlib import Path

import numpy as np
import oineus as oin
import oineus.diff as od
import torch

torch.set_default_dtype(torch.float64)
rng = np.random.default_rng(5)
DOMAIN, CODOMAIN = oin.Simplex([0]), oin.Simplex([1])
BUILDERS = {"freudenthal": od.freudenthal_filtration, "vr": od.vr_filtration}


def points_of(diagram):
    found = sorted((float(b), float(d)) for b, d in diagram)
    return [[b, d] for b, d in found if np.isfinite([b, d]).all()]


def side(cell):
    aux = cell.factor_2.vertices
    return "prism" if len(aux) == 2 else "domain" if list(aux) == [0] else "codomain"


def cells_of(fil):
    cells = (fil.cell(i) for i in range(fil.size()))
    return [[list(c.factor_1.vertices), side(c), fil.cell_value_by_sorted_id(i)] for i, c in enumerate(cells)]


def case(name, kind, builder, options, inputs, bounds=None):
    tensors = [torch.tensor(x, dtype=torch.float64).requires_grad_() for x in inputs]
    first, second = (BUILDERS[builder](x, **options) for x in tensors)
    if kind == "min":
        fil = od.min_filtration(first, second)
    else:
        fil = od.mapping_cylinder_filtration(first, second, DOMAIN, CODOMAIN, *(bounds or ()))
    record = {
        "name": name,
        "kind": kind,
        "builder": builder,
        "options": options,
        "bounds": bounds,
        "inputs": [{"shape": list(x.shape), "values": x.detach().flatten().tolist()} for x in tensors],
        "size": fil.size(),
    }
    if kind == "cylinder" and fil.size() < 300:
        record["cells"] = cells_of(fil.under_fil)
    if bounds:
        found = oin.reduce(fil.under_fil).diagram(fil.under_fil, include_inf_points=False)
        record["diagrams"] = {str(d): points_of(found.in_dimension(d)) for d in range(fil.max_dim)}
        return record
    found = od.persistence_diagram(fil)
    dims = range(fil.max_dim)
    loss = sum(((found[d][:, 1] - found[d][:, 0]) ** 2).sum() for d in dims)
    loss.backward()
    record["diagrams"] = {str(d): points_of(found[d].detach().numpy()) for d in dims}
    record["loss"] = loss.item()
    record["gradients"] = [(torch.zeros_like(x) if x.grad is None else x.grad).flatten().tolist() for x in tensors]
    return record


def distances(n):
    points = rng.normal(size=(n, 2))
    return np.linalg.norm(points[:, None] - points[None], axis=2)


def symmetric(n, low, high):
    noise = np.triu(rng.uniform(low, high, size=(n, n)), 1)
    return noise + noise.T


found = []
for negate in (False, True):
    sign, options = (-1 if negate else 1), {"negate": negate}
    tag = "-negate" if negate else ""
    for shape in ((9,), (5, 6), (4, 3, 4)):
        inputs = rng.normal(size=shape), rng.normal(size=shape)
        found.append(case(f"min-freudenthal-{len(shape)}d{tag}", "min", "freudenthal", options, inputs))
        field = rng.normal(size=shape)
        part = field[: shape[0] - 2]
        inputs = part + sign * rng.uniform(0, 1, size=part.shape), field
        name = f"cylinder-freudenthal-{len(shape)}d{tag}"
        found.append(case(name, "cylinder", "freudenthal", options, inputs))
        if len(shape) < 3:
            bounds = [0.25 * sign, 0.5 * sign]
            found.append(case(f"{name}-bounds", "cylinder", "freudenthal", options, inputs, bounds))
            found.append(case(f"{name}-bounds-swapped", "cylinder", "freudenthal", options, inputs, bounds[::-1]))

options = {"from_pwdists": True, "max_dim": 2, "max_diameter": 100.0}
base = distances(9)
found.append(case("min-vr", "min", "vr", options, (base + symmetric(9, 0, 1), base + symmetric(9, 0, 1))))
found.append(case("cylinder-vr", "cylinder", "vr", options, (base[:6, :6] + symmetric(6, 0, 1), base)))
found.append(case("cylinder-vr-bounds", "cylinder", "vr", options, (base[:6, :6] + symmetric(6, 0, 1), base), [0.3, 0.9]))

lines = ",\n".join(json.dumps(record, separators=(",", ":")) for record in found)
source = "Oineus 0.9.39, torch 2.15.0, float64"
Path(__file__).with_name("oineus_cylinder_min.json").write_text(f'{{"source":"{source}","cases":[\n{lines}\n]}}\n')
