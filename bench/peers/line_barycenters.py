"""The barycenters of two intervals as GeomLoss' example finds them, by SciPy's L-BFGS-B with its `fit_model`."""

import numpy as np
import torch
from geomloss import SamplesLoss
from scipy.optimize import minimize

# By masses or by points, blur, scaling, tolerance; how many of the first costs rounding does not decide.
DESCENTS = [
    ("masses", 0.001, 0.99, 1e-10, 20),
    ("points", 0.01, 0.9, 1e-10, 10),
    ("points", 0.01, 0.5, 1e-5, 5),
]


def line_barycenters(clouds, dtype):
    """The first costs of all descents, and their last."""
    ends = [torch.tensor(cloud, dtype=dtype) for cloud in clouds]
    found = []
    for by, blur, scaling, tol, steady in DESCENTS:
        loss = SamplesLoss("sinkhorn", blur=blur, scaling=scaling, backend="tensorized")
        costs = fitted(ends, loss, by, tol)
        found += [*costs[:steady], costs[-1]]
    return np.array(found)


def fitted(ends, loss, by, tol):
    """The costs of all evaluations, with one at the result, as `fit_model` makes them."""
    count, dtype = len(ends[0]), ends[0].dtype
    grid = torch.linspace(0, 1, count, dtype=dtype)[:, None]
    uniform = torch.full((count,), 1 / count, dtype=dtype)
    start = torch.zeros(count, dtype=dtype) if by == "masses" else grid
    costs = []

    def evaluate(vector):
        parameter = torch.tensor(vector, dtype=dtype).reshape(start.shape).requires_grad_()
        if by == "masses":
            masses = torch.softmax(parameter, 0)
            near, far = (loss(masses, grid, uniform, end) for end in ends)
        else:
            near, far = (loss(parameter, end) for end in ends)
        cost = 0.5 * near + 0.5 * far
        cost.backward()
        costs.append(cost.item())
        return costs[-1], parameter.grad.numpy().ravel().astype(np.float64)

    options = {"maxiter": 500, "ftol": 1e-10, "gtol": tol, "maxcor": 10}
    x0 = start.numpy().ravel().astype(np.float64)
    evaluate(minimize(evaluate, x0, jac=True, method="L-BFGS-B", options=options).x)
    return costs
