"""Writes gudhi_vectorize.json with GUDHI and NumPy: python make_vectorize.py (gudhi 3.13.0, NumPy 2.4.6)."""

import contextlib
import io
import json
from pathlib import Path

import numpy as np
from gudhi.representations import BettiCurve, Entropy, Landscape, PersistenceImage, Silhouette

NAN = float("nan")
rng = np.random.default_rng(7)


def random_diagram(count):
    births = rng.uniform(0, 2, count)
    return np.stack([births, births + rng.exponential(0.7, count)], axis=1)


DIAGRAMS = {
    "random": random_diagram(12),
    "many": random_diagram(60),
    "one": np.array([[0.5, 1.75]]),
    "equal": np.array([[0.0, 2.0]] * 3),
    "lattice": np.array([[0, 1], [0, 2], [1, 2], [1, 3], [0, 4], [2, 3]], dtype=float),
    "negative": np.array([[-3, -1], [-2.5, 0.5], [-1, 4]], dtype=float),
}
WEIGHTS = {
    "none": lambda point: 1,
    "second": lambda point: point[1],
    "power": lambda point: (point[1] - point[0]) ** 2,
}
RANGES = [[NAN, NAN], [-1.0, 5.0], [NAN, 2.5], [0.25, NAN]]


def numbers(values):
    """JSON has neither NaN nor infinity."""
    return [None if x != x else float(x) for x in np.ravel(values)]


def record(kind, name, vectorizer, weight=None, **options):
    with contextlib.redirect_stdout(io.StringIO()):
        vectorizer.fit([DIAGRAMS[name]])
        value = vectorizer.transform([DIAGRAMS[name]])[0]
    case = {"kind": kind, "diagram": name, "value": numbers(value)}
    if weight is not None:
        case["weight"] = weight
    if hasattr(vectorizer, "grid_"):
        case["grid"] = numbers(vectorizer.grid_)
    if hasattr(vectorizer, "step_"):
        # Not the grid, where an end was found and trimmed: samples count from the end itself.
        case["places"] = numbers(vectorizer.sample_range_fixed_[0] + vectorizer.step_ * np.arange(options["resolution"]))
    if hasattr(vectorizer, "im_range_fixed_"):
        case["range"] = numbers(vectorizer.im_range_fixed_)
    case["options"] = {k: numbers(v) if isinstance(v, list) else v for k, v in options.items()}
    return case


def statistics(diagram):
    """The list of the survey, by NumPy."""
    births, deaths = diagram.T
    values = []
    for x in [births, deaths, (births + deaths) / 2, deaths - births]:
        p10, p25, p50, p75, p90 = np.percentile(x, [10, 25, 50, 75, 90])
        values += [np.mean(x), np.std(x), p50, p75 - p25, np.ptp(x), p10, p25, p75, p90]
    return values + [len(diagram), Entropy()(diagram)[0]]


def cases():
    for name in DIAGRAMS:
        for weight in ["none", "second"]:
            for bandwidth, resolution, im_range in [
                (1.0, [5, 4], [NAN] * 4),
                (0.2, [7, 9], [-1.0, 3.0, 0.0, 2.0]),
                (0.5, [3, 3], [NAN, 2.5, 0.0, NAN]),
            ]:
                options = {"bandwidth": bandwidth, "resolution": resolution, "im_range": im_range}
                yield record("image", name, PersistenceImage(weight=WEIGHTS[weight], **options), weight, **options)
        for sample_range in RANGES:
            for keep in [False, True]:
                options = {"resolution": 6, "sample_range": sample_range, "keep_endpoints": keep}
                yield record("landscape", name, Landscape(num_landscapes=4, **options), num_landscapes=4, **options)
                yield record("betti", name, BettiCurve(**options), **options)
                for weight in ["none", "power"]:
                    yield record("silhouette", name, Silhouette(weight=WEIGHTS[weight], **options), weight, **options)
                for normalized in [True, False]:
                    mode = {"mode": "vector", "normalized": normalized}
                    yield record("entropy", name, Entropy(**mode, **options), **mode, **options)
        yield record("entropy", name, Entropy(), mode="scalar")
        yield {"kind": "statistics", "diagram": name, "value": numbers(statistics(DIAGRAMS[name])), "options": {}}


found = list(cases())
diagrams = {name: diagram.tolist() for name, diagram in DIAGRAMS.items()}
path = Path(__file__).with_name("gudhi_vectorize.json")
text = ",\n".join(json.dumps(case) for case in found)
path.write_text('{"diagrams": ' + json.dumps(diagrams) + ',\n"cases": [\n' + text + "\n]}\n")
print(len(found), "cases")
