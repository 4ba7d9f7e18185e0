"""Writes pot_flows.json: POT's example of a sliced Wasserstein gradient flow and barycenter, on our cross and tooth.

Run with POT 0.9.7.post1, torch 2.15.0, NumPy 2.4.6, Pillow 13, one thread: python make_pot_flows.py
"""

import json
from pathlib import Path

import numpy as np
import ot
import torch
from PIL import Image

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)

HERE = Path(__file__).parent
STEPS = 100


def places(name):
    """Columns and rows of ink among every fifth pixel."""
    ink = np.asarray(Image.open(HERE / f"../../notebooks/data/{name}.png"))[::5, ::5] < 128
    rows, columns = np.nonzero(ink)
    return columns.astype(np.float64), rows.astype(np.float64)


def cloud(columns, rows):
    return torch.tensor(np.stack([columns, rows], 1))


cross, tooth = places("cross"), places("tooth")
CROSS = cloud(*cross)
FAR_TOOTH, TOOTH = (cloud(tooth[0] + shift, 32 - tooth[1]) for shift in (60, 0))
START = torch.tensor(np.random.RandomState(0).randn(500, 2) * 10 + 16)


def flow(loss_of, start, lr):
    """The losses before each step and after the last, and the points after the last."""
    x = start.clone().requires_grad_()
    generator = torch.Generator().manual_seed(42)
    losses = []
    for i in range(STEPS + 1):
        loss = loss_of(x, generator)
        losses.append(loss.item())
        if i == STEPS:
            return losses, x.tolist()
        loss.backward()
        with torch.no_grad():
            x -= x.grad * lr(i)
            x.grad.zero_()


def sliced(x, y, count, generator):
    return ot.sliced_wasserstein_distance(x, y, n_projections=count, seed=generator)


RUNS = {
    "flow": (lambda x, gen: sliced(x, FAR_TOOTH, 20, gen), CROSS, lambda i: 1e3 / (1 + i / 50)),
    "barycenter": (
        lambda x, gen: 0.5 * sliced(x, TOOTH, 50, gen) + 0.5 * sliced(x, CROSS, 50, gen),
        START,
        lambda i: 1e3,
    ),
}

results = {}
for name, run in RUNS.items():
    losses, points = flow(*run)
    # How far POT's own numbers move when the start does by a unit in the last place.
    loss_of, start, lr = run
    near = [flow(loss_of, start * (1 + sign * 2.0**-52), lr) for sign in (-1, 1)]
    noise = max(np.abs(np.subtract(values, moved[k])).max() for moved in near for k, values in enumerate((losses, points)))
    results[name] = {"losses": losses, "points": points, "noise": noise}
(HERE / "pot_flows.json").write_text(json.dumps(results, separators=(",", ":")))
