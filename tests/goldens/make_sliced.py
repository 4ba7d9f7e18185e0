"""Writes oineus_sliced.json with Oineus: python make_sliced.py (oineus 0.9.39, torch 2.15.0)."""

import json
from pathlib import Path

import oineus.diff as od
import torch

torch.set_default_dtype(torch.float64)

INF = float("inf")
A = [[0, 1], [0.5, 2], [1.5, 3]]
B = [[0.1, 0.9], [0.6, 1.8]]
LATTICE_A = [[0, 1], [1, 2], [0, 2], [1, 3]]
LATTICE_B = [[0, 1], [2, 3], [0, 3]]
ESSENTIAL_A = [[1, INF], [0, 3], [4, -INF], [INF, 2], [2, INF], [-INF, 0]]
ESSENTIAL_B = [[3, INF], [0, 3.5], [4.5, -INF], [-INF, 0.5], [INF, 2], [0, INF]]
DIRECTIONS = [[1, 0], [0, 1], [0.6, 0.8]]

KINDS = {
    "sliced_wasserstein_distance": od.sliced_wasserstein_distance,
    "sliced_wasserstein_distance_diag_corrected": od.sliced_wasserstein_distance_diag_corrected,
}


def encoded(diagram):
    """JSON has no infinity."""
    return [[str(x) if abs(x) == INF else x for x in point] for point in diagram]


def cases(name, a, b, manual_seed=None, **options):
    for kind, f in KINDS.items():
        arguments = dict(options)
        if "directions" in options:
            arguments["directions"] = torch.tensor(options["directions"], dtype=torch.float64)
        if manual_seed is not None:
            torch.manual_seed(manual_seed)
        x, y = (torch.tensor(d, dtype=torch.float64).requires_grad_() for d in (a, b))
        value = f(x, y, **arguments)
        value.backward()
        yield {
            "name": name,
            "kind": kind,
            "a": encoded(a),
            "b": encoded(b),
            "manual_seed": manual_seed,
            "options": options,
            "value": value.item(),
            "grad_a": x.grad.tolist(),
            "grad_b": y.grad.tolist(),
        }


found = []
for q in (1, 1.5, 2, 3):
    found += cases("numpy", A, B, seed=0, n_directions=100, q=q)
    found += cases("torch", A, B, manual_seed=42, n_directions=100, q=q)
    found += cases("long", A, B, directions=[[3 * x, -2 * y] for x, y in DIRECTIONS], q=q)
    found += cases("essential", ESSENTIAL_A, ESSENTIAL_B, directions=DIRECTIONS, q=q)
for direction in ([1, 0], [0, 1], [1, 1], [1, -1], [-1, 0], [0.5, 2]):
    found += cases("lattice", LATTICE_A, LATTICE_B, directions=[direction])
found += cases("ignored", [[1, INF], [0, 3]], [[0, 3.5], [-INF, INF]], directions=DIRECTIONS, ignore_inf_points=True)

lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in found)
source = "Oineus 0.9.39, torch 2.15.0, float64"
Path(__file__).with_name("oineus_sliced.json").write_text(f'{{"source":"{source}","cases":[\n{lines}\n]}}\n')
