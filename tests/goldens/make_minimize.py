"""Writes scipy_minimize.json: runs of L-BFGS-B as SciPy has them.

Run with SciPy 1.17.1 and PyTorch 2.15.0, one thread: python make_minimize.py
"""

import json
import sys
from pathlib import Path

import numpy as np
import torch
from scipy.optimize import minimize, rosen, rosen_der

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent.parent / "bench" / "peers"))
from least_squares import PROBLEMS, bounds_around, value_and_gradient  # noqa: E402

torch.set_num_threads(1)
runs = []


def solve(evaluate, start, bounds, options, callback=None):
    return minimize(evaluate, start, jac=True, method="L-BFGS-B", bounds=bounds, options=options, callback=callback)


def run(problem, evaluate, start, bounds=None, **options):
    """One run: the value after each iteration, the fields of the result, and how far rounding moves the counts.

    The last is what the same run gives from starts that differ by some units in the last place.
    """
    trace, start = [], np.array(start, dtype=np.float64)
    result = solve(evaluate, start, bounds, options, lambda intermediate_result: trace.append(float(intermediate_result.fun)))
    near = [result] + [solve(evaluate, start * (1 + k * 4e-16), bounds, options) for k in (-3, -2, -1, 1, 2, 3)]
    runs.append({
        "problem": problem, "bounds": bounds, "options": options, "trace": trace, "x": result.x.tolist(),
        "fun": float(result.fun), "jac": result.jac.tolist(), "nit": result.nit, "nfev": result.nfev,
        "njev": result.njev, "status": result.status, "success": bool(result.success), "message": result.message,
        "near": {"nit": [r.nit for r in near], "nfev": [r.nfev for r in near], "fun": [float(r.fun) for r in near]},
    })


for name, (start, residuals) in PROBLEMS.items():
    evaluate = value_and_gradient(residuals)
    run(name, evaluate, start)
    run(name, evaluate, start, bounds_around(start))
    run(name, evaluate, start, None, maxcor=3, ftol=1e-12, gtol=1e-8)
    run(name, evaluate, start, bounds_around(start), maxiter=4)
    run(name, evaluate, start, None, maxfun=5)


def chained(x):
    return rosen(x), rosen_der(x)


start = np.tile([-1.2, 1], 10)
run("chained rosenbrock", chained, start)
run("chained rosenbrock", chained, start, [(-1.5, 0.8)] * 20)
run("chained rosenbrock", chained, start, [(-1.0, 0.8)] * 20)
run("chained rosenbrock", chained, start, maxls=1)

(HERE / "scipy_minimize.json").write_text(json.dumps(runs, separators=(",", ":")))
