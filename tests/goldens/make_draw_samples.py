"""Writes draw_samples.json: points drawn from an image by the recipe of GeomLoss' gradient flows in 2-D.

Run as `python tests/goldens/make_draw_samples.py > tests/goldens/draw_samples.json`. The image is flipped, as the example
flips it after reading. Python's `random.choices` takes one number of `random.random` for each point, which is kept.
"""
import json
import random

import numpy as np

ROWS, COLUMNS, COUNT = 6, 6, 40
image = np.array([[(3 * r * r + 5 * c + r * c) % 7 for c in range(COLUMNS)] for r in range(ROWS)], dtype=np.float64)
density = image[::-1]

x, y = np.meshgrid(np.linspace(0, 1, COLUMNS), np.linspace(0, 1, ROWS))
grid = list(zip(x.ravel(), y.ravel()))
random.seed(0)
points = np.array(random.choices(grid, (density / density.sum()).ravel(), k=COUNT))
np.random.seed(0)
points += (0.5 / ROWS) * np.random.randn(COUNT, 2)

random.seed(0)
uniforms = [random.random() for _ in range(COUNT)]
print(json.dumps({"image": image.tolist(), "uniforms": uniforms, "points": points.tolist()}))
