/**
 * What vectors and images of diagrams refuse, and in which words.
 */
import {
  bettiCurve,
  entropy,
  imageRange,
  persistenceImage,
  persistenceLandscape,
  persistenceStatistics,
  sampleGrid,
  silhouette,
  type TensorLike,
} from "../../../mod.ts";
import { type Refusal, testRefusals } from "../ops/_refusals.ts";

const DGM = [[0, 1], [0.5, 2]];
/** A value of a type that the compiler would refuse. */
// deno-lint-ignore no-explicit-any
const wrong = (value: unknown): any => value;

const DIAGRAM_FUNCTIONS: Record<string, (dgm: TensorLike) => unknown> = {
  persistenceImage,
  persistenceLandscape,
  silhouette,
  bettiCurve,
  entropy,
  persistenceStatistics,
  sampleGrid: (dgm) => sampleGrid([dgm]),
  imageRange: (dgm) => imageRange([dgm]),
};
const SAMPLING: Record<string, (options: object) => unknown> = {
  persistenceLandscape: (options) => persistenceLandscape(DGM, options),
  silhouette: (options) => silhouette(DGM, options),
  bettiCurve: (options) => bettiCurve(DGM, options),
  entropy: (options) => entropy(DGM, { mode: "vector", ...options }),
  sampleGrid: (options) => sampleGrid([DGM], options),
};

testRefusals(
  Object.entries(DIAGRAM_FUNCTIONS).flatMap(([name, f]): Refusal[] => [
    [
      `${name}() when the shape is wrong`,
      () => f([1, 2, 3]),
      TypeError,
      "must be a diagram of shape [n, 2], but its shape",
    ],
    [`${name}() when rows have three entries`, () => f([[0, 1, 2]]), TypeError, "but its shape is [1, 3]"],
    [`${name}() when given a text`, () => f(wrong("dgm")), TypeError, "was found"],
    [`${name}() when given nothing`, () => f(wrong(undefined)), TypeError, "was found"],
    [`${name}() when a coordinate is NaN`, () => f([[0, 1], [NaN, 2]]), RangeError, "(NaN, 2)"],
    [`${name}() when a death comes before its birth`, () => f([[0, 1], [3, 2]]), RangeError, "(3, 2); take neg() of"],
    ...(name === "bettiCurve" ? [] : [[
      `${name}() when a persistence is infinite`,
      () => f([[-1e308, 1e308]]),
      RangeError,
      "finite persistences were expected, but row 0 of dgm",
    ] as Refusal]),
  ]),
);

testRefusals(
  Object.entries(SAMPLING).flatMap(([name, f]): Refusal[] => [
    [`${name}() when resolution is 0`, () => f({ resolution: 0 }), RangeError, "resolution must be an integer from 1"],
    [`${name}() when resolution is a fraction`, () => f({ resolution: 2.5 }), RangeError, "but is 2.5"],
    [`${name}() when resolution is NaN`, () => f({ resolution: NaN }), RangeError, "but is NaN"],
    [`${name}() when resolution is a text`, () => f({ resolution: "9" }), RangeError, "resolution must be an integer"],
    [`${name}() when sampleRange is empty`, () => f({ sampleRange: [1, 1] }), RangeError, "must ascend, but is [1, 1]"],
    [`${name}() when sampleRange descends`, () => f({ sampleRange: [2, 1] }), RangeError, "must ascend, but is [2, 1]"],
    [
      `${name}() when sampleRange starts late`,
      () => f({ sampleRange: [9, undefined] }),
      RangeError,
      "but is [9, 2] with the",
    ],
    [`${name}() when sampleRange is infinite`, () => f({ sampleRange: [0, Infinity] }), RangeError, "but has Infinity"],
    [
      `${name}() when sampleRange has one end`,
      () => f({ sampleRange: [0] }),
      TypeError,
      "a list of 2 numbers, but is a list of 1",
    ],
    [`${name}() when sampleRange is a number`, () => f({ sampleRange: 3 }), TypeError, "a list of 2 numbers, but is"],
    [`${name}() when an end is a text`, () => f({ sampleRange: ["0", 1] }), TypeError, "must hold numbers, but has"],
    [
      `${name}() when keepEndpoints is a number`,
      () => f({ keepEndpoints: 1 }),
      TypeError,
      "keepEndpoints must be true or false",
    ],
    [`${name}() when an option is misspelt`, () => f({ resolutoin: 3 }), TypeError, 'but one is "resolutoin"'],
    ...(name === "sampleGrid" ? [] : [
      [
        `${name}() when predefinedGrid descends`,
        () => f({ predefinedGrid: [0, 2, 1] }),
        RangeError,
        "entry 2 is 1 after 2",
      ],
      [
        `${name}() when predefinedGrid has NaN`,
        () => f({ predefinedGrid: [NaN, 1] }),
        RangeError,
        "but its entry 0 is NaN",
      ],
      [`${name}() when predefinedGrid is empty`, () => f({ predefinedGrid: [] }), TypeError, "but its shape is [0]"],
      [
        `${name}() when predefinedGrid is a matrix`,
        () => f({ predefinedGrid: [[1]] }),
        TypeError,
        "but its shape is [1, 1]",
      ],
      [
        `${name}() when predefinedGrid is not all`,
        () => f({ predefinedGrid: [1], resolution: 1 }),
        TypeError,
        "predefinedGrid or resolution was expected, but both",
      ],
    ] as Refusal[]),
  ]),
);

const image = (options: object) => () => persistenceImage(DGM, options);

testRefusals([
  ["persistenceImage() when bandwidth is 0", image({ bandwidth: 0 }), RangeError, "bandwidth must be a number from"],
  ["persistenceImage() when bandwidth is negative", image({ bandwidth: -1 }), RangeError, "but is -1"],
  ["persistenceImage() when bandwidth is NaN", image({ bandwidth: NaN }), RangeError, "but is NaN"],
  ["persistenceImage() when bandwidth is infinite", image({ bandwidth: Infinity }), RangeError, "but is Infinity"],
  ["persistenceImage() when bandwidth is a text", image({ bandwidth: "1" }), RangeError, "bandwidth must be a number"],
  ["persistenceImage() when resolution is 0", image({ resolution: 0 }), RangeError, "from 1 to 2^24, but is 0"],
  ["persistenceImage() when it has no rows", image({ resolution: [3, 0] }), RangeError, "from 1 to 2^24, but is 0"],
  ["persistenceImage() when resolution is negative", image({ resolution: -5 }), RangeError, "but is -5"],
  ["persistenceImage() when resolution has one entry", image({ resolution: [3] }), TypeError, "but is a list of 1"],
  ["persistenceImage() when resolution is a text", image({ resolution: "big" }), TypeError, "[columns, rows], but is"],
  [
    "persistenceImage() when it has too many pixels",
    image({ resolution: 2 ** 16 }),
    RangeError,
    "fewer than 2^31 pixels",
  ],
  [
    "persistenceImage() when imRange is empty",
    image({ imRange: [0, 0, 0, 1] }),
    RangeError,
    "the first half of imRange must",
  ],
  [
    "persistenceImage() when imRange descends",
    image({ imRange: [0, 1, 2, 1] }),
    RangeError,
    "the second half of imRange",
  ],
  [
    "persistenceImage() when imRange is short",
    image({ imRange: [0, 1] }),
    TypeError,
    "a list of 4 numbers, but is a list of 2",
  ],
  ["persistenceImage() when weight is a number", image({ weight: 2 }), TypeError, "weight must be a function"],
  [
    "persistenceImage() when weights are too few",
    image({ weight: () => [1] }),
    TypeError,
    "the 2 points, but gives the shape [1]",
  ],
  [
    "persistenceImage() when weights are a matrix",
    image({ weight: () => [[1, 2]] }),
    TypeError,
    "but gives the shape [1, 2]",
  ],
  ["persistenceImage() when a weight is NaN", image({ weight: () => [1, NaN] }), RangeError, "finite point 1 is NaN"],
  ["persistenceImage() when weights are a text", image({ weight: () => "heavy" }), TypeError, "was found"],
  ["persistenceImage() when nThreads is 0", image({ nThreads: 0 }), RangeError, "nThreads"],
  [
    "persistenceImage() when maxMemory is too small",
    image({ maxMemory: 10 }),
    RangeError,
    "the Gaussians of 2 points would",
  ],
  [
    "persistenceImage() when options are no object",
    () => persistenceImage(DGM, wrong(1)),
    TypeError,
    "an object of options",
  ],
  [
    "persistenceLandscape() when numLandscapes is 0",
    () => persistenceLandscape(DGM, { numLandscapes: 0 }),
    RangeError,
    "numLandscapes must be a positive integer",
  ],
  [
    "persistenceLandscape() when numLandscapes is a fraction",
    () => persistenceLandscape(DGM, { numLandscapes: 1.5 }),
    RangeError,
    "but is 1.5",
  ],
  [
    "persistenceLandscape() when there are too many samples",
    () => persistenceLandscape(DGM, { numLandscapes: 2 ** 31 }),
    RangeError,
    "fewer than 2^31 samples",
  ],
  [
    "silhouette() when a weight is negative",
    () => silhouette(DGM, { weight: () => [1, -1] }),
    RangeError,
    "weights must not be negative, but that of finite point 1 is -1",
  ],
  [
    "silhouette() when all weights are 0",
    () => silhouette(DGM, { weight: () => 0 }),
    RangeError,
    "a positive and finite sum were expected, but their sum is 0",
  ],
  [
    "entropy() when mode is another word",
    () => entropy(DGM, { mode: wrong("curve") }),
    RangeError,
    "mode must be one of",
  ],
  [
    "entropy() when normalized is a number",
    () => entropy(DGM, { normalized: wrong(1) }),
    TypeError,
    "normalized must be true or false",
  ],
  [
    "bettiCurve() when a point dies at −∞",
    () => bettiCurve([[0, -Infinity]]),
    RangeError,
    "birth must come before an infinite death, but row 0 of dgm is (0, -Infinity)",
  ],
  [
    "bettiCurve() when a point is born at ∞",
    () => bettiCurve([[Infinity, Infinity]]),
    RangeError,
    "(Infinity, Infinity)",
  ],
  ["sampleGrid() when given no list", () => sampleGrid(wrong(3)), TypeError, "a list of diagrams was expected"],
  ["sampleGrid() when given a diagram", () => sampleGrid(DGM), TypeError, "dgms[0] must be a diagram of shape [n, 2]"],
  ["imageRange() when given no list", () => imageRange(wrong({})), TypeError, "a list of diagrams was expected"],
]);
