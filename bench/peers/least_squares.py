"""Problems of Moré, Garbow and Hillstrom (1981) in PyTorch, as `bench/least_squares.ts` has them on the tape."""

import math

import torch

F64 = torch.float64
BARD = torch.tensor([0.14, 0.18, 0.22, 0.25, 0.29, 0.32, 0.35, 0.39, 0.37, 0.58, 0.73, 0.96, 1.34, 2.1, 4.39], dtype=F64)
GAUSSIAN = torch.tensor([9, 44, 175, 540, 1295, 2420, 3521, 3989, 3521, 2420, 1295, 540, 175, 44, 9], dtype=F64) / 1e4
KOWALIK = torch.tensor([0.1957, 0.1947, 0.1735, 0.16, 0.0844, 0.0627, 0.0456, 0.0342, 0.0323, 0.0235, 0.0246], dtype=F64)
KOWALIK_AT = torch.tensor([4, 2, 1, 0.5, 0.25, 0.167, 0.125, 0.1, 0.0833, 0.0714, 0.0625], dtype=F64)


def up_to(n):
    return torch.arange(1, n + 1, dtype=F64)


def rosenbrock(x):
    return torch.stack([10 * (x[1] - x[0] ** 2), 1 - x[0]])


def freudenstein_and_roth(x):
    a, b = x
    return torch.stack([((5 - b) * b - 2) * b + a - 13, ((b + 1) * b - 14) * b + a - 29])


def powell_badly_scaled(x):
    a, b = x
    return torch.stack([a * b * 1e4 - 1, torch.exp(-a) + torch.exp(-b) - 1.0001])


def beale(x):
    a, b = x
    return torch.stack([y - a * (1 - b ** (i + 1)) for i, y in enumerate([1.5, 2.25, 2.625])])


def jennrich_and_sampson(x):
    i = up_to(10)
    return 2 + 2 * i - torch.exp(i * x[0]) - torch.exp(i * x[1])


def bard(x):
    u = up_to(15)
    v = 16 - u
    return BARD - x[0] - u / (v * x[1] + torch.minimum(u, v) * x[2])


def gaussian(x):
    t = (8 - up_to(15)) / 2
    return x[0] * torch.exp((t - x[2]) ** 2 * x[1] / -2) - GAUSSIAN


def box(x):
    t = up_to(10) / 10
    return torch.exp(-t * x[0]) - torch.exp(-t * x[1]) - x[2] * (torch.exp(-t) - torch.exp(-10 * t))


def powell_singular(x):
    a, b, c, d = x.reshape(-1, 4).T
    return torch.cat([a + 10 * b, math.sqrt(5) * (c - d), (b - 2 * c) ** 2, math.sqrt(10) * (a - d) ** 2])


def wood(x):
    a, b, c, d = x
    s, t = math.sqrt(90), math.sqrt(10)
    return torch.stack([10 * (b - a**2), 1 - a, s * (d - c**2), 1 - c, t * (b + d - 2), (b - d) / t])


def kowalik_and_osborne(x):
    u = KOWALIK_AT
    return KOWALIK - x[0] * (u**2 + u * x[1]) / (u**2 + u * x[2] + x[3])


def brown_and_dennis(x):
    t = up_to(20) / 5
    return (x[0] + t * x[1] - torch.exp(t)) ** 2 + (x[2] + x[3] * torch.sin(t) - torch.cos(t)) ** 2


def biggs_exp6(x):
    t = up_to(13) / 10
    y = torch.exp(-t) - 5 * torch.exp(-10 * t) + 3 * torch.exp(-4 * t)
    return x[2] * torch.exp(-t * x[0]) - x[3] * torch.exp(-t * x[1]) + x[5] * torch.exp(-t * x[4]) - y


def extended_rosenbrock(x):
    return torch.cat([10 * (x[1::2] - x[::2] ** 2), 1 - x[::2]])


def penalty_one(x):
    return torch.cat([math.sqrt(1e-5) * (x - 1), (torch.sum(x**2) - 0.25).reshape(1)])


def variably_dimensioned(x):
    total = torch.sum(up_to(10) * (x - 1)).reshape(1)
    return torch.cat([x - 1, total, total**2])


def trigonometric(x):
    return 10 - torch.sum(torch.cos(x)) + up_to(10) * (1 - torch.cos(x)) - torch.sin(x)


def neighbours(x):
    zero = torch.zeros(1, dtype=F64)
    return torch.cat([zero, x[:-1]]), torch.cat([x[1:], zero])


def discrete_boundary_value(x):
    before, after = neighbours(x)
    return 2 * x - before - after + (x + up_to(10) / 11 + 1) ** 3 / (2 * 11**2)


def broyden_tridiagonal(x):
    before, after = neighbours(x)
    return (3 - 2 * x) * x - before - 2 * after + 1


PROBLEMS = {
    "rosenbrock": ([-1.2, 1], rosenbrock),
    "freudenstein and roth": ([0.5, -2], freudenstein_and_roth),
    "powell badly scaled": ([0, 1], powell_badly_scaled),
    "beale": ([1, 1], beale),
    "jennrich and sampson": ([0.3, 0.4], jennrich_and_sampson),
    "bard": ([1, 1, 1], bard),
    "gaussian": ([0.4, 1, 0], gaussian),
    "box in three dimensions": ([0, 10, 20], box),
    "powell singular": ([3, -1, 0, 1], powell_singular),
    "wood": ([-3, -1, -3, -1], wood),
    "kowalik and osborne": ([0.25, 0.39, 0.415, 0.39], kowalik_and_osborne),
    "brown and dennis": ([25, 5, -5, -1], brown_and_dennis),
    "biggs exp6": ([1, 2, 1, 1, 1, 1], biggs_exp6),
    "extended rosenbrock": ([-1.2, 1] * 10, extended_rosenbrock),
    "extended powell singular": ([3, -1, 0, 1] * 5, powell_singular),
    "penalty I": ([i + 1 for i in range(10)], penalty_one),
    "variably dimensioned": ([1 - (i + 1) / 10 for i in range(10)], variably_dimensioned),
    "trigonometric": ([1 / 10] * 10, trigonometric),
    "discrete boundary value": ([(i + 1) / 11 * ((i + 1) / 11 - 1) for i in range(10)], discrete_boundary_value),
    "broyden tridiagonal": ([-1] * 10, broyden_tridiagonal),
}


def bounds_around(start):
    """By turns both bounds, a lower one, and none."""
    sizes = [1 + abs(x) for x in start]
    return [
        (x - 0.3 * s, x + 0.3 * s) if i % 3 == 0 else (x - 0.5 * s, None) if i % 3 == 1 else (None, None)
        for i, (x, s) in enumerate(zip(start, sizes))
    ]


def value_and_gradient(residuals):
    """What SciPy asks for with `jac=True`."""

    def evaluate(x):
        at = torch.from_numpy(x.copy()).requires_grad_()
        value = torch.sum(residuals(at) ** 2)
        value.backward()
        return value.item(), at.grad.numpy()

    return evaluate
