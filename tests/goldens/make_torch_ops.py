"""Writes torch_ops.json: values and gradients of operations as PyTorch gives them, kinks and empty axes included.

Run with PyTorch 2.15.0: python make_torch_ops.py
"""

import json
import math
import warnings
from pathlib import Path

import torch

torch.set_default_dtype(torch.float64)
warnings.simplefilter("ignore")
inf, nan = math.inf, math.nan
SPECIAL = {"inf": "Infinity", "-inf": "-Infinity", "nan": "NaN"}
cases = []


def written(values):
    """Flat numbers as JSON knows them; the others as JavaScript's text."""
    return [x if math.isfinite(x) else SPECIAL[str(x)] for x in values.detach().flatten().tolist()]


def case(title, op, inputs, function, *arguments, indices=None):
    """One case: `function` of the inputs is what `op` gives with `arguments` after its tensors."""
    tensors = [torch.as_tensor(x, dtype=torch.float64).clone().requires_grad_() for x in inputs]
    result = function(*tensors)
    gradient = torch.cos(torch.arange(result.numel()) + 1.0).reshape(result.shape)
    gradients = torch.autograd.grad(result, tensors, gradient, allow_unused=True) if result.requires_grad else []
    entry = {
        "title": title,
        "op": op,
        "inputs": [{"shape": list(t.shape), "data": written(t)} for t in tensors],
        "arguments": ["Infinity" if a is inf else a for a in arguments],
        "value": {"shape": list(result.shape), "data": written(result)},
        "gradients": [None if g is None else written(g) for g in gradients],
    }
    if indices is not None:
        entry["indices"] = written(indices(*tensors).double())
    cases.append(entry)


special = [0.0, -0.0, 1.0, -1.0, 0.3, -2.5, inf, -inf, nan]
for op in ["neg", "square", "sqrt", "exp", "expm1", "log", "log1p", "abs", "sin", "cos", "tanh", "sigmoid", "relu"]:
    points = [x for x in special if op not in ("sin", "cos") or math.isfinite(x)]
    case("at special points", op, [points], getattr(torch, op))
case("at special points", "sign", [special], torch.sign)

grid = [0.0, 1.0, -1.0, 2.0, -2.0, 0.5, inf, nan]
for op in ["add", "sub", "mul", "div", "pow", "maximum", "minimum"]:
    case("on a grid of special points", op, [[[x] for x in grid], grid], getattr(torch, op))
    case("with a leading axis", op, [[[[1.5, 2.0], [0.5, 3.0]], [[1.0, 2.5], [0.7, 0.2]]], [1.0, 2.0]], getattr(torch, op))
    case("with an empty axis", op, [torch.zeros(0, 2), 3.0], getattr(torch, op))
    case("of two numbers", op, [1.5, 0.5], getattr(torch, op))
case("with the number 2 as exponent", "pow", [[0.0, -1.0, 3.0]], lambda x: x**2.0, 2)
case("with the number 0 as exponent", "pow", [[0.0, -1.0, nan]], lambda x: x**0.0, 0)

edges = [-1.0, 0.0, 0.5, 1.0, 2.0, nan, inf, -inf]
case("at both bounds", "clamp", [edges], lambda x: x.clamp(0, 1), {"min": 0, "max": 1})
case("at the lower bound", "clamp", [edges], lambda x: x.clamp(min=0), {"min": 0})
case("at the upper bound", "clamp", [edges], lambda x: x.clamp(max=1), {"max": 1})
case("with bounds that cross", "clamp", [edges], lambda x: x.clamp(1, 0), {"min": 1, "max": 0})
case(
    "with infinite and missing values",
    "where",
    [[1.0, 0.0, nan], [[1.0, nan, 3.0], [4.0, 5.0, 6.0]], [[nan], [inf]]],
    lambda c, a, b: torch.where(c.detach() != 0, a, b),
)

matrix = [[1.0, 3.0, 3.0, -2.0], [0.5, 0.5, -1.0, 0.0], [2.0, -7.0, 4.0, 4.0]]
cube = [[[0.5, 1.0, -2.0], [1.5, 1.0, 0.0]], [[3.0, -1.0, 2.0], [0.25, 4.0, 1.0]]]
hollow = torch.zeros(2, 0, 3)
reductions = {
    "sum": lambda x, d, k: x.sum(d, keepdim=k),
    "mean": lambda x, d, k: x.mean(d, keepdim=k),
    "std": lambda x, d, k: x.std(d, keepdim=k),
    "variance": lambda x, d, k: x.var(d, keepdim=k),
    "logSumExp": lambda x, d, k: x.logsumexp(d, keepdim=k),
    "norm": lambda x, d, k: torch.linalg.vector_norm(x, dim=d, keepdim=k),
}
for op, function in reductions.items():
    case("over all entries", op, [cube], lambda x: function(x, (0, 1, 2), False))
    case("over all entries, kept", op, [cube], lambda x: function(x, (0, 1, 2), True), None, {"keepDim": True})
    case("of a number", op, [2.5], lambda x: function(x, (), False))
    for dim in [0, 1, -1, [0, 2], [-1, 1]]:
        for keep in [False, True]:
            d = dim if isinstance(dim, int) else tuple(dim)
            case(f"over {dim}, {keep}", op, [cube], lambda x: function(x, d, keep), dim, {"keepDim": keep})
    for dim in [0, 1, 2]:
        case(f"over {dim} with an empty axis", op, [hollow], lambda x: function(x, dim, False), dim)
for op in ["max", "min"]:
    case("shares ties over all entries", op, [matrix], getattr(torch, op))
    case("of a number", op, [2.5], getattr(torch, op))
    case("shares among missing values", op, [[1.0, nan, 3.0, nan]], getattr(torch, op))
    for dim in [0, 1, -1]:
        case(f"over {dim}", op, [matrix], lambda x: getattr(torch, op)(x, dim)[0], dim)
        case(f"over {dim}, kept", op, [matrix], lambda x: getattr(torch, op)(x, dim, True)[0], dim, {"keepDim": True})
        case(f"position over {dim}", "arg" + op, [matrix], lambda x: getattr(torch, "arg" + op)(x, dim).double(), dim)
    case("takes the first missing value", op, [[1.0, nan, 3.0, nan]], lambda x: getattr(torch, op)(x, 0)[0], 0)
    case("position of all", "arg" + op, [matrix], lambda x: getattr(torch, "arg" + op)(x).double())
    case("position of a missing value", "arg" + op, [[1.0, nan, 3.0, nan]], lambda x: getattr(torch, "arg" + op)(x).double())
    case("over an axis beside an empty one", op, [hollow], lambda x: getattr(torch, op)(x, 2)[0], 2)
for op, function in {"std": torch.std, "variance": torch.var}.items():
    case("of equal entries", op, [[2.0, 2.0, 2.0]], function)
    case("of one entry", op, [[2.0]], function)
    case("of one entry without correction", op, [[2.0]], lambda x: function(x, correction=0), None, {"correction": 0})
    case("far from 0", op, [[1e8 + 1, 1e8 + 2, 1e8 + 4]], function)
for name, row in {
    "of nothing but -inf": [-inf, -inf],
    "with -inf": [-inf, 1.0],
    "with +inf": [inf, 1.0],
    "with both": [inf, -inf],
    "with a missing value": [nan, 1.0],
    "of large entries": [1000.0, 1001.0, -1000.0],
}.items():
    case(name, "logSumExp", [row], lambda x: x.logsumexp(0))
    case(name, "softmax", [row], lambda x: x.softmax(0))
    case(name, "logSoftmax", [row], lambda x: x.log_softmax(0))
for p in [1, 1.5, 2, 3, inf]:
    function = lambda x: torch.linalg.vector_norm(x, p)
    case(f"p = {p} at the origin", "norm", [[0.0, 0.0]], function, None, {"p": "Infinity" if p == inf else p})
    case(f"p = {p} with ties", "norm", [[0.0, 3.0, -3.0]], function, None, {"p": "Infinity" if p == inf else p})
    case(f"p = {p} of a number", "norm", [-2.0], function, None, {"p": "Infinity" if p == inf else p})
    case(f"p = {p} with inf", "norm", [[inf, 1.0]], function, None, {"p": "Infinity" if p == inf else p})
for op, function in {"softmax": torch.softmax, "logSoftmax": torch.log_softmax, "cumsum": torch.cumsum}.items():
    for dim in [0, 1, -1]:
        case(f"along {dim}", op, [cube], lambda x: function(x, dim), dim)
    case("of a number", op, [2.5], lambda x: function(x, 0), 0)
    case("along an empty axis", op, [hollow], lambda x: function(x, 1), 1)

disorder = [3.0, 1.0, nan, 1.0, -0.0, 0.0, -inf, inf, nan]
for descending in [False, True]:
    options = {"descending": descending}
    function = lambda x, d=-1: torch.sort(x, dim=d, stable=True, descending=descending)
    case(f"with ties, {descending}", "sort", [disorder], lambda x: function(x)[0], options, indices=lambda x: function(x)[1])
    case(
        f"along the first axis, {descending}",
        "sort",
        [matrix],
        lambda x: function(x, 0)[0],
        {"dim": 0, **options},
        indices=lambda x: function(x, 0)[1],
    )
for largest in [False, True]:
    case(
        f"along an inner axis, {largest}",
        "topk",
        [[[1.0, 5.0], [2.0, -1.0], [4.0, 3.0]]],
        lambda x: torch.topk(x, 2, dim=0, largest=largest)[0],
        2,
        {"dim": 0, "largest": largest},
        indices=lambda x: torch.topk(x, 2, dim=0, largest=largest)[1],
    )

case("with a free length", "reshape", [cube], lambda x: x.reshape(3, -1), [3, -1])
case("to a number", "reshape", [[2.0]], lambda x: x.reshape(()), [])
case("of nothing", "reshape", [hollow], lambda x: x.reshape(0, 5), [0, 5])
case("by default", "transpose", [cube], lambda x: x.transpose(-2, -1))
case("of outer axes", "transpose", [cube], lambda x: x.transpose(0, 2), 0, 2)
case("of three axes", "permute", [cube], lambda x: x.permute(2, 0, 1), [2, 0, -2])
case("of all", "squeeze", [[[[1.0], [2.0]]]], lambda x: x.squeeze())
case("of a longer axis", "squeeze", [[[1.0, 2.0]]], lambda x: x.squeeze(1), 1)
case("at the end", "unsqueeze", [[1.0, 2.0]], lambda x: x.unsqueeze(-1), -1)
case("of a number", "unsqueeze", [1.0], lambda x: x.unsqueeze(0), 0)
case("of a column", "broadcastTo", [[[1.0], [2.0]]], lambda x: x.broadcast_to((2, 2, 3)), [2, 2, 3])
case("of all axes", "flip", [cube], lambda x: x.flip(0, 1, 2))
case("of the last axis", "flip", [cube], lambda x: x.flip(-1), -1)
case("from the end", "slice", [[0.0, 1.0, 2.0, 3.0, 4.0]], lambda x: x[-3:], -3)
case("beyond the end", "slice", [[0.0, 1.0, 2.0, 3.0, 4.0]], lambda x: x[1:100:2], 1, 100, {"step": 2})
case("of nothing", "slice", [[0.0, 1.0, 2.0]], lambda x: x[2:1], 2, 1)
case("of an inner axis", "slice", [cube], lambda x: x[:, :, 1:-1], 1, -1, {"dim": 2})
case("of a row", "index", [cube], lambda x: x[-1], -1)
case("of inner axes", "index", [cube], lambda x: x[:, 1, -2], [None, 1, -2])
case("along the first axis", "gather", [matrix], lambda x: x.gather(0, torch.tensor([[2, 0], [2, 1]])), [[2, 0], [2, 1]])
case("along the last axis", "gather", [cube], lambda x: x.gather(2, torch.tensor([[[0, 0, 2, 1]]])), [[[0, 0, 2, 1]]], {"dim": -1})
case("with a repeated row", "indexSelect", [matrix], lambda x: x.index_select(0, torch.tensor([2, 0, 2])), [2, 0, 2])
case("along an inner axis", "indexSelect", [cube], lambda x: x.index_select(1, torch.tensor([1])), [1], {"dim": 1})
case("of two", "concat", [[[1.0, 2.0]], [[3.0, 4.0], [5.0, 6.0]]], lambda *x: torch.cat(x))
case("along the last axis", "concat", [[[1.0], [2.0]], [[3.0, 4.0], [5.0, 6.0]]], lambda *x: torch.cat(x, -1), {"dim": -1})
case("with an empty list", "concat", [[[1.0, 2.0]], torch.zeros(0)], lambda *x: torch.cat(x))
case("along a new last axis", "stack", [[1.0, 2.0], [3.0, 4.0]], lambda *x: torch.stack(x, -1), {"dim": -1})
row, square = [1.0, 2.0], [[3.0, 4.0], [-1.0, 0.5]]
for a, b in [(row, row), (row, square), (square, row), (square, square), ([square, square], square), ([[square]], [square, square])]:
    name = f"of {list(torch.tensor(a).shape)} and {list(torch.tensor(b).shape)}"
    case(name, "matmul", [a, b], torch.matmul)
case("of empty matrices", "matmul", [torch.zeros(2, 0), torch.zeros(0, 3)], torch.matmul)
cloud, other = [[0.0, 0.0, 5.0], [1.0, 1.0, 5.0]], [[0.0, 0.0, 5.0], [2.0, 0.0, 4.0], [1.0, -1.0, 5.0]]
for p in [1, 1.5, 2, 3, inf]:
    options = {"p": "Infinity" if p == inf else p}
    case(f"p = {p} with coincident points and ties", "cdist", [cloud, other], lambda x, y: torch.cdist(x, y, p), options)
case("without coordinates", "cdist", [[[], []], [[], [], []]], torch.cdist)
case(
    "with coincident points",
    "pairwiseDistances",
    [[[0.0, 0.0], [0.0, 0.0], [3.0, 4.0]]],
    lambda x: torch.cdist(x, x, compute_mode="donot_use_mm_for_euclid_dist"),
)

path = Path(__file__).with_name("torch_ops.json")
path.write_text("[\n" + ",\n".join(json.dumps(c) for c in cases) + "\n]\n")
print(f"{len(cases)} cases by PyTorch {torch.__version__}")
