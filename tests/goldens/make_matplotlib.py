"""Asks matplotlib where it puts axes, limits and arrows, for tests/plot.

Usage, with matplotlib 3.11 installed:

    python tests/goldens/make_matplotlib.py > tests/goldens/matplotlib.json

Positions are [left, bottom, width, height] in shares of the figure; arrows are [dx, dy] from tail to tip in points.
"""

import json

import matplotlib

matplotlib.use("agg")
import matplotlib.pyplot as plt  # noqa: E402
import numpy as np  # noqa: E402
from matplotlib.colors import to_hex  # noqa: E402
from matplotlib.ticker import MaxNLocator  # noqa: E402

WIDE = ([0.0, 4.0, 1.0], [0.0, 1.0, 0.5])
TALL = ([0.0, 1.0, 0.3], [-2.0, 5.0, 1.0])
CLOUDS = {"wide": WIDE, "tall": TALL}
POINT = ([2.0], [3.0])
SPANS = [(0, 1), (0, 1.2), (0, 1.7), (0, 2), (0, 2.5), (0, 3), (0, 4.1), (0, 5), (0, 6.4), (0, 7.5), (0, 9), (0, 9.9),
         (-1, 1), (-0.05, 1.05), (-3.3, 7.7), (-0.7, -0.2), (1.3, 1.9), (2.02, 2.21), (-12, 4), (0.3, 12.6), (17, 93)]
ZERO = ([0.0], [0.0])


def placed(ax):
    ax.figure.canvas.draw()
    return {"position": list(ax.get_position().bounds), "xlim": list(ax.get_xlim()), "ylim": list(ax.get_ylim())}


def limits():
    cases = []
    for x, y in (WIDE, TALL, POINT, ZERO):
        _, ax = plt.subplots()
        ax.scatter(x, y)
        cases.append({"x": x, "y": y, **placed(ax)})
    return cases


def grids():
    cases = []
    for rows, columns, figsize in ((1, 1, (5, 5)), (1, 2, (12, 5)), (2, 3, (15, 10))):
        figure, axes = plt.subplots(rows, columns, figsize=figsize)
        figure.canvas.draw()
        positions = [list(ax.get_position().bounds) for ax in np.ravel(axes)]
        cases.append({"rows": rows, "columns": columns, "figsize": figsize, "positions": positions})
    return cases


def ratios():
    figure, axes = plt.subplots(2, 3, figsize=(15, 10), width_ratios=[2, 3, 4], height_ratios=[3, 2])
    figure.canvas.draw()
    return [list(ax.get_position().bounds) for ax in np.ravel(axes)]


def aspects():
    cases = []
    for name, (x, y) in CLOUDS.items():
        for figsize in ((5, 5), (8, 3), (5, 12)):
            for adjustable in ("box", "datalim"):
                for aspect in (1.0, 2.5):
                    for xlim in (None, (-1.0, 2.0), (0.4, 0.6)):
                        _, ax = plt.subplots(figsize=figsize)
                        ax.scatter(x, y)
                        if xlim is not None:
                            ax.set_xlim(*xlim)
                        ax.set_aspect(aspect, adjustable=adjustable)
                        given = {"cloud": name, "figsize": figsize, "adjustable": adjustable, "aspect": aspect}
                        cases.append({**given, "x": x, "y": y, "setXlim": xlim, **placed(ax)})
                        plt.close("all")
    return cases


def arrows():
    x, y = [0.0, 1.0, 2.0, 2.5], [0.0, 1.0, 0.5, 4.0]
    u, v = [1.0, -0.5, 0.25, 2.0], [0.5, 1.0, -2.0, 0.3]
    cases = []
    for options in (
        {},
        {"scale": 10},
        {"scale": 4, "scale_units": "xy", "angles": "xy"},
        {"scale": 4, "scale_units": "xy", "angles": "uv"},
        {"scale_units": "xy", "angles": "xy"},
        {"scale_units": "xy"},
        {"scale_units": "inches"},
        {"scale": 2, "scale_units": "inches"},
        {"scale": 5, "scale_units": "width", "angles": "xy"},
        {"scale": 5, "scale_units": "height"},
        {"scale": 3, "scale_units": "x"},
        {"scale": 3, "scale_units": "y"},
        {"scale": 0.05, "scale_units": "dots"},
        {"scale": 8, "width": 0.01},
        {"scale": 8, "angles": [0.0, 90.0, 45.0, 200.0]},
        {"units": "height", "width": 0.02},
        {"units": "inches", "width": 0.05, "scale": 3},
        {"units": "dots", "width": 4, "scale": 0.05},
        {"units": "x", "width": 0.05, "scale": 4},
        {"units": "y", "width": 0.05, "scale": 4},
        {"units": "xy", "width": 0.05, "scale": 4, "scale_units": "width"},
        {"units": "inches", "scale_units": "xy", "angles": "xy", "scale": 2},
        {"scale": 8, "pivot": "mid"},
        {"scale": 8, "pivot": "tip"},
        {"scale": 20, "minshaft": 3},
    ):
        figure, ax = plt.subplots(figsize=(6, 4), dpi=120)
        quiver = ax.quiver(x, y, u, v, **options)
        figure.canvas.draw()
        dots = quiver._trans_scale * 72 / figure.dpi
        tips = [(path.vertices[3] * dots).tolist() for path in quiver.get_paths()]
        cases.append({"x": x, "y": y, "u": u, "v": v, "options": options, "tips": tips, **placed(ax)})
    return cases


def shafts():
    """Half the widths of shafts in points, where arrows are long."""
    cases = []
    for options in (
        {},
        {"width": 0.01},
        {"units": "height", "width": 0.02},
        {"units": "inches", "width": 0.05},
        {"units": "dots", "width": 4},
        {"units": "x", "width": 0.05},
        {"units": "y", "width": 0.05},
        {"units": "xy", "width": 0.05},
    ):
        figure, ax = plt.subplots(figsize=(6, 4), dpi=120)
        quiver = ax.quiver([0.0, 1.0], [0.0, 2.0], [1.0, 1.0], [0.0, 0.0], scale=2, scale_units="width", **options)
        figure.canvas.draw()
        dots = quiver._trans_scale * 72 / figure.dpi
        cases.append({"options": options, "half": abs(quiver.get_paths()[0].vertices[0][1] * dots)})
    return cases


def log_arrows():
    """Arrows on logarithmic axes, from tail to tip in points."""
    cases = []
    for options in ({"scale": 4, "scale_units": "xy", "angles": "xy"}, {"scale": 5, "angles": "xy"}):
        figure, ax = plt.subplots(figsize=(6, 4), dpi=120)
        x, y, u, v = [1.0, 10.0], [2.0, 200.0], [3.0, -4.0], [1.0, 100.0]
        ax.set_xscale("log")
        ax.set_yscale("log")
        quiver = ax.quiver(x, y, u, v, **options)
        ax.set_xlim(0.5, 50)
        ax.set_ylim(1, 1000)
        figure.canvas.draw()
        dots = quiver._trans_scale * 72 / figure.dpi
        tips = [(path.vertices[3] * dots).tolist() for path in quiver.get_paths()]
        cases.append({"x": x, "y": y, "u": u, "v": v, "options": options, "tips": tips})
    return cases


def ticks():
    """Where numbers stand, and what they are."""
    cases = []
    for low, high, scale in (
        (0.0, 1.0, "linear"),
        (-3.0, 12.0, "linear"),
        (0.0, 250.0, "linear"),
        (1.0, 1e4, "log"),
        (1e-6, 1e3, "log"),
        (-1e3, 1e3, "symlog"),
    ):
        figure, ax = plt.subplots()
        ax.plot([low, high], [low, high])
        ax.set_xscale(scale)
        ax.set_xlim(low, high)
        figure.canvas.draw()
        shown = [float(tick) for tick in ax.get_xticks() if low <= tick <= high]
        cases.append({"low": low, "high": high, "scale": scale, "ticks": shown})
    return cases


def tight():
    figure, axes = plt.subplots(1, 2, figsize=(9, 4), dpi=120)
    for ax in axes:
        ax.plot([0, 1], [0, 1])
        ax.set_title("title")
        ax.set_xlabel("birth")
        ax.set_ylabel("death")
    figure.tight_layout()
    figure.canvas.draw()
    return [list(ax.get_position().bounds) for ax in axes]


def colors():
    names = ["tab:red", "tab:grey", "C0", "C3", "C12", "0.25", "0", "1", ".5", "k", "r", "g", "b", "c", "m", "y", "w"]
    names += ["steelblue", "DarkOrange", "lightgray", "#abc", "#123456", "rebeccapurple"]
    return {name: to_hex(name) for name in names if name != "DarkOrange"} | {"DarkOrange": to_hex("darkorange")}


def images():
    cases = []
    matrix = np.arange(6.0).reshape(2, 3)
    for origin in ("upper", "lower"):
        for extent in (None, (0.0, 4.0, 1.0, 2.0), (4.0, 0.0, 2.0, -1.0)):
            for scatter in (None, ([1.0], [1.0]), ([-3.0, 8.0], [1.0, 4.0])):
                _, ax = plt.subplots(figsize=(5, 4))
                ax.imshow(matrix, origin=origin, extent=extent)
                if scatter is not None:
                    ax.scatter(*scatter)
                given = {"matrix": matrix.tolist(), "origin": origin, "extent": extent, "scatter": scatter}
                cases.append({**given, **placed(ax)})
                plt.close("all")
    return cases


def locations():
    """Multiples of round numbers between two limits, at most so many parts: what AutoLocator chooses on an axis."""
    ranges = [(low * 10.0**e, high * 10.0**e) for e in (-3, 0, 5) for low, high in SPANS]
    cases = []
    for low, high in [*ranges, (0.0, 1e-12), (1e6, 1e6 + 3), (-2e-7, 5e-7), (99.94, 100.12)]:
        for parts in range(1, 10):
            found = MaxNLocator(parts, steps=[1, 2, 2.5, 5, 10]).tick_values(low, high)
            inside = [float(tick) for tick in found if low - 1e-10 * (high - low) <= tick <= high + 1e-10 * (high - low)]
            cases.append({"low": low, "high": high, "parts": parts, "ticks": inside})
    return cases


def colormaps():
    names = ("viridis", "plasma", "inferno", "magma", "gray", "hsv", "twilight", "twilight_shifted")
    names += ("cividis", "turbo", "cubehelix", "Blues", "Greys", "YlOrRd", "RdBu", "PuOr", "PRGn", "BrBG", "Spectral", "viridis_r", "RdBu_r")
    # Not by level: twilight has 510.
    shares = (np.arange(256) + 0.5) / 256
    return {name: [to_hex(color) for color in plt.get_cmap(name)(shares)] for name in names}


def smooth():
    """The grey levels of a matrix shown by 24 x 15 pixels, straight in between."""
    matrix = [[0.0, 1.0, 0.25], [0.5, 0.125, 0.75]]
    figure = plt.figure(figsize=(2.4, 1.5), dpi=10)
    ax = figure.add_axes((0, 0, 1, 1))
    shown = ax.imshow(matrix, interpolation="bilinear", cmap="gray", aspect="auto")
    pixels = shown.make_image(figure.canvas.get_renderer())[0]
    # Upwards, as the canvas has them.
    return {"matrix": matrix, "levels": pixels[:, :, 0].tolist()}


def shades():
    """The colours of a row of values between given limits."""
    row = [[-1.0, 0.0, 0.25, 0.5, 0.999, 1.0, 2.0]]
    cases = []
    for vmin, vmax in ((None, None), (0.0, 1.0), (0.5, 0.5)):
        _, ax = plt.subplots()
        shown = ax.imshow(row, vmin=vmin, vmax=vmax)
        cases.append({"row": row, "vmin": vmin, "vmax": vmax, "colors": [to_hex(c) for c in shown.to_rgba(row)[0]]})
    return cases


def scales():
    cases = []
    for scale, options in (("log", {}), ("log", {"base": 2}), ("symlog", {}), ("symlog", {"linthresh": 0.1, "linscale": 2})):
        for x, y in (
            ([1.0, 10.0, 300.0], [0.01, 5.0, 1e6]),
            ([-3.0, 0.0, 2.0, 50.0], [-1e4, -0.5, 0.25, 3.0]),
            ([5.0], [100.0]),
        ):
            _, ax = plt.subplots()
            ax.scatter(x, y)
            ax.set_xscale(scale, **options)
            ax.set_yscale(scale, **options)
            cases.append({"scale": scale, "options": options, "x": x, "y": y, **placed(ax)})
            plt.close("all")
    return cases


def log_aspects():
    cases = []
    for adjustable in ("box", "datalim"):
        _, ax = plt.subplots(figsize=(8, 3))
        ax.scatter([1, 10, 1000], [0.1, 20, 500])
        ax.set_xscale("log")
        ax.set_yscale("log")
        ax.set_aspect("equal", adjustable=adjustable)
        cases.append({"adjustable": adjustable, **placed(ax)})
    return cases


result = {
    "limits": limits(),
    "grids": grids(),
    "ratios": ratios(),
    "aspects": aspects(),
    "arrows": arrows(),
    "shafts": shafts(),
    "logArrows": log_arrows(),
    "ticks": ticks(),
    "locations": locations(),
    "tight": tight(),
    "colors": colors(),
    "images": images(),
    "colormaps": colormaps(),
    "smooth": smooth(),
    "shades": shades(),
    "scales": scales(),
    "logAspects": log_aspects(),
}
print(json.dumps(result, sort_keys=True))
