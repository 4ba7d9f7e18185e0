"""Writes geomloss_images.json with GeomLoss: python make_geomloss_images.py (geomloss 0.3.1, torch 2.15.0).

KeOps, by which GeomLoss convolves images, is not installed: its softmin is replaced by one that stores all pairs of pixels.
"""

import json
from pathlib import Path

import geomloss
import torch
from geomloss._legacy import wasserstein_barycenter_images as images

torch.set_default_dtype(torch.float64)


def dense_softmin(eps, p, h):
    size = h.shape[-1]
    places = torch.cartesian_prod(torch.arange(size), torch.arange(size)) / size
    cost = ((places[:, None] - places[None]).abs() ** p).sum(-1) / p
    flat = h.reshape(*h.shape[:2], 1, -1) - cost / eps
    return -eps * flat.logsumexp(-1).reshape(h.shape)


images.softmin = dense_softmin


def measures(count, size):
    place = torch.cartesian_prod(torch.arange(size), torch.arange(size)).reshape(size, size, 2) / size
    result = []
    for k in range(count):
        centre = torch.tensor([0.3 + 0.4 * (k % 2), 0.25 + 0.2 * k])
        image = torch.exp(-((place - centre) ** 2).sum(-1) / (2 * 0.1**2))
        result.append((image * (image > 0.05)) / (image * (image > 0.05)).sum())
    return torch.stack(result)[None]


def cases():
    for size, count, weights in ((4, 2, [0.5, 0.5]), (8, 3, [0.2, 0.3, 0.5]), (16, 2, [0.75, 0.25])):
        for p in (1, 2):
            for blur in (0, 0.2):
                a, w = measures(count, size), torch.tensor([weights]).requires_grad_()
                bar = images.ImagesBarycenter(a, w, blur=blur, p=p, scaling_N=5, backward_iterations=3)
                probe = torch.cos(torch.arange(size * size)).reshape(size, size)
                (bar * probe).sum().backward()
                case = {"p": p, "blur": blur, "measures": a[0].tolist(), "weights": weights, "barycenter": bar[0, 0].tolist()}
                yield {**case, "at_weights": w.grad[0].tolist()}


path = Path(__file__).parent / "geomloss_images.json"
path.write_text(json.dumps({"source": f"geomloss {geomloss.__version__}, torch {torch.__version__}", "cases": list(cases())}))
