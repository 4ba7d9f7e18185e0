"""Sliced Wasserstein distances between samples with their gradients, by POT on torch.

A question is {"x", "y": files of little-endian float64, "shape": of each, "answer": the file that takes the value and the
gradient behind it, if any}; for the answer see `answer_with`.
"""

import time

import numpy as np
import ot
import torch
from serve import answer_with, read, serve

torch.set_num_threads(2)


def answer(question):
    x, y = (torch.tensor(read(question[name], question["shape"])) for name in ("x", "y"))
    x.requires_grad_()
    start = time.perf_counter()
    distance = ot.sliced_wasserstein_distance(x, y, seed=0)
    distance.backward()
    seconds = time.perf_counter() - start
    numbers = np.concatenate([[distance.item()], x.grad.numpy().ravel()])
    return answer_with(seconds, [], numbers, question.get("answer"))


serve(answer)
