"""The computation of the first notebook with torch and Oineus; prints its values as JSON.

With `--figures FOLDER` it also draws what the notebook draws, as SVG files.
"""

import json
import math
import sys

import torch
from oineus.diff import persistence_diagram, sliced_wasserstein_distance, vr_filtration, wasserstein_cost

torch.set_default_dtype(torch.float64)


def h1(points):
    return persistence_diagram(vr_filtration(points, max_dim=2), dualize=True)[1]


def with_gradient(loss, points, clean):
    x = points.clone().requires_grad_()
    diagram = h1(x)
    diagram.retain_grad()
    value = loss(diagram, clean)
    value.backward()
    return {"value": value.item(), "diagramGradient": diagram.grad.tolist(), "gradient": x.grad.tolist()}


angles = torch.arange(50) * (2 * math.pi / 50)
circle = torch.stack([torch.cos(angles), torch.sin(angles)], dim=1)
torch.manual_seed(7)
noisy = circle + 0.08 * torch.randn_like(circle)
clean = h1(circle).detach()

wasserstein = with_gradient(
    lambda a, b: wasserstein_cost(a, b, wasserstein_q=2, wasserstein_delta=0.01), noisy, clean
)
torch.manual_seed(11)
sliced = with_gradient(lambda a, b: sliced_wasserstein_distance(a, b, n_directions=256), noisy, clean)

print(
    json.dumps(
        {
            "clean": clean.tolist(),
            "noisy": h1(noisy).tolist(),
            "wasserstein": wasserstein,
            "sliced": sliced,
        }
    )
)
