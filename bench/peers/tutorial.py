"""The computation of the first notebook with torch and Oineus; prints its values as JSON.

With a folder as argument it also draws four figures like those of the notebook and saves them there as SVG files.
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


def draw(folder):
    import matplotlib

    matplotlib.use("Agg")
    import oineus
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(5, 5), dpi=120)
    axes.scatter(*circle.T.numpy(), color="0.25", s=18, label="clean")
    axes.scatter(*noisy.T.numpy(), color="tab:red", s=18, alpha=0.75, label="noisy")
    axes.set_aspect("equal")
    axes.legend()
    figure.savefig(f"{folder}/samples.svg")

    bounds = {"xmin": 0, "xmax": 2, "ymin": 0, "ymax": 2}
    axes = oineus.plot_diagram({1: clean.numpy()}, color="0.25", axis_bounds=bounds, title="Diagrams")
    oineus.plot_diagram({1: h1(noisy).numpy()}, ax=axes, color="tab:red", axis_bounds=bounds)
    axes.figure.savefig(f"{folder}/diagrams.svg")

    points = {1: h1(noisy).numpy()}
    for name, loss in {"wasserstein": wasserstein, "sliced": sliced}.items():
        gradient = {1: torch.tensor(loss["diagramGradient"]).numpy()}
        axes = oineus.plot_diagram_gradient(points, gradient, descent=True, axis_bounds=bounds, title=name)
        axes.figure.savefig(f"{folder}/{name}.svg")


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
if len(sys.argv) > 1:
    draw(sys.argv[1])
