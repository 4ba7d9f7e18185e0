"""Draws five charts with matplotlib, for the comparison of pictures in tests/plot/pictures_test.ts.

Usage, with matplotlib 3.11 installed:

    python tests/goldens/make_charts.py > tests/goldens/charts.json

Of each: the box of the axes in shares of the figure, the limits, the places of the ticks and the numbers there, the arrows from
tail to tip in data units, and the picture as the darkness of blocks of 10 x 10 pixels, from 0 to 255, row by row.
"""

import json

import matplotlib

matplotlib.use("agg")
import matplotlib.pyplot as plt  # noqa: E402
import numpy as np  # noqa: E402

BLOCK = 10
ROWS = [[0.2, 1.8], [0.4, 0.9], [0.5, 0.7], [0.8, 1.5], [1.1, 1.3], [1.2, 1.9], [0.1, 0.35], [1.5, 1.6]]
GRADS = [[0.8, -0.4], [-0.6, 0.9], [0.4, 0.4], [1.0, -1.2], [-0.5, 0.8], [0.6, 0.2], [0.9, 0.9], [-0.8, 0.4]]
LOSSES = [3 * 0.8**k + 0.02 for k in range(40)]
PIXELS = [[round(np.exp(-((i - 20) ** 2 + (j - 9) ** 2) / 60), 6) for j in range(30)] for i in range(26)]


def result(figure, ax, data):
    figure.canvas.draw()
    shades = np.asarray(figure.canvas.buffer_rgba())[:, :, :3].mean(axis=2)
    height, width = (length // BLOCK * BLOCK for length in shades.shape)
    blocks = 255 - shades[:height, :width].reshape(height // BLOCK, BLOCK, width // BLOCK, BLOCK).mean(axis=(1, 3))

    def labels(axis, limits):
        inside = [t.get_text() for t, at in zip(axis.get_ticklabels(), axis.get_ticklocs())
                  if min(limits) <= at <= max(limits)]
        return [text for text in inside if text and "$" not in text]

    def places(axis, limits):
        return [float(at) for at in axis.get_ticklocs() if min(limits) <= at <= max(limits)]

    return {
        "arrows": [],
        **data,
        "position": list(ax.get_position().bounds),
        "xlim": list(ax.get_xlim()),
        "ylim": list(ax.get_ylim()),
        "xplaces": places(ax.xaxis, ax.get_xlim()),
        "yplaces": places(ax.yaxis, ax.get_ylim()),
        "xticks": labels(ax.xaxis, ax.get_xlim()),
        "yticks": labels(ax.yaxis, ax.get_ylim()),
        "blocks": np.round(blocks).astype(int).tolist(),
    }


def diagram_axes():
    figure, ax = plt.subplots(figsize=(5, 5), dpi=120)
    ax.grid(color="0.85", linewidth=0.5, linestyle=":")
    ax.set_axisbelow(True)
    ax.plot([0, 2.5], [0, 2.5], color="0.55", alpha=0.85, linewidth=0.7, zorder=0.8)
    ax.set(xlim=(0, 2.5), ylim=(0, 2.5), xlabel="birth", ylabel="death")
    return figure, ax


def points(ax, color):
    births, deaths = np.transpose(ROWS)
    rim = np.array(matplotlib.colors.to_rgb(color)) * 0.55
    ax.scatter(births, deaths, s=40, alpha=0.85, linewidth=0.45, color=color, edgecolor=rim)


def diagram():
    figure, ax = diagram_axes()
    points(ax, "tab:blue")
    return result(figure, ax, {"rows": ROWS})


def gradient():
    figure, ax = diagram_axes()
    points(ax, "#0072b2")
    style = {"color": "#009e73", "alpha": 0.95, "width": 0.0045, "headwidth": 3.5, "headlength": 5}
    quiver = ax.quiver(*np.transpose(ROWS), *np.transpose(GRADS), angles="xy", scale_units="xy", scale=4, **style)
    figure.canvas.draw()
    tails, tips = ax.transData.transform(ROWS), np.array([path.vertices[3] for path in quiver.get_paths()])
    arrows = ax.transData.inverted().transform(tails + tips * quiver._trans_scale) - ROWS
    return result(figure, ax, {"rows": ROWS, "grads": GRADS, "arrows": arrows.tolist()})


def barcode():
    figure, ax = plt.subplots(dpi=120)
    births, deaths = np.transpose(sorted(ROWS))
    ax.barh(np.arange(len(births)), deaths - births, left=births, height=0.8, alpha=0.6, color="tab:blue")
    ax.set(xlim=(0, 2.5), ylim=(len(births) - 0.25, -0.75), xlabel="filtration value", yticks=[])
    return result(figure, ax, {"rows": ROWS})


def loss():
    figure, ax = plt.subplots(dpi=120)
    ax.plot(LOSSES)
    ax.set(yscale="log", xlabel="step", ylabel="loss")
    return result(figure, ax, {"losses": LOSSES})


def image():
    figure, ax = plt.subplots(figsize=(5, 4.4), dpi=120)
    ax.imshow(PIXELS, origin="lower", extent=(-0.5, 29.5, -0.5, 25.5), aspect="auto", interpolation="nearest")
    ax.set(xlabel="birth", ylabel="persistence")
    return result(figure, ax, {"pixels": PIXELS})


charts = {"diagram": diagram(), "gradient": gradient(), "barcode": barcode(), "loss": loss(), "image": image()}
print(json.dumps(charts, sort_keys=True))
