/**
 * Pairs of images and the options of their divergence, checked; and the divergence made of their potentials.
 *
 * @module
 */
import { record } from "../../autodiff/recording.ts";
import { checkLimits, LIMIT_OPTIONS, type LimitOptions } from "../../filtrations/limits.ts";
import type { Limits } from "../../kernels.ts";
import { asOptions } from "../../tensor/as_options.ts";
import { checkFlag } from "../../tensor/check_flag.ts";
import { asTensor } from "../../tensor/create.ts";
import { formatShape, sameShape, sizeOf } from "../../tensor/shape.ts";
import type { Tensor, TensorLike } from "../../tensor/tensor.ts";
import { checkExponent, checkNumber } from "../_check_number.ts";
import type { ImagePotentials, ImageProblem } from "./_potentials.ts";
import { type ImageReportOptions, REPORT_OPTIONS, type Reporter, reporterOf, tell } from "./image_report.ts";

/** Options of {@linkcode imageSinkhornDivergence}. */
export interface ImageSinkhornOptions extends ImageReportOptions, LimitOptions {
  /** The exponent of the cost `Σ_k |x_k − y_k|^p / p`, at least 1; default 2. */
  p?: number;
  /** The length below which details do not count, positive: `ε = blur^p`; default the width of a pixel. */
  blur?: number;
  /** How far mass moves before it is rather made or destroyed, positive: `ρ = reach^p`; default `Infinity`, all is moved. */
  reach?: number;
  /** What annealing multiplies the blur by in each step, between 0 and 1; default 0.5. */
  scaling?: number;
  /** Take off the losses of each image against itself, so that equal images are at 0; default `true`. */
  debias?: boolean;
  /** How many of the last axes are those of an image, 1 to 3; default 1 for one axis in all, 2 for up to four, else 3. */
  axes?: 1 | 2 | 3;
  /** The error of the marginals, relative to the mass, below which iterations end; default 1e-6. */
  tol?: number;
  /** The most iterations at the least blur; default 1,000. */
  maxIterations?: number;
}

/** The names of {@linkcode ImageSinkhornOptions}. */
export const IMAGE_SINKHORN_OPTIONS = [
  "p",
  "blur",
  "reach",
  "scaling",
  "debias",
  "axes",
  "tol",
  "maxIterations",
  ...REPORT_OPTIONS,
  ...LIMIT_OPTIONS,
] as const;

/** What the divergence is computed of. */
export interface ImagePair {
  /** The images. */
  readonly inputs: readonly [Tensor, Tensor];
  /** What is to be solved. */
  readonly problem: ImageProblem;
  /** Whom to tell how it went. */
  readonly reporter: Reporter;
  /** What it may use. */
  readonly limits: Limits;
  /** The shape of the result: that of the first leading axis. */
  readonly shape: readonly number[];
}

/** Masses may differ by this part of them. */
const MASS_TOLERANCE = 1e-6;

/** Checks images and options. */
export function readImages(action: string, a: TensorLike, b: TensorLike, options: ImageSinkhornOptions): ImagePair {
  const known = asOptions(action, options, IMAGE_SINKHORN_OPTIONS);
  const { p = 2, reach = Infinity, scaling = 0.5, debias = true, tol = 1e-6, maxIterations = 1000 } = known;
  const { onReport, strict, nThreads, maxMemory } = known;
  const limits = checkLimits(action, { nThreads, maxMemory }), reporter = reporterOf(action, tol, { onReport, strict });
  checkFlag(action, "debias", debias);
  checkExponent(action, p);
  checkNumber(action, "reach", reach, reach > 0, "positive");
  checkNumber(action, "scaling", scaling, scaling > 0 && scaling < 1, "between 0 and 1");
  checkNumber(
    action,
    "maxIterations",
    maxIterations,
    Number.isInteger(maxIterations) && maxIterations >= 1,
    "a positive integer",
  );
  const inputs = [asTensor(action, a), asTensor(action, b)] as const, [{ shape }] = inputs;
  if (!sameShape(shape, inputs[1].shape)) {
    const found = inputs.map((image) => formatShape(image.shape)).join(" and ");
    throw new TypeError(`Cannot ${action}: images of the same shape were expected, but the shapes are ${found}`);
  }
  const axes = axesOf(action, shape, known.axes), grid = shape.slice(shape.length - axes);
  const width = 1 / Math.max(...grid), blur = known.blur ?? width;
  checkNumber(action, "blur", blur, blur > 0 && blur < Infinity, "positive and finite");
  const leading = shape.slice(0, shape.length - axes), size = sizeOf(grid);
  checkPixels(action, inputs, size, reach);
  return {
    inputs,
    problem: {
      a: inputs[0].data.slice(),
      b: inputs[1].data.slice(),
      grid: { shape: grid, width },
      ...{ p, blur, reach, scaling, debias, tol, maxIterations },
    },
    ...{ reporter, limits },
    shape: leading.slice(0, 1),
  };
}

function axesOf(action: string, shape: readonly number[], given: number | undefined): number {
  const axes = given ?? (shape.length === 1 ? 1 : shape.length <= 4 ? 2 : 3);
  if (![1, 2, 3].includes(axes)) {
    throw new RangeError(`Cannot ${action}: axes must be 1, 2 or 3, but is ${String(axes)}`);
  }
  if (shape.length < axes || shape.length > axes + 2 || shape.some((length) => length < 1)) {
    throw new TypeError(
      `Cannot ${action}: images must have ${axes} axes of their own, up to two before these, and no empty one, but their ` +
        `shape is ${formatShape(shape)}`,
    );
  }
  return axes;
}

function checkPixels(action: string, images: readonly Tensor[], size: number, reach: number): void {
  for (const [k, name] of ["a", "b"].entries()) {
    const { data } = images[k], wrong = data.findIndex((mass) => !(mass >= 0 && mass < Infinity));
    if (wrong >= 0) {
      throw new RangeError(
        `Cannot ${action}: pixels must be finite and not negative, but entry ${wrong} of ${name} is ${data[wrong]}`,
      );
    }
  }
  for (let start = 0; start < images[0].size; start += size) {
    const [first, second] = images.map(({ data }) => data.subarray(start, start + size).reduce((sum, x) => sum + x, 0));
    if (!(first > 0 && second > 0)) {
      throw new RangeError(`Cannot ${action}: images must have positive masses, but they are ${first} and ${second}`);
    }
    if (reach === Infinity && Math.abs(first - second) > MASS_TOLERANCE * Math.max(first, second)) {
      throw new RangeError(
        `Cannot ${action}: images must have the same mass, but their masses are ${first} and ${second}; with reach they ` +
          "may differ",
      );
    }
  }
}

/** The divergence that belongs to potentials, with its gradient: what mass at a pixel is worth. */
export function divergenceOf(name: string, pair: ImagePair, found: ImagePotentials): Tensor {
  const { inputs, problem, shape } = pair, { a, b, debias, reach, grid } = problem;
  tell(pair.reporter, found, "raise maxIterations, blur or tol");
  const size = sizeOf(grid.shape), items = a.length / size, count = shape[0] ?? 1;
  const worth = reach === Infinity ? balancedWorth(found, debias) : unbalancedWorth(problem, found, size);
  const values = new Float64Array(count);
  for (let i = 0; i < a.length; i++) {
    const item = Math.floor(Math.floor(i / size) * count / items);
    values[item] += a[i] * worth.value[0][i] + b[i] * worth.value[1][i];
  }
  worth.constant.forEach((constant, item) => values[Math.floor(item * count / items)] += constant);
  return record(
    name,
    inputs,
    values,
    shape,
    () => (scale, needed) =>
      worth.slope.map((slopes, k) =>
        needed[k] ? slopes.map((slope, i) => slope * scale[Math.floor(Math.floor(i / size) * count / items)]) : null
      ),
  );
}

/** By pixel, what mass adds to the value, and its slope. */
interface Worth {
  readonly value: readonly [Float64Array, Float64Array];
  readonly slope: readonly [Float64Array, Float64Array];
  readonly constant: readonly number[];
}

function balancedWorth({ f, g, own, other }: ImagePotentials, debias: boolean): Worth {
  // Of two potentials that follow from each other the sum is right to second order.
  const mean = ([x, y]: readonly [Float64Array, Float64Array]) => x.map((value, i) => (value + y[i]) / 2);
  const less = (x: Float64Array, y: Float64Array) => debias ? x.map((value, i) => value - y[i]) : x;
  return {
    value: [less(f[1], mean(own)), less(g[0], mean(other))],
    slope: [less(f[1], own[1]), less(g[1], other[1])],
    constant: [],
  };
}

function unbalancedWorth(problem: ImageProblem, { f, g, own, other }: ImagePotentials, size: number): Worth {
  const { p, blur, reach, debias, a, b } = problem, eps = blur ** p, rho = reach ** p;
  const fall = (x: Float64Array, y: Float64Array) =>
    x.map((value, i) => debias ? Math.exp(-y[i] / rho) - Math.exp(-value / rho) : -Math.expm1(-value / rho));
  const falls = [fall(f[1], own[1]), fall(g[1], other[1])] as const;
  const scaled = (factor: number, shifts: readonly [number[], number[]] = [[], []]) =>
    falls.map((list, k) => list.map((x, i) => factor * x + (shifts[k][Math.floor(i / size)] ?? 0))) as unknown as [
      Float64Array,
      Float64Array,
    ];
  const value = scaled(rho + eps / 2);
  if (debias) return { value, slope: scaled(rho + eps), constant: [] };
  const masses = [a, b].map((images) =>
    Array.from(
      { length: images.length / size },
      (_, k) => images.subarray(k * size, (k + 1) * size).reduce((sum, x) => sum + x, 0),
    )
  );
  const [first, second] = masses;
  return {
    value,
    slope: scaled(rho + eps, [second.map((mass) => eps * (mass - 1)), first.map((mass) => eps * (mass - 1))]),
    constant: first.map((mass, k) => eps * (mass * second[k] - (mass + second[k]) / 2)),
  };
}
