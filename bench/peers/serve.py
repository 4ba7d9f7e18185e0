"""Answers questions on standard input, one line of JSON each, on standard output: what lets engines stay warm."""

import json
import sys

import numpy as np


def serve(answer):
    """Answers every question until the input ends; an exception becomes the answer {"failure"}."""
    for line in sys.stdin:
        try:
            reply = answer(json.loads(line))
        except Exception as error:
            reply = {"failure": f"{type(error).__name__}: {error}"}
        print(json.dumps(reply), flush=True)


def read(file, shape):
    """The little-endian float64 numbers of a file."""
    return np.fromfile(file, dtype="<f8").reshape(shape)
