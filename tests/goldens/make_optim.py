"""Writes torch_optim.json: 50 steps of PyTorch's optimisers on three problems.

Run with PyTorch 2.15.0, one thread: python make_optim.py
"""

import json
from pathlib import Path

import torch

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)


def quadratic(x):
    return (x**2 * torch.tensor([0.5, 1.0, 2.0, 4.0])).sum() + x.sum() ** 2 / 4


def rosenbrock(x):
    return 100 * (x[1] - x[0] ** 2) ** 2 + (1 - x[0]) ** 2


INPUTS = torch.tensor([[0.5, -1.0], [1.5, 0.5], [-1.0, 2.0], [2.0, 1.0], [-0.5, -1.5], [0.0, 1.0]])
LABELS = torch.tensor([0.0, 1.0, 1.0, 1.0, 0.0, 0.0])


def logistic(w, b):
    scores = INPUTS @ w + b
    return (torch.log1p(torch.exp(scores)) - LABELS * scores).sum() + 0.05 * (w**2).sum()


PROBLEMS = {
    "quadratic": (quadratic, [[1.0, -2.0, 3.0, 0.5]]),
    "rosenbrock": (rosenbrock, [[-1.2, 1.0]]),
    "logistic": (logistic, [[0.1, -0.2], [0.3]]),
}
OPTIMIZERS = {
    "SGD": [
        {},
        {"lr": 5e-4, "momentum": 0.9, "dampening": 0.1},
        {"lr": 5e-4, "momentum": 0.8, "nesterov": True, "weight_decay": 0.1},
        {"lr": 1e-3, "momentum": 0.5, "maximize": True},
    ],
    "Adam": [
        {},
        {"lr": 0.05, "betas": [0.8, 0.95], "eps": 1e-6, "weight_decay": 0.1},
        {"lr": 0.05, "amsgrad": True},
        {"lr": 0.01, "maximize": True},
    ],
    "LBFGS": [
        {"lr": 0.01, "max_iter": 1},
        {"lr": 0.002, "max_iter": 3},
        {"max_iter": 1, "line_search_fn": "strong_wolfe"},
        {"max_iter": 4, "history_size": 3, "line_search_fn": "strong_wolfe"},
        {"max_iter": 6, "max_eval": 5, "line_search_fn": "strong_wolfe", "lr": 0.5},
        {"line_search_fn": "strong_wolfe", "tolerance_grad": 1e-5, "tolerance_change": 1e-7},
        {"max_iter": 2, "line_search_fn": "strong_wolfe", "maximize": True},
    ],
}


def run(problem, name, options, scale=1.0):
    """50 steps from the start times `scale`: the losses, some points, and the number of evaluations."""
    loss_of, start = PROBLEMS[problem]
    params = [(torch.tensor(p) * scale).requires_grad_() for p in start]
    optimizer = getattr(torch.optim, name)(params, **options)
    sign, calls = -1 if options.get("maximize") else 1, []

    def closure():
        optimizer.zero_grad()
        loss = sign * loss_of(*params)
        loss.backward()
        calls.append(loss)
        return loss

    losses, points = [], []
    for step in range(50):
        losses.append(optimizer.step(closure).item())
        if step in (0, 1, 9, 24, 49):
            points.append(torch.cat([p.detach() for p in params]).tolist())
    return losses, points, len(calls)


def numbers(result):
    return torch.cat([torch.tensor(result[0]), torch.tensor(result[1]).flatten()])


runs = []
for problem in PROBLEMS:
    for name, settings in OPTIMIZERS.items():
        for options in settings:
            result = run(problem, name, options)
            # How far torch's own numbers move when the start does by a unit in the last place.
            near = [run(problem, name, options, 1 + k * 2.0**-52) for k in (-1, 1)]
            distances = [(numbers(result) - numbers(other)) / numbers(result).abs().clamp(min=1) for other in near]
            runs.append({
                "problem": problem, "optimizer": name, "options": options, "losses": result[0], "points": result[1],
                "evaluations": result[2], "noise": max(d.abs().max().item() for d in distances),
            })
(Path(__file__).parent / "torch_optim.json").write_text(json.dumps(runs, separators=(",", ":")))
