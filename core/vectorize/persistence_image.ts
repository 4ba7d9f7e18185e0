/**
 * Persistence images.
 *
 * @module
 */
import { record } from "../autodiff/recording.ts";
import { checkLimits, LIMIT_OPTIONS, type LimitOptions } from "../filtrations/limits.ts";
import { kernels } from "../kernels.ts";
import { asOptions } from "../tensor/as_options.ts";
import { describe } from "../tensor/describe.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { finitePoints } from "./_points.ts";
import { checkEnds, checkResolution, completed, least, spaced } from "./_ranges.ts";
import { type PointWeight, weightsOf } from "./_weights.ts";

/** Options of {@linkcode persistenceImage}. */
export interface PersistenceImageOptions extends LimitOptions {
  /** The width σ of the Gaussians, in the unit of the diagram, from 1e-150 to 1e150; default 1. */
  bandwidth?: number;
  /**
   * Weights of the points: a function of births and persistences, both tensors `[n]`, to a tensor `[n]` or one number for all;
   * default 1. Gradients flow through it.
   */
  weight?: PointWeight;
  /** Number of columns and of rows, or one number for both; default 20. */
  resolution?: number | readonly [number, number];
  /**
   * `[xMin, xMax, yMin, yMax]`: births at the first and the last column, persistences at the first and the last row. What is
   * `undefined` (or NaN, as in GUDHI) is found from the diagram; default all.
   */
  imRange?: ImageEnds;
}

/** The ends of the axes of an image; `undefined` for what is to be found. */
export type ImageEnds = readonly [
  number | undefined,
  number | undefined,
  number | undefined,
  number | undefined,
];

const OPTIONS = ["bandwidth", "weight", "resolution", "imRange", ...LIMIT_OPTIONS] as const;
const OPEN: ImageEnds = [undefined, undefined, undefined, undefined];

/** Squares of numbers up to this one are finite, and those of their reciprocals are not 0. */
const LARGEST = 1e150;
/** Native code counts in 32 bits. */
const MOST_PIXELS = 2 ** 31;

/**
 * The persistence image of a diagram: Gaussians around its points, as pixels.
 *
 * With `p = death − birth`, the pixel at birth `x` and persistence `y` is
 *
 * `Σ_i w_i · exp(−((birth_i − x)² + (p_i − y)²) / (2 σ²)) / (2 π σ²)`.
 *
 * `dgm: [n, 2]` holds (birth, death) in rows; the result is `[rows, columns]`: row `i` belongs to the `i`-th of evenly spaced
 * persistences, the lowest first, and column `j` to the `j`-th birth, both ends included. `reshape([-1])` of it is what GUDHI
 * gives. Points with an infinite coordinate are left out, and a diagram without points gives zeros.
 *
 * What `imRange` leaves open is the least and greatest birth and persistence of this one diagram; take that of
 * {@linkcode imageRange} to compare several. `weight: (birth, persistence) => persistence` is the usual choice, for then
 * the image is stable: points near the diagonal hardly count.
 *
 * Differentiable: everywhere in the points, and through `weight`; not in the range, which is a constant also where it is found
 * from the diagram.
 *
 * Cost: `O(n r²)` time for `r × r` pixels on all threads, an exponential for each point and row or column; value and gradient
 * are one native call each, and no `n × r × r` array is made.
 *
 * @throws {TypeError} If `dgm` is not `[n, 2]`, `weight` does not give one number for each point, or an option is of the wrong
 * kind or unknown.
 * @throws {RangeError} If a coordinate is NaN, a death comes before its birth, `bandwidth` is not positive, a resolution is
 * below 1, a range does not ascend, a weight is not finite, or more memory would be needed than is allowed.
 *
 * @example A point, its image and the image drawn
 * ```ts
 * import { persistenceImage, subplots, tensor } from "@diagrad/diagrad";
 * import { assertAlmostEquals, assertEquals } from "@std/assert";
 *
 * const dgm = tensor([[1, 3]], { requiresGrad: true });
 * const imRange = [0, 2, 0, 3] as const;
 * const weight = (_: unknown, persistence: typeof dgm) => persistence;
 * const image = persistenceImage(dgm, { bandwidth: 0.5, weight, resolution: [3, 4], imRange });
 * assertEquals(image.shape, [4, 3]);
 * assertAlmostEquals(image.data[7], 2 / (2 * Math.PI * 0.5 ** 2)); // row 2, column 1: persistence 2, birth 1
 *
 * image.sum().backward(); // a longer life weighs more
 * const [, ax] = subplots();
 * ax.imshow(image, { origin: "lower", extent: imRange });
 * ```
 *
 * See [Adams17], [GUDHI].
 */
export function persistenceImage(dgm: TensorLike, options: PersistenceImageOptions = {}): Tensor {
  const action = "make a persistence image";
  const known = asOptions(action, options, OPTIONS);
  const { bandwidth = 1, weight, resolution = 20, imRange = OPEN, ...limitOptions } = known;
  const limits = checkLimits(action, limitOptions);
  checkBandwidth(action, bandwidth);
  const [width, height] = checkedResolution(action, resolution);
  checkEnds(action, "imRange", imRange, 4);
  const points = finitePoints(action, dgm);
  const [left, right, bottom, top] = rangeOf(action, imRange, [points.data]);
  const weights = weightsOf(action, weight, points, "persistence");
  const diagram = { points: points.data, weights: weights.data.slice() };
  const grid = { columns: spaced([left, right], width), rows: spaced([bottom, top], height), bandwidth };
  const pixels = kernels().persistenceImage(diagram, grid, limits);
  return record("persistenceImage", [points.tensor, weights], pixels, [height, width], () => (gradient) => {
    const { atPoints, atWeights } = kernels().persistenceImageGradient(diagram, grid, gradient, limits);
    return [atPoints, atWeights];
  });
}

/**
 * The range of births and of persistences of several diagrams, for the option `imRange` of {@linkcode persistenceImage}:
 * `[xMin, xMax, yMin, yMax]`.
 *
 * Points with an infinite coordinate are left out; without any other all four are 0.
 *
 * @throws {TypeError} If `dgms` is not a list of diagrams `[n, 2]`.
 * @throws {RangeError} If a coordinate is NaN, or a death comes before its birth.
 *
 * @example Of two diagrams
 * ```ts
 * import { imageRange } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(imageRange([[[0, 1]], [[2, 5], [1, Infinity]]]), [0, 2, 1, 3]);
 * ```
 *
 * See [GUDHI].
 */
export function imageRange(dgms: readonly TensorLike[]): [number, number, number, number] {
  const action = "find the range of images";
  if (!Array.isArray(dgms)) {
    throw new TypeError(`Cannot ${action}: a list of diagrams was expected, but ${describe(dgms)} was found`);
  }
  return rangeOf(action, OPEN, dgms.map((dgm, k) => finitePoints(action, dgm, `dgms[${k}]`).data));
}

function rangeOf(
  action: string,
  [left, right, bottom, top]: ImageEnds,
  lists: readonly Float64Array[],
): [number, number, number, number] {
  const births = [least(lists, (birth) => birth), -least(lists, (birth) => -birth)];
  const lives = [least(lists, (birth, death) => death - birth), -least(lists, (birth, death) => birth - death)];
  return [
    ...completed(action, "the first half of imRange", [left, right], births[0], births[1]),
    ...completed(action, "the second half of imRange", [bottom, top], lives[0], lives[1]),
  ];
}

function checkedResolution(action: string, resolution: number | readonly [number, number]): readonly [number, number] {
  const both = typeof resolution === "number" ? [resolution, resolution] : resolution;
  if (!Array.isArray(both) || both.length !== 2) {
    const found = Array.isArray(both) ? `a list of ${both.length}` : describe(both);
    throw new TypeError(`Cannot ${action}: resolution must be one number or [columns, rows], but is ${found}`);
  }
  const [width, height] = both;
  checkResolution(action, "resolution", width);
  checkResolution(action, "resolution", height);
  if (width * height >= MOST_PIXELS) {
    throw new RangeError(`Cannot ${action}: fewer than 2^31 pixels were expected, but there are ${width * height}`);
  }
  return [width, height];
}

function checkBandwidth(action: string, bandwidth: number): void {
  if (typeof bandwidth !== "number" || !(bandwidth >= 1 / LARGEST && bandwidth <= LARGEST)) {
    const found = typeof bandwidth === "number" ? bandwidth : describe(bandwidth);
    throw new RangeError(
      `Cannot ${action}: bandwidth must be a number from ${1 / LARGEST} to ${LARGEST}, but is ${found}`,
    );
  }
}
