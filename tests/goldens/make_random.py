"""Writes random.json: streams of torch's CPU generator and of NumPy's generators, all float64.

Run as `python tests/goldens/make_random.py > tests/goldens/random.json`. Of long streams only the SHA-256 of the
little-endian float64 bytes is kept, or every thousandth number where the last bit depends on the C library.
"""
import hashlib
import json

import numpy as np
import torch

torch.set_default_dtype(torch.float64)
SEEDS = [0, 7, 11, 42, 2**32 + 5, -3]
SIZES = [0, 1, 15, 16, 17, 31, 32, 100]


def sha(values):
    return hashlib.sha256(np.asarray(values, dtype="<f8").tobytes()).hexdigest()


def gen(seed):
    return torch.Generator().manual_seed(seed)


def mixed(seed):
    g, out = gen(seed), []
    for kind, n in MIXED:
        draw = {
            "randn": lambda: torch.randn(n, generator=g),
            "rand": lambda: torch.rand(n, generator=g),
            "randint": lambda: torch.randint(0, 100, (n,), generator=g),
            "randperm": lambda: torch.randperm(n, generator=g),
        }[kind]
        out += draw().tolist()
    return out


MIXED = [["randn", 5], ["randn", 20], ["randn", 3], ["rand", 2], ["randn", 2], ["randint", 3], ["randperm", 4], ["randn", 3]]
INTS = [[0, 10], [-5, 7], [0, 1], [0, 2**28 - 1], [0, 2**28], [-10, 2**32], [-(2**52), 2**52 - 1]]

torch_part = {
    "version": torch.__version__.split("+")[0],
    "defaultSeed": torch.Generator().initial_seed(),
    "defaultRand": torch.rand(3, generator=torch.Generator()).tolist(),
    "rand": [{"seed": s, "values": torch.rand(20, generator=gen(s)).tolist()} for s in SEEDS],
    "randSha": {"seed": 42, "count": 100000, "sha256": sha(torch.rand(100000, generator=gen(42)))},
    "randn": [{"seed": s, "values": torch.randn(n, generator=gen(s)).tolist()} for s in SEEDS for n in SIZES],
    "randnThousandth": {"seed": 42, "count": 100003, "values": torch.randn(100003, generator=gen(42))[::1000].tolist()},
    "mixed": {"draws": MIXED, "streams": [{"seed": s, "values": mixed(s)} for s in SEEDS]},
    "randint": [
        {"seed": s, "low": a, "high": b, "values": torch.randint(a, b, (8,), generator=gen(s)).tolist()}
        for s in [0, 42] for a, b in INTS
    ],
    "randperm": [{"seed": s, "values": torch.randperm(n, generator=gen(s)).tolist()} for s in [0, 42] for n in [0, 1, 2, 17]],
    "randpermSha": {"seed": 7, "count": 100000, "sha256": sha(torch.randperm(100000, generator=gen(7)))},
}

P = [0.1, 0.0, 0.25, 0.05, 0.6]
NP_INTS = [[0, 10], [-5, 7], [3, 4], [0, 2**31 + 11], [0, 2**32 - 1], [0, 2**32], [0, 2**32 + 1], [-(2**40), 2**52]]


def numpy_part(make, integers, seeds):
    def each(f, seeds=seeds):
        return [{"seed": s, "values": f(make(s))} for s in seeds]

    def sequence(r):
        """Draws of all kinds in turn, so that buffered halves and kept normals are shared."""
        integer = getattr(r, integers)
        out = [integer(5), r.random(), integer(100), *r.normal(1, 2, 3), integer(7), *r.permutation(5), r.normal()]
        return [float(x) for x in out + [r.uniform(-2, 3), r.choice(9), r.standard_normal(), integer(2**33), integer(3)]]

    return {
        "random": each(lambda r: r.random(8).tolist()),
        "randomSha": {"seed": 42, "count": 100000, "sha256": sha(make(42).random(100000))},
        "uniform": each(lambda r: r.uniform(-1.5, 2.25, 8).tolist()),
        "standardNormal": each(lambda r: r.standard_normal(100).tolist()),
        "normal": each(lambda r: r.normal(3, 0.5, 9).tolist()),
        "integers": [
            {"seed": 42, "low": a, "high": b, "values": getattr(make(42), integers)(a, b, 9).tolist()} for a, b in NP_INTS
        ],
        "integersSha": {"seed": 1, "low": 0, "high": 3 * 2**30, "count": 100000,
                        "sha256": sha(getattr(make(1), integers)(0, 3 * 2**30, 100000))},
        "permutation": [{"seed": 5, "values": make(5).permutation(n).tolist()} for n in [0, 1, 2, 20]],
        "permutationSha": {"seed": 5, "count": 100000, "sha256": sha(make(5).permutation(100000))},
        "permutationRows": make(6).permutation(np.arange(12.0).reshape(4, 3)).tolist(),
        "sequence": each(sequence),
        "choice": [
            {"seed": 9, "population": n, "size": k, "replace": rep, "p": p,
             "values": make(9).choice(n, size=k, replace=rep, p=p).tolist()}
            for n, k, rep, p in [(7, 12, True, None), (7, 7, False, None), (100, 10, False, None), (1, 1, False, None),
                                 (5, 12, True, P), (5, 4, False, P), (5, 2, False, P), (5, 0, False, P)]
        ],
        "choiceSha": [
            {"seed": 9, "population": 20000, "size": k, "sha256": sha(make(9).choice(20000, size=k, replace=False))}
            for k in [300, 400, 401, 1000, 20000]
        ],
        "choiceSingle": [float(make(9).choice([2.5, 3.5, 4.5])), float(make(9).choice(5, p=P)),
                         float(make(9).choice(6, replace=False))],
    }


rng = numpy_part(np.random.default_rng, "integers", [0, 1, 7, 42, 2**32 + 5, 2**53 - 1])
rng["bigSeed"] = {"seed": str(2**200 + 2**130 + 12345), "values": np.random.default_rng(2**200 + 2**130 + 12345).random(4).tolist()}
rng["standardNormalSha"] = {"seed": 42, "count": 100000, "sha256": sha(np.random.default_rng(42).standard_normal(100000))}
rng["choiceRows"] = np.random.default_rng(3).choice(np.arange(12.0).reshape(4, 3), size=3, replace=False).tolist()
legacy = numpy_part(np.random.RandomState, "randint", [0, 1, 7, 42, 2**32 - 1])
legacy["standardNormalThousandth"] = np.random.RandomState(42).standard_normal(100000)[::1000].tolist()
words = [{"seed": str(s), "words": np.random.SeedSequence(s).generate_state(8).tolist()} for s in [0, 42, 2**32, 2**200 + 7]]
print(json.dumps({"torch": torch_part, "seedSequence": words, "numpy": np.__version__, "rng": rng, "randomState": legacy}))
