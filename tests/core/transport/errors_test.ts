/**
 * What losses between samples refuse, and in which words.
 */
import { ragged, samplesLoss, Tensor } from "../../../mod.ts";
import { type Refusal, testRefusals } from "../ops/_refusals.ts";
import { a, b, x, y } from "./_clouds.ts";

/** A value of a type that the compiler would refuse. */
// deno-lint-ignore no-explicit-any
const wrong = (value: unknown): any => value;

const shaped = (...shape: number[]) => new Tensor(new Float64Array(shape.reduce((size, n) => size * n, 1)), shape);
/** A tensor whose numbers nobody looks at, because there are too many. */
const huge = (...shape: number[]) => new Tensor(new Float64Array(0), shape);

const POINTS: [string, () => unknown, typeof TypeError | typeof RangeError, string][] =
  (["sinkhorn", "gaussian", "energy", "hausdorff"] as const)
    .flatMap((kind) => {
      const loss = samplesLoss(kind), called = (title: string) => `samplesLoss("${kind}") when ${title}`;
      const refusals: Refusal[] = [
        [called("dimensions differ"), () => loss(x, [[1, 2, 3]]), TypeError, "are [7, 2] and [1, 3]"],
        [
          called("points have no axis of coordinates"),
          () => loss([1, 2], y),
          TypeError,
          "shape is [2]; points of a line are",
        ],
        [
          called("points have four axes"),
          () => loss(shaped(1, 1, 1, 1), y),
          TypeError,
          "but its shape is [1, 1, 1, 1]",
        ],
        [
          called("there is no point"),
          () => loss({ data: new Float64Array(0), shape: [0, 2] }, y),
          RangeError,
          "at least one point",
        ],
        [called("there is no coordinate"), () => loss(shaped(3, 0), shaped(3, 0)), RangeError, "its shape is [3, 0]"],
        [
          called("a cloud of a batch is empty"),
          () => loss(shaped(2, 0, 2), shaped(2, 1, 2)),
          RangeError,
          "is [2, 0, 2]",
        ],
        [called("batches differ in size"), () => loss([x, x], [y]), TypeError, "x is a batch of 2 and y a batch of 1"],
        [called("only one is a batch"), () => loss(x, [y]), TypeError, "x is one cloud and y a batch of 1"],
        [
          called("only one is ragged"),
          () => loss(ragged(x, [0, 7]), y),
          TypeError,
          "x is a batch of 1 and y one cloud",
        ],
        [
          called("a coordinate is NaN"),
          () => loss(x, [[0, NaN]]),
          RangeError,
          "y must have finite coordinates, but point 0 has NaN",
        ],
        [
          called("a coordinate is infinite"),
          () => loss([[0, 0], [Infinity, 0]], y),
          RangeError,
          "point 1 has Infinity at coordinate 0",
        ],
        [
          called("distances overflow"),
          () => loss([[1e200, 0]], [[-1e200, 0]]),
          RangeError,
          "diagonal of their bounding box is Infinity",
        ],
        [
          called("there are too many coordinates"),
          () => loss(huge(2 ** 16, 2 ** 16), y),
          RangeError,
          "fewer than 2^32 coordinates",
        ],
        [
          called("weights are too few"),
          () => loss([1, 2], x, b, y),
          TypeError,
          "a must have one weight for each point, of shape [7]",
        ],
        [
          called("weights of a batch are those of a cloud"),
          () => loss(a, [x], b, [y]),
          TypeError,
          "of shape [1, 7], but its shape is [7]",
        ],
        [
          called("a weight is negative"),
          () => loss(a, x, [1, 0, -1, 0, 1], y),
          RangeError,
          "b must hold finite weights that are not negative, but weight 2 is -1",
        ],
        [
          called("a weight is NaN"),
          () => loss(a.map((w, i) => i === 6 ? NaN : w), x, b, y),
          RangeError,
          "but weight 6 is NaN",
        ],
        [
          called("a weight is infinite"),
          () => loss(a, x, b.map(() => Infinity), y),
          RangeError,
          "but weight 0 is Infinity",
        ],
        [called("there are three arguments"), () => wrong(loss)(a, x, y), TypeError, "but 3 arguments were found"],
        [called("there is no argument"), () => wrong(loss)(), TypeError, "but 0 arguments were found"],
        [called("points are a text"), () => loss(wrong("x"), y), TypeError, "was found"],
        [called("points are nothing"), () => loss(x, wrong(undefined)), TypeError, "was found"],
      ];
      return refusals;
    });
testRefusals(POINTS);

const MASSES = samplesLoss("sinkhorn");
testRefusals([
  [
    "samplesLoss() when masses differ without reach",
    () => MASSES(a.map((w) => 2 * w), x, b, y),
    RangeError,
    "weights of the same sum were expected, but those sum to 2 and 1; set reach to compare different masses",
  ],
  [
    "samplesLoss() when masses differ, with what to do",
    () => MASSES([1], [[0]], [3], [[0]]),
    RangeError,
    "set reach to",
  ],
  [
    "samplesLoss() when masses of a batch differ",
    () => MASSES([[1], [1]], [[[0]], [[0]]], [[1], [2]], [[[0]], [[0]]]),
    RangeError,
    "those of pair 1 sum to 1 and 2",
  ],
  [
    "samplesLoss() when all weights are 0",
    () => MASSES([0], [[0]], [0], [[0]]),
    RangeError,
    "positive finite sums were expected, but those are 0 and 0",
  ],
  [
    "samplesLoss() when all weights of one side are 0",
    () => samplesLoss("sinkhorn", { reach: 1 })([0], [[0]], [1], [[0]]),
    RangeError,
    "are 0 and 1",
  ],
  [
    "samplesLoss() when the diameter is 0 with compat, where GeomLoss fails",
    () => samplesLoss("sinkhorn", { compat: "geomloss-0.3.1" })([[1]], [[1]]),
    RangeError,
    "points that differ, or a positive diameter, were expected with compat",
  ],
]);

const OPTIONS: [name: string, value: unknown, kind: typeof TypeError | typeof RangeError, message: string][] = [
  ["p", 0.5, RangeError, "p must be a finite number of at least 1, but is 0.5"],
  ["p", Infinity, RangeError, "but is Infinity"],
  ["p", NaN, RangeError, "but is NaN"],
  ["p", "2", RangeError, "but is a string"],
  ["blur", 0, RangeError, "blur must be a positive number, but is 0"],
  ["blur", -1, RangeError, "but is -1"],
  ["blur", Infinity, RangeError, "but is Infinity"],
  ["blur", 1e-200, RangeError, "blur ** p must be a positive number, but blur is 1e-200 and p is 2"],
  ["reach", 0, RangeError, "reach must be a positive number, but is 0"],
  ["reach", -0.1, RangeError, "but is -0.1"],
  ["reach", null, RangeError, "but is null"],
  ["diameter", -1, RangeError, "diameter must be a number of at least 0, but is -1"],
  ["diameter", Infinity, RangeError, "but is Infinity"],
  ["scaling", 0, RangeError, "scaling must be between 0 and 1, ends excluded, but is 0"],
  ["scaling", 1, RangeError, "but is 1"],
  ["tol", 0, RangeError, "tol must be a positive number, but is 0"],
  ["maxIterations", 0, RangeError, "maxIterations must be an integer from 1 to 2^31 − 1, but is 0"],
  ["maxIterations", 1.5, RangeError, "but is 1.5"],
  ["debias", 1, TypeError, "debias must be true or false, but is a number"],
  ["potentials", "yes", TypeError, 'potentials must be true or false, but is "yes"'],
  ["strict", 0, TypeError, "strict must be true or false, but is a number"],
  ["warmStart", "yes", TypeError, 'warmStart must be true or false, but is "yes"'],
  ["compat", "geomloss", RangeError, 'compat must be one of "geomloss-0.3.1", but is "geomloss"'],
  ["mode", "slow", RangeError, 'mode must be one of "exact", "fast", but is "slow"'],
  ["precision", "float16", RangeError, 'precision must be one of "float64", "float32", but is "float16"'],
  [
    "kernel",
    () => 0,
    TypeError,
    'kernel must be left out but with "gaussian", "laplacian" or "energy", but is a function',
  ],
  ["nThreads", 0, RangeError, "nThreads must be an integer of at least 1, but is 0"],
  ["maxMemory", -1, RangeError, "maxMemory must be a positive number of bytes, but is -1"],
];
testRefusals(OPTIONS.map(([name, value, kind, message]) => [
  `samplesLoss() when ${name} is ${String(value)}`,
  () => samplesLoss("sinkhorn", wrong({ [name]: value })),
  kind,
  message,
]));

testRefusals(
  (["sinkhorn", "hausdorff"] as const).map((kind): Refusal => [
    `samplesLoss("${kind}") when strict and maxIterations is too small`,
    () => samplesLoss(kind, { blur: 0.001, maxIterations: 1, strict: true })(x, y),
    RangeError,
    "a marginal error of at most 0.000001 was expected, but after",
  ]),
);

testRefusals([
  [
    "samplesLoss() when a cost makes matrices of too many entries",
    () => samplesLoss("sinkhorn", { cost: (x, y) => x.cdist(y) })(shaped(2 ** 16 + 1, 1), shaped(1, 1)),
    RangeError,
    "matrices of at most 2^32 entries were expected, but there are 65537 and 1 points",
  ],
  [
    "samplesLoss() when a cost gives the wrong shape",
    () => samplesLoss("sinkhorn", { cost: (x, y) => x.cdist(y).sum(0) })(x, y),
    TypeError,
    "cost must give a tensor of shape [7, 5], but gives a tensor of shape [5]",
  ],
  [
    "samplesLoss() when the kind is unknown",
    () => samplesLoss(wrong("sinkorn")),
    RangeError,
    'kind must be one of "sinkhorn", "gaussian", "laplacian", "energy", "hausdorff", but is "sinkorn"',
  ],
  [
    "samplesLoss() when GeomLoss' Hausdorff loss is asked for",
    () => samplesLoss("hausdorff", { compat: "geomloss-0.3.1" }),
    RangeError,
    'neither reach nor compat go with "hausdorff", but compat is "geomloss-0.3.1"',
  ],
  [
    "samplesLoss() when the Hausdorff divergence is to be unbalanced",
    () => samplesLoss("hausdorff", { reach: 1 }),
    RangeError,
    'neither reach nor compat go with "hausdorff", but reach is 1',
  ],
  [
    "samplesLoss() when the kernel is no function",
    () => samplesLoss("energy", wrong({ kernel: 1 })),
    TypeError,
    "kernel must be a function",
  ],
  [
    "samplesLoss() when the kernel gives a wrong shape",
    () => samplesLoss("gaussian", { kernel: (x) => x })(x, y),
    TypeError,
    "kernel must give a tensor of shape [7, 5], but gives a tensor of shape [7, 2]",
  ],
  [
    "samplesLoss() when the kernel gives a number",
    () => samplesLoss("gaussian", { kernel: () => wrong(1) })(x, y),
    TypeError,
    "kernel must give a tensor of shape [7, 5], but gives a number",
  ],
  [
    "samplesLoss() when the kernel gives NaN",
    () => samplesLoss("gaussian", { kernel: (x, y) => x.cdist(y).mul(NaN) })(x, y),
    RangeError,
    "kernel must give finite numbers, but one is NaN",
  ],
  [
    "samplesLoss() when matrices of a kernel need too much memory",
    () => samplesLoss("gaussian", { kernel: (x, y) => x.cdist(y), maxMemory: 800 })(x, y),
    RangeError,
    "at most 800 bytes may be used, but matrices of 7 and 5 points take 872",
  ],
  [
    "samplesLoss() when matrices of a kernel have too many entries",
    () => samplesLoss("gaussian", { kernel: (x, y) => x.cdist(y) })(shaped(2 ** 16 + 1, 1), shaped(1, 1)),
    RangeError,
    "matrices of at most 2^32 entries were expected, but there are 65537 and 1 points",
  ],
  [
    "ragged() when points are no matrix",
    () => ragged([1, 2], [0, 2]),
    TypeError,
    "points of shape [n, d] were expected",
  ],
  [
    "ragged() when there are no offsets",
    () => ragged(x, wrong(7)),
    TypeError,
    "a list of offsets was expected, but a number",
  ],
  [
    "ragged() when an offset is no integer",
    () => ragged(x, [0, 2.5, 7]),
    TypeError,
    "offsets must be integers, but one is 2.5",
  ],
  ["ragged() when offsets do not begin at 0", () => ragged(x, [1, 7]), RangeError, "must ascend from 0 to 7"],
  ["ragged() when offsets do not end at the last point", () => ragged(x, [0, 3]), RangeError, "but are [0, 3]"],
  ["ragged() when a cloud is empty", () => ragged(x, [0, 3, 3, 7]), RangeError, "but are [0, 3, 3, 7]"],
]);
