"""The Freudenthal filtration of an image, by Oineus.

A question is {"file": of little-endian float64, "shape", "listed", "threads"}; the answer is {"seconds", "size", "values": of
every ten-thousandth cell in order}. Oineus always lists the cells.
"""

import time

import oineus.diff
import torch
from serve import read, serve


def answer(question):
    threads = question["threads"]
    torch.set_num_threads(threads)
    image = torch.tensor(read(question["file"], question["shape"]))
    start = time.perf_counter()
    filtration = oineus.diff.freudenthal_filtration(image, slim=True, n_threads=threads)
    values = filtration.values
    seconds = time.perf_counter() - start
    return {"seconds": seconds, "size": len(values), "values": values[::10_000].tolist()}


serve(answer)
