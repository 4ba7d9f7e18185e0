"""L-BFGS-B by SciPy: Rosenbrock's chain, or problems of Moré, Garbow and Hillstrom with gradients by torch.

A question is {"chain": number of variables, or "problems": names, "bounded", "maxiter"}; the answer is {"seconds": of
all runs, "overhead": the same less the time within functions, for each iteration, "funs", "evaluations"}.
"""

import time

import numpy as np
import torch
from least_squares import PROBLEMS, bounds_around, value_and_gradient
from scipy.optimize import minimize, rosen, rosen_der
from serve import serve

torch.set_num_threads(1)


def chained(x):
    return rosen(x), rosen_der(x)


def answer(question):
    tasks = [(value_and_gradient(PROBLEMS[name][1]), PROBLEMS[name][0]) for name in question.get("problems", [])]
    tasks = [(evaluate, np.array(start, dtype=np.float64), bounds_around(start)) for evaluate, start in tasks]
    if "chain" in question:
        n = question["chain"]
        tasks.append((chained, np.resize([-1.2, 1.0], n), [(-1.5, 0.8)] * n))
    within = 0.0
    results = []
    start = time.perf_counter()
    for evaluate, x0, bounds in tasks:

        def timed(x):
            nonlocal within
            began = time.perf_counter()
            result = evaluate(x)
            within += time.perf_counter() - began
            return result

        options = {"maxiter": question["maxiter"]}
        bounds = bounds if question["bounded"] else None
        results.append(minimize(timed, x0, jac=True, method="L-BFGS-B", bounds=bounds, options=options))
    total = time.perf_counter() - start
    return {
        "seconds": total,
        "overhead": (total - within) / sum(result.nit for result in results),
        "funs": [float(result.fun) for result in results],
        "evaluations": [result.nfev for result in results],
    }


serve(answer)
