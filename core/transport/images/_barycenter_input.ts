/**
 * Images and weights of a barycenter, and its options, checked.
 *
 * @module
 */
import { checkLimits, LIMIT_OPTIONS, type LimitOptions } from "../../filtrations/limits.ts";
import { reshape } from "../../ops/reshape.ts";
import { asOptions } from "../../tensor/as_options.ts";
import { asTensor } from "../../tensor/create.ts";
import { formatShape, sizeOf } from "../../tensor/shape.ts";
import type { Tensor, TensorLike } from "../../tensor/tensor.ts";
import type { Barycenter, BarycenterProblem } from "./_barycenter.ts";
import { checkExponent, checkNumber } from "../_check_number.ts";
import { type ImageReportOptions, REPORT_OPTIONS, type Reporter, reporterOf, tell } from "./image_report.ts";

/** Options of {@linkcode imageBarycenter}. */
export interface ImageBarycenterOptions extends ImageReportOptions, LimitOptions {
  /** The length below which details do not count, positive: `ε = blur^p`; default the width of a pixel. */
  blur?: number;
  /** The exponent of the cost `Σ_k |x_k − y_k|^p / p`, at least 1; default 2. */
  p?: number;
  /** Steps for each size of images, over which the blur is halved; default 10. */
  scalingN?: number;
  /** Further steps at the least blur, through which gradients flow; default 5. */
  backwardIterations?: number;
  /** The error of the marginals, relative to the mass, above which the report warns; default 0.01. */
  tol?: number;
}

/** The names of {@linkcode ImageBarycenterOptions}. */
export const IMAGE_BARYCENTER_OPTIONS = [
  "blur",
  "p",
  "scalingN",
  "backwardIterations",
  "tol",
  ...REPORT_OPTIONS,
  ...LIMIT_OPTIONS,
] as const;

/** A problem, and the shape of its result. */
export interface CheckedBarycenter {
  /** What is to be solved. */
  readonly problem: BarycenterProblem;
  /** Whom to tell how it went. */
  readonly reporter: Reporter;
  /** The shape of the barycenter. */
  readonly shape: readonly number[];
}

/** Masses, and sums of weights, may differ by this part of them. */
const TOLERANCE = 1e-6;

/** Checks images, weights and options. */
export function readBarycenter(
  action: string,
  measures: TensorLike,
  weights: TensorLike,
  options: ImageBarycenterOptions,
): CheckedBarycenter {
  const known = asOptions(action, options, IMAGE_BARYCENTER_OPTIONS);
  const { p = 2, scalingN = 10, backwardIterations = 5, tol = 0.01, onReport, strict, nThreads, maxMemory } = known;
  const limits = checkLimits(action, { nThreads, maxMemory }), reporter = reporterOf(action, tol, { onReport, strict });
  checkExponent(action, p);
  checkNumber(action, "scalingN", scalingN, Number.isInteger(scalingN) && scalingN >= 1, "a positive integer");
  const isCount = Number.isInteger(backwardIterations) && backwardIterations >= 0;
  checkNumber(action, "backwardIterations", backwardIterations, isCount, "a non-negative integer");
  const images = asTensor(action, measures), shares = asTensor(action, weights);
  const leading = shares.shape.length, axes = images.shape.length - leading;
  const fits = shares.shape.every((length, k) => length === images.shape[k]);
  if (![1, 2].includes(leading) || ![1, 2, 3].includes(axes) || !fits || images.shape.some((length) => length < 1)) {
    throw new TypeError(
      `Cannot ${action}: weights [K] or [B, K] and images [K, …] or [B, K, …] with one to three axes of their own were ` +
        `expected, but the shapes are ${formatShape(shares.shape)} and ${formatShape(images.shape)}`,
    );
  }
  const shape = images.shape.slice(leading), width = 1 / Math.max(...shape), blur = known.blur ?? width;
  checkNumber(action, "blur", blur, blur > 0 && blur <= 1, "positive and at most 1");
  const [batch, count] = leading === 1 ? [1, shares.shape[0]] : shares.shape, size = sizeOf(shape);
  checkMasses(action, images, size, count);
  checkWeights(action, shares, count);
  return {
    problem: {
      measures: reshape(images, [batch, count, size]),
      weights: reshape(shares, [batch, count, 1]),
      grid: { shape, width },
      ...{ p, blur, scalingN, backwardIterations, limits },
    },
    reporter,
    shape: leading === 1 ? shape : [batch, 1, ...shape],
  };
}

/** The result on the tape, when it has been told how it was found. */
export function resultOf(
  { reporter, shape }: CheckedBarycenter,
  { image, iterations, marginalError }: Barycenter,
): Tensor {
  if (reporter.onReport !== undefined || reporter.strict) {
    tell(reporter, { iterations, marginalError: marginalError() }, "raise backwardIterations, blur or tol");
  }
  return reshape(image, shape);
}

function checkMasses(action: string, { data }: Tensor, size: number, count: number): void {
  const wrong = data.findIndex((mass) => !(mass >= 0 && mass < Infinity));
  if (wrong >= 0) {
    throw new RangeError(
      `Cannot ${action}: pixels must be finite and not negative, but entry ${wrong} is ${data[wrong]}`,
    );
  }
  const masses = Array.from(
    { length: data.length / size },
    (_, k) => data.subarray(k * size, (k + 1) * size).reduce((sum, x) => sum + x, 0),
  );
  masses.forEach((mass, k) => {
    const first = masses[k - k % count];
    if (!(mass > 0) || Math.abs(mass - first) > TOLERANCE * first) {
      throw new RangeError(
        `Cannot ${action}: images must have the same positive mass, but those of images ${
          k - k % count
        } and ${k} are ` +
          `${first} and ${mass}`,
      );
    }
  });
}

function checkWeights(action: string, { data }: Tensor, count: number): void {
  for (let start = 0; start < data.length; start += count) {
    const own = data.subarray(start, start + count), sum = own.reduce((sum, x) => sum + x, 0);
    if (own.some((weight) => !(weight >= 0)) || Math.abs(sum - 1) > TOLERANCE) {
      throw new RangeError(
        `Cannot ${action}: weights must not be negative and sum to 1, but are ${own.join(", ")}`,
      );
    }
  }
}
